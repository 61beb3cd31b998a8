import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RegionCode } from '../../catalog/code/index.js';
import type { RegionImportResult, RegionRow, RegionView } from '../../catalog/region/region.js';
import type { RegionFilter } from '../../catalog/region/region.service.js';
import { openDatabase } from '../../catalog/storage/index.js';
import { importRegions } from '../../gateway/command-line/import-regions.js';
import {
  faultOf,
  inPieces,
  lockWaited,
  openRegisters,
  regionCode,
  regionRow,
  servicesOn,
  smallTree,
  unheard,
  type Registers,
} from './registers.js';

let registers: Registers;
const load = (...pieces: (readonly RegionRow[])[]) =>
  registers.regions.load(inPieces(...pieces), 'a test', unheard);
const codesOf = (views: readonly (RegionView | null)[] | null) => views?.map((view) => view?.code ?? null);
const stored = () =>
  registers.database.query<{ code: string }>('select *, xmin::text from region order by code');

describe('the slice of the demonstration', () => {
  const told: [number, number][] = [];
  beforeAll(async () => {
    registers = await openRegisters();
    await importRegions({
      regions: registers.regions,
      all: false,
      progress: (done, total) => told.push([done, total]),
    });
  });
  afterAll(() => registers.drop());

  it('is told as it goes on, up to its total', () => {
    expect(told[0]).toEqual([0, 7_987]);
    expect(told.at(-1)).toEqual([7_987, 7_987]);
  });

  it('changes nothing and tells no peer when it is imported again', async () => {
    const before = await stored();
    const { regions } = registers;
    expect(await importRegions({ regions, all: false, progress: unheard })).toEqual({
      read: 7_987,
      imported: 0,
      unchanged: 7_987,
    });
    expect(await stored()).toEqual(before);
    expect((await registers.changes.page({ after: null, regionPath: null, first: 1 })).head).toBe('0');
  });

  it('answers codes in the order asked, null where there is none', async () => {
    const asked = ['4419', '999999'.replace(/^99/, '44'), '0', '4419'].map(regionCode);
    const [dongguan, none, nation, again] = await registers.regions.byCodes(asked);
    expect(nation).toEqual({
      code: '000000000000',
      name: '全国',
      level: 'NATION',
      parent: null,
      lineage: ['000000000000'],
      local: false,
    });
    expect(dongguan).toMatchObject({
      name: '东莞市',
      level: 'CITY',
      lineage: ['000000000000', '440000000000', '441900000000'],
    });
    expect(again).toEqual(dongguan);
    expect(none).toBeNull();
  });

  it('gives lineages in one statement', async () => {
    const asked = ['440902001001', '449999', '1101'].map(regionCode);
    const before = registers.statements.length;
    const [village, none, beijing] = await registers.regions.lineages(asked);
    expect(registers.statements.length - before).toBe(1);
    expect(village?.map(({ level }) => level)).toEqual([
      'NATION',
      'PROVINCE',
      'CITY',
      'COUNTY',
      'TOWN',
      'VILLAGE',
    ]);
    expect(codesOf(village ?? null)).toEqual(village?.at(-1)?.lineage);
    expect(none).toBeNull();
    expect(beijing?.map(({ name }) => name)).toEqual(['全国', '北京市', '市辖区']);
  });

  const filters: [string, RegionFilter, number][] = [
    ['provinces', { parent: null, level: 'PROVINCE' }, 31],
    ['children of the nation', { parent: regionCode('0'), level: null }, 31],
    ['counties of 茂名', { parent: regionCode('4409'), level: null }, 5],
    ['villages anywhere below 茂名', { parent: regionCode('4409'), level: 'VILLAGE' }, 1_917],
    ['counties of Guangdong', { parent: regionCode('44'), level: 'COUNTY' }, 122],
    ['everything', { parent: null, level: null }, 7_987],
    ['nothing below a village', { parent: regionCode('440902001001'), level: null }, 0],
  ];
  it.each(filters)('pages %s: each once, in order, as many as counted', async (_, filter, expected) => {
    const first = expected > 500 ? 200 : 7;
    const seen: RegionCode[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page = await registers.regions.page(filter, { first, after });
      seen.push(...page.items.map(({ node }) => node.code));
      after = page.items.at(-1)?.cursor ?? null;
      more = page.hasNextPage;
    }
    expect(seen.length).toBe(expected);
    expect(seen).toEqual([...new Set(seen)].sort());
    expect(await registers.regions.count(filter)).toBe(expected);
  });

  it('pages the children of many regions in one statement', async () => {
    const before = registers.statements.length;
    const asked = ['4409', '441900003', '0', '4409'].map(regionCode);
    const pages = await registers.regions.children(asked, { first: 3, after: null });
    expect(registers.statements.length - before).toBe(1);
    expect(pages.map(({ items, hasNextPage }) => [items.length, hasNextPage])).toEqual([
      [3, true],
      [0, false],
      [3, true],
      [3, true],
    ]);
    expect(pages[3]).toEqual(pages[0]);
    const [next] = await registers.regions.children(asked.slice(0, 1), {
      first: 3,
      after: pages[0]?.items.at(-1)?.cursor ?? null,
    });
    expect(next).toMatchObject({ hasNextPage: false, items: [{}, {}] });
  });

  it('finds names by their beginning', async () => {
    const found = await registers.regions.named('呼和', 10);
    expect(found.map(({ name }) => name)).toContain('呼和浩特市');
    expect(found.every(({ name }) => name.startsWith('呼和'))).toBe(true);
    expect(await registers.regions.named('%', 10)).toEqual([]);
  });

  it.each([0, -1, 201, 1.5, Number.NaN])('refuses a page of %s', async (first) => {
    const filter = { parent: null, level: null };
    const fault = await faultOf(registers.regions.page(filter, { first, after: null }));
    expect(fault).toMatchObject({ reason: 'PAGE_SIZE_INVALID', facts: { most: 200 } });
    expect((await faultOf(registers.regions.named('茂', first))).reason).toBe('PAGE_SIZE_INVALID');
  });

  it.each(['', '440900000000', 'null', '\0', '茂名'])('refuses the cursor "%s"', async (after) => {
    const filter = { parent: null, level: null };
    expect((await faultOf(registers.regions.page(filter, { first: 1, after }))).reason).toBe(
      'CURSOR_INVALID',
    );
  });

  it('tells an unknown parent from one without children', async () => {
    const parent = regionCode('449999');
    for (const level of [null, 'TOWN'] as const) {
      const fault = await faultOf(registers.regions.page({ parent, level }, { first: 1, after: null }));
      expect(fault).toMatchObject({ reason: 'REGION_UNKNOWN', facts: { region: parent } });
    }
  });
});

describe('a list that is loaded', () => {
  beforeEach(async () => {
    registers = await openRegisters();
    return () => registers.drop();
  });

  it('updates what differs and leaves the rest alone', async () => {
    expect(await load(smallTree)).toEqual({ read: 9, imported: 9, unchanged: 0 });
    const renamed = smallTree.map((row) => (row.name === '电白区' ? { ...row, name: '电白县' } : row));
    expect(await load(renamed)).toEqual({ read: 9, imported: 1, unchanged: 8 });
    expect((await registers.regions.byCodes([regionCode('440904')]))[0]?.name).toBe('电白县');
    expect(await load(renamed)).toEqual({ read: 9, imported: 0, unchanged: 9 });
  });

  it('takes along what lies below a region that moves', async () => {
    await load(smallTree, [
      regionRow('440971', '虚构新区', '4409', true),
      regionRow('440971001', '虚构镇', '440971', true),
    ]);
    await load([regionRow('440971', '虚构新区', '44', true)]);
    const [zone, town] = await registers.regions.lineages(['440971', '440971001'].map(regionCode));
    expect(codesOf(zone ?? null)).toEqual(['000000000000', '440000000000', '440971000000']);
    expect(codesOf(town ?? null)).toEqual(['000000000000', '440000000000', '440971000000', '440971001000']);
  });

  it.each([
    [
      'an unknown parent',
      [...smallTree, regionRow('440905001', '虚构镇', '440905')],
      'neither loaded nor listed',
    ],
    ['a child before its parent', [...smallTree].reverse(), 'neither loaded nor listed'],
    ['a code twice', [...smallTree, regionRow('440904', '另一个区', '4409')], 'twice in a test'],
  ])('with %s is refused whole', async (_, rows, problem) => {
    for (const pieces of [[rows], rows.map((row) => [row])]) {
      const fault = await faultOf(load(...pieces));
      expect(fault.reason).toBe('REGION_CONFLICT');
      expect(fault.facts.problem).toContain(problem);
      expect(await stored()).toEqual([]);
    }
  });

  it('whose file breaks off on the way leaves nothing behind', async () => {
    async function* broken() {
      yield smallTree;
      await Promise.resolve();
      throw new Error('the disk is gone');
    }
    await expect(registers.regions.load(broken(), 'a test', unheard)).rejects.toThrow('the disk is gone');
    expect(await stored()).toEqual([]);
  });

  it('by two processes at the same time is stored once', async () => {
    const other = await openDatabase({ url: registers.url });
    const second: Promise<RegionImportResult>[] = [];
    async function* metOnTheWay() {
      yield smallTree.slice(0, 4);
      second.push(servicesOn(other).regions.load(inPieces(smallTree), 'a test', unheard));
      await lockWaited(registers.database, Promise.all(second));
      yield smallTree.slice(4);
    }
    const first = await registers.regions.load(metOnTheWay(), 'a test', unheard);
    const results = [first, ...(await Promise.all(second))];
    await other.close();
    expect(results.map((result) => result.imported)).toEqual([9, 0]);
  });

  it('tells the running count', async () => {
    const told: number[] = [];
    await registers.regions.load(inPieces(smallTree.slice(0, 4), smallTree.slice(4)), 'a test', (rows) =>
      told.push(rows),
    );
    expect(told).toEqual([4, 9]);
  });
});
