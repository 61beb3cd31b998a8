import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFault } from '../../catalog/errors.js';
import type { MatterDraft } from '../../catalog/matter/matter.js';
import type { Transaction } from '../../catalog/storage/index.js';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.js';
import { baseMatter, bases, localMatter, material, matter, openGround, places } from './catalogue-ground.js';

describe('matters as they are stored', () => {
  let fresh: FreshDatabase;
  let ground: Awaited<ReturnType<typeof openGround>>;
  const inTransaction = <Result>(work: (tx: Transaction) => Promise<Result>) =>
    fresh.database.transaction(work);
  const store = async (...drafts: MatterDraft[]) =>
    (await inTransaction((tx) => ground.matters.storeMatters(tx, drafts, ground.time.now))).outcomes;
  const record = async ({ key }: MatterDraft) =>
    (await inTransaction((tx) => ground.matters.records(tx, [key])))[0] ?? null;

  beforeAll(async () => {
    fresh = await freshDatabase();
    ground = await openGround(fresh.database);
  });
  afterAll(() => fresh.drop());

  it('stores a matter with its handling items and gives back what was given', async () => {
    const draft = matter(places.county, bases.restaurant, {
      localCode: '茂南-01',
      handlingItems: [
        { item: '02', name: '变更', elements: { materials: [material('2')] } },
        { item: '01', name: '新办', elements: {} },
      ],
    });
    expect(await store(draft)).toEqual(['IMPORTED']);
    expect(await record(draft)).toEqual({
      ...draft,
      handlingItems: [...draft.handlingItems].reverse(),
      status: 'DRAFT',
      version: 1,
    });
    expect(
      await inTransaction((tx) => ground.matters.records(tx, [localMatter(places.town, '无').key])),
    ).toEqual([null]);
  });

  it('makes the next version of what differs, whatever differs, and of nothing else', async () => {
    const first = matter(places.town, bases.restaurant);
    const other = matter(places.village, bases.restaurant);
    await store(first, other);
    const changes: Partial<MatterDraft>[] = [
      { name: '食品经营许可（变更）' },
      { localCode: 'A1' },
      { elements: { onSiteVisits: 1 } },
      { handlingItems: [{ item: '01', name: '新办', elements: {} }] },
      { handlingItems: [{ item: '01', name: '新办（个体）', elements: {} }] },
      { handlingItems: [] },
      { organisation: matter(places.county, bases.restaurant).organisation },
    ];
    for (const [at, change] of changes.entries()) {
      const draft = { ...first, ...change };
      expect(await store(draft, other), JSON.stringify(change)).toEqual(['IMPORTED', 'UNCHANGED']);
      expect(await record(draft)).toMatchObject({ ...change, version: at + 2 });
    }
    expect(await record(other)).toMatchObject({ version: 1 });
  });

  it('writes nothing when nothing changed, not even a row as it was', async () => {
    const drafts = [
      matter(places.city, bases.hygiene, { handlingItems: [{ item: '01', name: '新办', elements: {} }] }),
      localMatter(places.city, '没有国家编码的事项'),
    ];
    await store(...drafts);
    const rows = () =>
      fresh.database.query(
        `select 'matter' as name, key, ctid::text, xmin::text, xmax::text from matter
         union all select 'item', matter_key, ctid::text, xmin::text, xmax::text from handling_item order by 1, 2`,
      );
    const before = await rows();
    ground.tick();
    // Another source that tells the same is no change either, nor is another order of the same handling items.
    expect(await store(...drafts.map((draft) => ({ ...draft, source: 'another file' })))).toEqual([
      'UNCHANGED',
      'UNCHANGED',
    ]);
    expect(await rows()).toEqual(before);
  });

  it('lets the last of two drafts with one key count, and a second run change nothing', async () => {
    const early = localMatter(places.town, '同一事项');
    const late = { ...early, elements: { onSiteVisits: 2 } };
    expect(await store(early, late)).toEqual(['IMPORTED', 'IMPORTED']);
    expect(await record(early)).toMatchObject({ version: 1, elements: { onSiteVisits: 2 } });
    expect(await store(early, late)).toEqual(['UNCHANGED', 'UNCHANGED']);
  });

  it('two loads of the same at the same time make one version', async () => {
    const drafts = Array.from({ length: 20 }, (_, at) => localMatter(places.county, `同时${at}`));
    const loads = await Promise.all([store(...drafts), store(...[...drafts].reverse()), store(...drafts)]);
    const imported = loads.flat().filter((outcome) => outcome === 'IMPORTED');
    expect(imported).toHaveLength(20);
    for (const draft of drafts) expect(await record(draft)).toMatchObject({ version: 1 });
  });

  it('says which region or organisation is unknown, and stores nothing of the list', async () => {
    const good = localMatter(places.county, '好的');
    const noBody = {
      ...localMatter(places.county, '无主体'),
      organisation: '~nowhere~x' as MatterDraft['organisation'],
    };
    const noRegion = {
      ...localMatter(places.county, '无区划'),
      region: '330000000000' as MatterDraft['region'],
    };
    await expect(store(good, noBody)).rejects.toMatchObject({
      reason: 'ORGANISATION_UNKNOWN',
      facts: { organisation: '~nowhere~x' },
    });
    await expect(store(good, noRegion)).rejects.toMatchObject({
      reason: 'REGION_UNKNOWN',
      facts: { region: '330000000000' },
    });
    expect(await record(good)).toBeNull();
  });

  describe('an edit by hand', () => {
    const draft = matter(places.county, bases.hygiene, {
      handlingItems: [{ item: '01', name: '新办', elements: {} }],
    });
    const amend = (version: number, amendment: Partial<MatterDraft>) =>
      inTransaction((tx) => ground.matters.amendMatter(tx, draft.key, version, amendment, ground.tick()));

    it('makes the next version, and none when it changes nothing', async () => {
      await store(draft);
      const handlingItems = [
        { item: '01', name: '新办（改）', elements: {} },
        { item: '02', name: '注销', elements: { onSiteVisits: 0 } },
      ];
      const amended = await amend(1, { name: '公共场所卫生许可', handlingItems });
      expect(amended).toMatchObject({
        name: '公共场所卫生许可',
        version: 2,
        handlingItems,
        code: draft.code,
      });
      expect(await amend(2, { name: '公共场所卫生许可' })).toMatchObject({ version: 2 });
      expect(await store({ ...draft, name: '公共场所卫生许可', handlingItems })).toEqual(['UNCHANGED']);
    });

    it('refuses a version that was read before another was saved', async () => {
      await expect(amend(1, { name: '迟到的修改' })).rejects.toMatchObject({
        reason: 'VERSION_STALE',
        facts: { subject: draft.key },
      });
      expect(await record(draft)).toMatchObject({ version: 2, name: '公共场所卫生许可' });
    });

    it('lets one of two people who read the same version save, and tells the other', async () => {
      const results = await Promise.allSettled([amend(2, { name: '甲改' }), amend(2, { name: '乙改' })]);
      const saved = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.name] : []));
      const refused = results.flatMap((result) =>
        result.status === 'rejected' ? [result.reason as unknown] : [],
      );
      expect(saved).toHaveLength(1);
      expect(refused.map((error) => isFault(error) && error.reason)).toEqual(['VERSION_STALE']);
      expect(await record(draft)).toMatchObject({ version: 3, name: saved[0] });
    });

    it('says so when there is no such matter', async () => {
      const unknown = localMatter(places.town, '没有').key;
      await expect(
        inTransaction((tx) => ground.matters.amendMatter(tx, unknown, 1, {}, ground.time.now)),
      ).rejects.toMatchObject({ reason: 'MATTER_NOT_STORED' });
    });
  });

  describe('base matters', () => {
    const storeBases = (...drafts: Parameters<typeof ground.storeBases>) =>
      inTransaction((tx) => ground.matters.storeBaseMatters(tx, drafts, 'test', ground.time.now));

    it('get versions and change entries for what differs alone', async () => {
      const drafts = [
        baseMatter(bases.restaurant),
        baseMatter(bases.hygiene, { mainName: '公共场所卫生许可' }),
      ];
      const first = await storeBases(...drafts);
      expect(first.outcomes).toEqual(['IMPORTED', 'IMPORTED']);
      expect(first.changes.map(({ kind, key, version }) => ({ kind, key, version }))).toEqual(
        [bases.hygiene, bases.restaurant].map((key) => ({ kind: 'BASE_MATTER', key, version: 1 })),
      );
      expect(await storeBases(...drafts)).toEqual({ outcomes: ['UNCHANGED', 'UNCHANGED'], changes: [] });

      const changed = baseMatter(bases.hygiene, { mainName: '公共场所卫生许可', subName: '新办' });
      const second = await storeBases(baseMatter(bases.restaurant), changed);
      expect(second.outcomes).toEqual(['UNCHANGED', 'IMPORTED']);
      expect(second.changes).toEqual([
        {
          kind: 'BASE_MATTER',
          key: bases.hygiene,
          version: 2,
          document: { ...changed, version: 2 },
          regionPath: null,
        },
      ]);
      expect(
        await ground.matters.baseMatters([bases.hygiene, '000199999000' as typeof bases.hygiene]),
      ).toEqual([{ ...changed, version: 2 }, null]);
    });

    it("tells of a province's own base matter in that province", async () => {
      const own = baseMatter('440131024001' as typeof bases.hygiene);
      const { changes } = await storeBases(own);
      expect(changes[0]?.regionPath).toBe('000000000000/440000000000');
    });

    it('are paged, counted and searched', async () => {
      const page = (search: string | null, first = 20, after: string | null = null) =>
        ground.matters.baseMatterPage({ search, types: [] }, { first, after });
      const codes = async (search: string | null) => (await page(search)).items.map(({ node }) => node.code);
      expect(await codes(null)).toEqual([bases.hygiene, bases.restaurant, '440131024001']);
      expect(await codes('卫生 新办')).toEqual([bases.hygiene]);
      expect(await codes('食品经营')).toEqual([bases.restaurant, '440131024001']);
      expect(await codes('%')).toEqual([]);
      expect(await ground.matters.baseMatterCount({ search: '食品', types: ['01'] })).toBe(2);
      expect(await ground.matters.baseMatterCount({ search: null, types: ['05'] })).toBe(0);
      const first = await page(null, 2);
      expect(first.hasNextPage).toBe(true);
      const rest = await page(null, 2, first.items.at(-1)?.cursor ?? null);
      expect(rest.items.map(({ node }) => node.code)).toEqual(['440131024001']);
      expect(rest.hasNextPage).toBe(false);
    });
  });
});
