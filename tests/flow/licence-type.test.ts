import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LicenceTypeCode, MatterCode } from '../../catalog/code/index.js';
import type { LicenceTypeView } from '../../catalog/publication/publication.js';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.js';
import { baseMatter, bases, identityCard, matter, openGround, places } from './catalogue-ground.js';

describe('licence types', () => {
  let fresh: FreshDatabase;
  let ground: Awaited<ReturnType<typeof openGround>>;
  const business: LicenceTypeView = {
    code: '11100000MB0143028R001' as LicenceTypeCode,
    name: '营业执照',
    authorityCode: '11100000MB0143028R',
    authorityName: '国家市场监督管理总局',
    fields: [],
  };
  const nameless: LicenceTypeView = {
    ...business,
    code: '11100000MB0143028R777' as LicenceTypeCode,
    name: null,
  };
  const store = (...types: LicenceTypeView[]) =>
    fresh.database.transaction((tx) => ground.licenceTypes.store(tx, types, 'test'));

  beforeAll(async () => {
    fresh = await freshDatabase();
    ground = await openGround(fresh.database);
  });
  afterAll(() => fresh.drop());

  it('are stored once, with a change for what differs alone', async () => {
    const first = await store(identityCard, business, nameless);
    expect(first.outcomes).toEqual(['IMPORTED', 'IMPORTED', 'IMPORTED']);
    expect(first.changes).toContainEqual({
      kind: 'LICENCE_TYPE',
      key: identityCard.code,
      version: 1,
      document: identityCard,
      regionPath: null,
    });
    expect(await store(identityCard, business)).toEqual({
      outcomes: ['UNCHANGED', 'UNCHANGED'],
      changes: [],
    });

    const renamed = { ...business, name: '营业执照（电子）' };
    const second = await store(identityCard, renamed, business, renamed);
    expect(second.outcomes).toEqual(['UNCHANGED', 'IMPORTED', 'IMPORTED', 'IMPORTED']);
    expect(second.changes.map(({ key, version }) => [key, version])).toEqual([[business.code, 2]]);
    const unknown = '11100000MB0143028R999' as LicenceTypeCode;
    expect(await ground.licenceTypes.byCodes([unknown, business.code])).toEqual([null, renamed]);
  });

  it('are paged, counted and searched by name and code', async () => {
    const found = async (search: string | null) => {
      const page = await ground.licenceTypes.page(search, { first: 200, after: null });
      expect(await ground.licenceTypes.count(search)).toBe(page.items.length);
      return page.items.map(({ node }) => node.code);
    };
    expect(await found(null)).toEqual([identityCard.code, business.code, nameless.code]);
    expect(await found('执照')).toEqual([business.code]);
    expect(await found('（电子）')).toEqual([business.code]);
    expect(await found('mb0143028r')).toEqual([business.code, nameless.code]);
    expect(await found('身份 D001')).toEqual([identityCard.code]);
    expect(await found('_')).toEqual([]);
    const first = await ground.licenceTypes.page(null, { first: 2, after: null });
    const rest = await ground.licenceTypes.page(null, { first: 2, after: first.items[1]?.cursor ?? null });
    expect([first.hasNextPage, rest.hasNextPage]).toEqual([true, false]);
    expect(rest.items.map(({ node }) => node.code)).toEqual([nameless.code]);
  });

  it('bring the documents that name them up to date when they change', async () => {
    await ground.storeBases(baseMatter(bases.restaurant));
    const draft = matter(places.county, bases.restaurant);
    await ground.publish(draft);
    const renamed = { ...identityCard, name: '居民身份证（新）' };
    const result = await fresh.database.transaction(async (tx) => {
      const { changes } = await ground.licenceTypes.store(tx, [renamed], 'test');
      const licenceTypes = changes.map(({ key }) => key as LicenceTypeCode);
      const keys = await ground.publications.dependants(tx, { licenceTypes });
      return ground.publications.publish(tx, keys, 'tester', ground.tick(), changes);
    });
    expect(result).toEqual({ published: 1, unchanged: 0 });
    const [guide] = await ground.guides.guides([draft.code as MatterCode], [], null);
    expect(guide?.materials[0]?.ways.map(({ zh }) => zh)).toEqual(['可用电子证照“居民身份证（新）”代替。']);
    const tail = await fresh.database.query<{ kind: string }>(
      'select kind from change order by position desc limit 2',
    );
    expect(tail.map(({ kind }) => kind)).toEqual(['MATTER', 'LICENCE_TYPE']);
  });
});
