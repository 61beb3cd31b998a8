import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { MatterCode } from '../../catalog/code/index.js';
import type { MatterDraft } from '../../catalog/matter/matter.js';
import type { MatterDocument } from '../../catalog/publication/publication.js';
import { digestOf } from '../../catalog/storage/index.js';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.js';
import {
  baseMatter,
  bases,
  bodyOf,
  byLicence,
  identityCard,
  localMatter,
  material,
  matter,
  openGround,
  places,
} from './catalogue-ground.js';

const code = ({ code }: MatterDraft) => code as MatterCode;

describe('publication', () => {
  let fresh: FreshDatabase;
  let ground: Awaited<ReturnType<typeof openGround>>;
  const current = async (draft: MatterDraft) => (await ground.publications.byCodes([code(draft)]))[0] ?? null;
  const log = () =>
    fresh.database.query<{
      key: string;
      version: number;
      digest: string;
      region_path: string;
      document: MatterDocument;
    }>(
      `select key, version, digest, region_path, document from change where kind = 'MATTER' order by position`,
    );

  beforeAll(async () => {
    fresh = await freshDatabase();
    ground = await openGround(fresh.database);
    await ground.storeBases(baseMatter(bases.restaurant));
    await fresh.database.transaction((tx) => ground.licenceTypes.store(tx, [identityCard], 'test'));
  });
  afterAll(() => fresh.drop());

  it('compiles the document: inheritance, organisation, region, licence types, digest', async () => {
    const draft = matter(places.county, bases.restaurant, {
      localCode: 'A-1',
      type: null,
      elements: {
        committedTimeLimit: { value: 5, unit: 'WORKING_DAY', note: null },
        results: [
          {
            name: '食品经营许可证',
            type: '出证',
            licenceType: '11100000MB0143028R001' as never,
            sample: null,
          },
        ],
      },
      handlingItems: [{ item: '01', name: '新办', elements: { onSiteVisits: 0 } }],
    });
    expect(await ground.publish(draft)).toEqual({ published: 1, unchanged: 0 });
    const base = baseMatter(bases.restaurant);
    const document: MatterDocument = {
      key: draft.key,
      code: code(draft),
      localCode: 'A-1',
      name: draft.name,
      type: '01',
      level: 'COUNTY',
      version: 1,
      baseMatter: { code: bases.restaurant, mainName: '食品经营许可', subName: null, version: 1 },
      organisation: bodyOf(places.county),
      region: {
        code: places.county,
        name: '茂南区',
        level: 'COUNTY',
        parent: places.city,
        lineage: [places.nation, places.province, places.city, places.county],
        local: false,
      },
      elements: { ...base.elements, ...draft.elements },
      origins: {
        legalBases: 'BASE',
        statutoryTimeLimit: 'BASE',
        materials: 'BASE',
        committedTimeLimit: 'OWN',
        results: 'OWN',
      },
      handlingItems: [{ item: '01', code: `${draft.code}01`, name: '新办', elements: { onSiteVisits: 0 } }],
      licenceTypes: { [identityCard.code]: identityCard },
      source: 'test',
    };
    expect(await current(draft)).toEqual({
      document,
      digest: digestOf(document),
      publishedAt: ground.time.now,
      effectiveFrom: ground.time.now,
      effectiveUntil: null,
    });
    const [change] = await log();
    expect(change).toEqual({
      key: draft.key,
      version: 1,
      digest: digestOf(document),
      region_path: [places.nation, places.province, places.city, places.county].join('/'),
      document,
    });
    const links = await fresh.database.query(
      'select material_code, way, target from material_link where matter_key = $1',
      [draft.key],
    );
    expect(links).toEqual([{ material_code: '1', way: 'LICENCE', target: identityCard.code }]);
    const [stored] = await fresh.database.transaction((tx) => ground.matters.records(tx, [draft.key]));
    expect(stored?.status).toBe('PUBLISHED');
  });

  it('leaves alone what did not change: no version, no change, no row written', async () => {
    const drafts = [matter(places.town, bases.restaurant), localMatter(places.town, '没有编码')];
    await ground.publish(...drafts);
    const rows = () =>
      fresh.database.query(
        `select 'p' as name, matter_key, version, ctid::text, xmin::text from publication
         union all select 'l', matter_key, 0, ctid::text, xmin::text from material_link
         union all select 'c', key, version, ctid::text, xmin::text from change order by 1, 2, 3`,
      );
    const before = await rows();
    ground.tick();
    expect(await ground.publish(...drafts)).toEqual({ published: 0, unchanged: 2 });
    expect(await rows()).toEqual(before);
  });

  it('makes the next version of what changed, ends the one before, and rewrites the links', async () => {
    const draft = matter(places.city, bases.restaurant);
    const [from, until] = [ground.tick(), ground.tick()];
    ground.time.now = from;
    await ground.publish(draft);
    ground.time.now = until;
    const data = material('9', { alternatives: [[{ way: 'DATA', check: 'social-insurance' }]] });
    const cancelled = material('8', {
      cancelled: 'NO_LEGAL_BASIS',
      alternatives: byLicence(identityCard.code),
    });
    await ground.publish({ ...draft, elements: { materials: [data, cancelled] } });
    const versions = await fresh.database.query(
      `select version, current, effective_from, effective_until from publication where matter_key = $1 order by version`,
      [draft.key],
    );
    expect(versions).toEqual([
      { version: 1, current: false, effective_from: from, effective_until: until },
      { version: 2, current: true, effective_from: until, effective_until: null },
    ]);
    expect((await current(draft))?.document).toMatchObject({ version: 2, licenceTypes: {} });
    expect(
      await fresh.database.query(
        'select material_code, way, target from material_link where matter_key = $1',
        [draft.key],
      ),
    ).toEqual([{ material_code: '9', way: 'DATA', target: 'social-insurance' }]);
  });

  it('refuses a matter that is not stored and publishes none of the list', async () => {
    const draft = matter(places.village, bases.restaurant);
    await expect(
      fresh.database.transaction(async (tx) => {
        await ground.matters.storeMatters(tx, [draft], ground.time.now);
        return ground.publications.publish(
          tx,
          [draft.key, localMatter(places.town, '无').key],
          'x',
          ground.time.now,
        );
      }),
    ).rejects.toMatchObject({ reason: 'MATTER_NOT_STORED' });
    expect(await current(draft)).toBeNull();
  });

  it('one transaction for all: when it fails at the end, no version, no change and no memory of it stays', async () => {
    const draft = matter(places.otherTown, bases.restaurant);
    await ground.publish(draft);
    const [changes, before] = [await log(), await current(draft)];
    await expect(
      fresh.database.transaction(async (tx) => {
        await ground.matters.storeMatters(tx, [{ ...draft, name: '改名' }], ground.time.now);
        await ground.publications.publish(tx, [draft.key], 'x', ground.time.now);
        throw new Error('the importer stumbled');
      }),
    ).rejects.toThrow('stumbled');
    expect(await log()).toEqual(changes);
    expect(await current(draft)).toEqual(before);
  });

  it('the same matter published by many at once: one version for each content, and a log that agrees', async () => {
    const draft = localMatter(places.county, '大家都来发布');
    const names = ['甲', '乙', '丙', '甲', '乙', '丙'];
    await Promise.all(names.map((name) => ground.publish({ ...draft, name })));
    const versions = await fresh.database.query<{ version: number; digest: string; current: boolean }>(
      'select version, digest, current from publication where matter_key = $1 order by version',
      [draft.key],
    );
    expect(versions.map(({ version }) => version)).toEqual(versions.map((_, at) => at + 1));
    expect(versions.filter((version) => version.current)).toEqual([versions.at(-1)]);
    expect(versions.length).toBeGreaterThanOrEqual(3);
    const changes = (await log()).filter(({ key }) => key === draft.key);
    expect(changes.map(({ version, digest }) => ({ version, digest }))).toEqual(
      versions.map(({ version, digest }) => ({ version, digest })),
    );
  });

  it('publishers that store nothing themselves wait for each other, and one version is made', async () => {
    const draft = localMatter(places.county, '只发布');
    await fresh.database.transaction((tx) => ground.matters.storeMatters(tx, [draft], ground.time.now));
    const results = await Promise.all(
      Array.from({ length: 5 }, () =>
        fresh.database.transaction((tx) =>
          ground.publications.publish(tx, [draft.key], 'x', ground.time.now),
        ),
      ),
    );
    expect(results.map(({ published }) => published).sort()).toEqual([0, 0, 0, 0, 1]);
  });

  it('finds what repeats a base matter, an organisation, a licence type or a region, and nothing else', async () => {
    const inCounty = matter(places.otherCounty, bases.restaurant);
    const alone = localMatter(places.otherProvince, '不相干');
    await ground.publish(inCounty, alone);
    const dependants = (repeated: Parameters<typeof ground.publications.dependants>[1]) =>
      fresh.database.transaction((tx) => ground.publications.dependants(tx, repeated));
    expect(await dependants({ organisationKeys: [inCounty.organisation] })).toEqual([inCounty.key]);
    expect(await dependants({ regions: [places.otherCounty] })).toEqual([inCounty.key]);
    const byBase = await dependants({ baseCodes: [bases.restaurant] });
    expect(byBase).toContain(inCounty.key);
    expect(byBase).not.toContain(alone.key);
    expect(await dependants({ licenceTypes: [identityCard.code] })).toContain(inCounty.key);
    // Named as a result by the first test's matter, and registered nowhere.
    expect(await dependants({ licenceTypes: ['11100000MB0143028R001' as never] })).toHaveLength(1);
    expect(await dependants({})).toEqual([]);
  });

  it('is published again when what it repeats has changed, once', async () => {
    const draft = matter(places.otherCounty, bases.restaurant);
    await ground.publish(draft);
    const before = await current(draft);
    const changed = { ...baseMatter(bases.restaurant), mainName: '食品经营许可（2026版）' };
    const result = await ground.storeBases(changed);
    expect(result.unchanged).toBe(0);
    expect((await current(draft))?.document).toEqual({
      ...before?.document,
      version: (before?.document.version ?? 0) + 1,
      baseMatter: { ...before?.document.baseMatter, mainName: '食品经营许可（2026版）', version: 2 },
    });
    expect(await ground.storeBases(changed)).toEqual({ published: 0, unchanged: 0 });
    const tail = await fresh.database.query<{ kind: string }>(
      'select kind from change order by position desc limit $1',
      [result.published + 1],
    );
    expect(tail.at(-1)?.kind).toBe('BASE_MATTER');
  });

  it('a matter published while its base matter changes never keeps the old one', async () => {
    const drafts = Array.from({ length: 12 }, (_, at) =>
      localMatter(places.county, `并发${at}`, { baseCode: bases.hygiene }),
    );
    await ground.storeBases(baseMatter(bases.hygiene, { mainName: '旧名' }));
    const stored = Array.from({ length: 6 }, (_, at) =>
      localMatter(places.county, `早已录入${at}`, { baseCode: bases.hygiene }),
    );
    await fresh.database.transaction((tx) => ground.matters.storeMatters(tx, stored, ground.time.now));
    await Promise.all([
      ...stored.map(({ key }) =>
        fresh.database.transaction((tx) => ground.publications.publish(tx, [key], 'x', ground.time.now)),
      ),
      ...drafts.slice(0, 6).map((draft) => ground.publish(draft)),
      ground.storeBases(baseMatter(bases.hygiene, { mainName: '新名' })),
      ...drafts.slice(6).map((draft) => ground.publish(draft)),
    ]);
    const published = await ground.publications.byKeys([...stored, ...drafts].map(({ key }) => key));
    expect(published.map((publication) => publication?.document.baseMatter?.mainName)).toEqual(
      published.map(() => '新名'),
    );
  });

  it('a base matter cannot slip past a publication that has begun', async () => {
    const draft = localMatter(places.county, '正在发布', { baseCode: bases.hygiene });
    await fresh.database.transaction((tx) => ground.matters.storeMatters(tx, [draft], ground.time.now));
    let changing: Promise<unknown> = Promise.resolve();
    await fresh.database.transaction(async (tx) => {
      await ground.publications.publish(tx, [draft.key], 'x', ground.time.now);
      let over = false;
      changing = ground
        .storeBases(baseMatter(bases.hygiene, { mainName: '更新的名称' }))
        .finally(() => (over = true));
      // Before this transaction ends, the other either waits for it or has passed by.
      await vi.waitFor(async () => {
        const waiting = await fresh.database.query(
          'select 1 from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())',
        );
        expect(over || waiting.length > 0).toBe(true);
      });
    });
    await changing;
    const [publication] = await ground.publications.byKeys([draft.key]);
    expect(publication?.document.baseMatter?.mainName).toBe('更新的名称');
  });

  it('two imports that reserve the catalogue, store everything and publish do not block each other for good', async () => {
    const importAll = (name: string) =>
      fresh.database.transaction(async (tx) => {
        await ground.matters.reserve(tx);
        const drafts = [1, 2, 3].map((at) =>
          localMatter(places.county, `导入${name}${at}`, { baseCode: bases.hygiene }),
        );
        await ground.matters.storeMatters(tx, drafts, ground.time.now);
        const base = baseMatter(bases.hygiene, { mainName: `由${name}导入` });
        const { changes } = await ground.matters.storeBaseMatters(tx, [base], 'test', ground.time.now);
        await ground.changes.append(tx, changes);
        const repeating = await ground.publications.dependants(tx, { baseCodes: [bases.hygiene] });
        const keys = [...repeating, ...drafts.map(({ key }) => key)];
        return ground.publications.publish(tx, keys, name, ground.time.now);
      });
    const results = await Promise.all(['甲', '乙', '丙', '丁'].map(importAll));
    expect(results.map(({ published }) => published >= 3)).toEqual([true, true, true, true]);
  });

  it('answers what was in force at any moment like a replay of the log', async () => {
    const draft = matter(places.otherVillage, bases.hygiene);
    const start = ground.tick(3_600_000).getTime();
    const history: { at: number; name: string }[] = [];
    // Also two publications within one moment, and a clock that goes back.
    const steps = [0, 5, 5, 9, 3, 20, 21, 21, 40].map((at, index) => ({
      at: start + at * 1_000,
      name: `第${index}版`,
    }));
    for (const { at, name } of steps) {
      ground.time.now = new Date(at);
      await ground.publish({ ...draft, name });
      history.push({ at: Math.max(at, history.at(-1)?.at ?? 0), name });
    }
    const replay = (moment: number) => history.findLast(({ at }) => at <= moment)?.name ?? null;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -2_000, max: 45_000 }), async (offset) => {
        const [found] = await ground.publications.asOf([code(draft)], new Date(start + offset));
        expect(found?.document.name ?? null).toBe(replay(start + offset));
      }),
      { numRuns: 60 },
    );
    for (const { at } of steps) {
      const [found] = await ground.publications.asOf([code(draft)], new Date(at));
      expect(found?.document.name).toBe(replay(at));
    }
  });

  it('answers in the length and order of what was asked', async () => {
    const [one, other] = [matter(places.county, bases.restaurant), matter(places.city, bases.restaurant)];
    const unknown = code(matter(places.province, bases.restaurant));
    const asked = [code(one), unknown, code(other), code(one)];
    const expected = [one.key, undefined, other.key, one.key];
    for (const found of [
      await ground.publications.byCodes(asked),
      await ground.publications.asOf(asked, ground.tick()),
    ]) {
      expect(found.map((publication) => publication?.document.key)).toEqual(expected);
    }
    expect(await ground.publications.byCodes([])).toEqual([]);
  });

  it('gives out what nobody can change', async () => {
    const publication = await current(matter(places.county, bases.restaurant));
    const materials = publication?.document.elements.materials as unknown[];
    expect(() => materials.push('x')).toThrow(TypeError);
    expect(Object.isFrozen(publication?.document.organisation)).toBe(true);
  });
});
