import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatterDraft } from '../../catalog/matter/matter.js';
import type { MatterFilter } from '../../catalog/publication/publication.js';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.js';
import {
  baseMatter,
  bases,
  bodyOf,
  localMatter,
  material,
  matter,
  openGround,
  places,
} from './catalogue-ground.js';

describe('lists of published matters', () => {
  let fresh: FreshDatabase;
  let ground: Awaited<ReturnType<typeof openGround>>;
  const page = (filter: MatterFilter, first = 200, after: string | null = null) =>
    ground.publications.page(filter, { first, after });
  const found = async (filter: MatterFilter) => {
    const names = (await page(filter)).items.map(({ node }) => node.document.name);
    expect(await ground.publications.count(filter)).toBe(names.length);
    return names.sort();
  };

  const restaurants = {
    province: matter(places.province, bases.restaurant, { name: '食品经营许可（省）' }),
    city: matter(places.city, bases.restaurant, { name: '食品经营许可（市）' }),
    town: matter(places.town, bases.restaurant, { name: '小餐饮登记（镇）' }),
    otherTown: matter(places.otherTown, bases.restaurant, { name: '小餐饮登记（另一镇）' }),
  };
  const others: MatterDraft[] = [
    localMatter(places.county, '养老保险查询', {
      type: '20',
      localCode: '511Z07001006-G',
      elements: {
        online: { available: true, depth: null, url: null, mobileUrl: null },
        serviceObjects: ['1', '2'],
        handlingKind: 'IMMEDIATE',
        materials: [material('1', { name: '户口簿' })],
      },
    }),
    localMatter(places.town, '社会救助', {
      elements: {
        online: { available: false, depth: null, url: null, mobileUrl: null },
        serviceObjects: ['1'],
      },
    }),
    localMatter(places.otherCounty, '渔业捕捞许可', { organisation: bodyOf(places.otherCounty, 2).key }),
  ];

  beforeAll(async () => {
    fresh = await freshDatabase();
    ground = await openGround(fresh.database);
    await ground.storeBases(baseMatter(bases.restaurant, { mainName: '食品经营许可', subName: '新办登记' }));
    await ground.publish(...Object.values(restaurants), ...others);
  });
  afterAll(() => fresh.drop());

  it('for a village: each base matter once, at the nearest level; what has no base code, of all levels above', async () => {
    const common = ['养老保险查询', '社会救助'];
    expect(await found({ region: places.village })).toEqual([...common, '小餐饮登记（镇）'].sort());
    expect(await found({ region: places.county })).toEqual(['养老保险查询', '食品经营许可（市）'].sort());
    expect(await found({ region: places.otherProvince })).toEqual([]);
  });

  it('the other filters choose among the answers, they do not bring back a wider level', async () => {
    expect(await found({ region: places.village, search: '食品经营许可（市）' })).toEqual([]);
    expect(await found({ region: places.village, levels: ['CITY'] })).toEqual([]);
    expect(await found({ region: places.village, baseMatter: bases.restaurant })).toEqual([
      '小餐饮登记（镇）',
    ]);
  });

  it('several organisations at the nearest level all answer', async () => {
    const second = localMatter(places.town, '小餐饮登记（另一部门）', {
      baseCode: bases.restaurant,
      organisation: bodyOf(places.town, 2).key,
    });
    await ground.publish(second);
    expect(await found({ region: places.village, baseMatter: bases.restaurant })).toEqual(
      ['小餐饮登记（另一部门）', '小餐饮登记（镇）'].sort(),
    );
  });

  it('within: a region and everything below it, nothing beside it', async () => {
    expect(await found({ within: places.otherTown })).toEqual(['小餐饮登记（另一镇）']);
    expect(await found({ within: places.town })).toEqual(
      ['小餐饮登记（另一部门）', '小餐饮登记（镇）', '社会救助'].sort(),
    );
    expect(await found({ within: places.nation })).toHaveLength(8);
    expect(await found({ within: places.village })).toEqual([]);
  });

  it.each<[string, MatterFilter, string[]]>([
    ['organisation', { organisation: bodyOf(places.otherCounty, 2).key }, ['渔业捕捞许可']],
    ['local code', { localCode: '511Z07001006-G' }, ['养老保险查询']],
    ['types', { types: ['20'] }, ['养老保险查询']],
    ['levels', { levels: ['PROVINCE', 'CITY'] }, ['食品经营许可（市）', '食品经营许可（省）']],
    ['handling kinds', { handlingKinds: ['IMMEDIATE'] }, ['养老保险查询']],
    ['service objects', { serviceObjects: ['2', '5'] }, ['养老保险查询']],
    ['online', { online: true }, ['养老保险查询']],
    ['not online', { online: false }, ['社会救助']],
    [
      'all together',
      { serviceObjects: ['1'], online: true, within: places.county, search: '保险' },
      ['养老保险查询'],
    ],
    ['all together, one wrong', { serviceObjects: ['1'], online: true, within: places.otherTown }, []],
  ])('filters by %s', async (_, filter, names) => {
    expect(await found(filter)).toEqual([...names].sort());
  });

  it.each<[string, string[]]>([
    ['渔', ['渔业捕捞许可']],
    ['捞许', ['渔业捕捞许可']],
    ['业捕捞许可', ['渔业捕捞许可']],
    ['许可捕捞', []],
    ['户口簿', ['养老保险查询']],
    ['保险 户口', ['养老保险查询']],
    ['保险　捕捞', []],
    ['511z07001', ['养老保险查询']],
    ['５１１Ｚ', ['养老保险查询']],
    ['电白区样板局2', ['渔业捕捞许可']],
    // Of the base matter, whose sub name is in no implementation's own name.
    [
      '新办登记',
      [
        '小餐饮登记（另一部门）',
        '小餐饮登记（另一镇）',
        '小餐饮登记（镇）',
        '食品经营许可（市）',
        '食品经营许可（省）',
      ],
    ],
    // Pairs of two texts must not join: the name ends in 询, the organisation after it begins with 茂南.
    ['询茂', []],
    ['询茂南', []],
    // Signs of the query language are signs like any other.
    ["' | '渔", []],
    ['渔:*', []],
    ['!渔', []],
  ])('searches "%s"', async (search, names) => {
    expect(await found({ search })).toEqual([...names].sort());
  });

  it('takes a search without words for none, and refuses an endless one', async () => {
    expect(await found({ search: "  ' \\ " })).toHaveLength(8);
    await expect(page({ search: '长'.repeat(201) })).rejects.toMatchObject({ reason: 'SEARCH_TOO_LONG' });
  });

  it('finds exactly what String.includes finds, whatever the word', async () => {
    const alphabet = ['许', '可', '行', '政', '业', 'A', '1'];
    const names = fc.sample(fc.array(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 9 }), {
      numRuns: 60,
      seed: 7,
    });
    const drafts = names.map((characters, at) =>
      localMatter(places.otherProvince, `${at}`, {
        name: characters.join(''),
        organisation: bodyOf(places.nation).key,
      }),
    );
    await ground.publish(...drafts);
    const word = fc
      .array(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 5 })
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 2 }), async (words) => {
        const expected = drafts.filter(({ name }) =>
          words.every((each) => name.toLowerCase().includes(each.toLowerCase())),
        );
        const result = await page({ search: words.join(' '), within: places.otherProvince });
        expect(result.items.map(({ node }) => node.document.key)).toEqual(
          expected.map(({ key }) => key).sort(),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('pages through everything once, in key order, whatever the size of a page', async () => {
    const all = (await page({})).items.map(({ node }) => node.document.key);
    expect(all).toEqual([...all].sort());
    for (const first of [1, 7, 200]) {
      const keys: string[] = [];
      let after: string | null = null;
      for (;;) {
        const next = await page({}, first, after);
        keys.push(...next.items.map(({ node }) => node.document.key));
        expect(next.items.length).toBeLessThanOrEqual(first);
        if (!next.hasNextPage) break;
        after = next.items.at(-1)?.cursor ?? null;
      }
      expect(keys).toEqual(all);
    }
  });

  it.each([0, 201, -1, 1.5, Number.NaN])('refuses a page of %s', async (first) => {
    await expect(page({}, first)).rejects.toMatchObject({
      reason: 'PAGE_SIZE_INVALID',
      facts: { most: 200 },
    });
  });

  it.each([
    '',
    'abc',
    '%%%',
    Buffer.from('k1:a\0').toString('base64url'),
    `${Buffer.from('k1:a').toString('base64url')}=`,
  ])('refuses the cursor "%s"', async (cursor) => {
    await expect(page({}, 10, cursor)).rejects.toMatchObject({ reason: 'CURSOR_INVALID' });
  });

  it('says when the region is unknown instead of showing nothing', async () => {
    const unknown = '330000000000' as typeof places.nation;
    await expect(page({ region: unknown })).rejects.toMatchObject({ reason: 'REGION_UNKNOWN' });
    await expect(page({ within: unknown })).rejects.toMatchObject({ reason: 'REGION_UNKNOWN' });
    await expect(ground.publications.count({ region: unknown })).rejects.toMatchObject({
      reason: 'REGION_UNKNOWN',
    });
  });
});
