import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ancestorPathsOf, belowPath, type RegionCode } from '../../catalog/code/index.js';
import { changesOfRegion } from '../../catalog/change/change.query.js';
import { organisationsOfEach } from '../../catalog/organisation/organisation.query.js';
import {
  childrenOfEach,
  countOfRegions,
  lineagesByCode,
  pageOfRegions,
  pathsByCode,
  regionsByCode,
  regionsByName,
} from '../../catalog/region/region.query.js';
import { regionsDiffering } from '../../catalog/region/region-store.query.js';
import { publishedFolder, regionPieces } from '../../connectors/region-data/region-data.connector.js';
import { openRegisters, regionCode, unheard, type Registers } from './registers.js';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

/*
 * On Guangdong whole (31,000 regions) and as many organisations and changes: what PostgreSQL does with the very statements that the
 * services ask. A list that lost its index would answer just as rightly, only not in time.
 */
let registers: Registers;
let maoming: string;

beforeAll(async () => {
  registers = await openRegisters();
  const { database, regions } = registers;
  await regions.load(regionPieces(await publishedFolder(), ['44']), 'Guangdong', unheard);
  maoming = (await regions.byCodes([regionCode('4409')]))[0]?.lineage.join('/') ?? '';
  await database.query(
    `insert into organisation (key, name, region_code, level, source, updated_at)
     select '~' || code, name, code, level, 'invented', now() from region`,
  );
  await database.query(
    `insert into change (origin, kind, key, version, digest, region_path, at)
     select 'invented', 'MATTER', code, 1, '', path, now() from region order by code`,
  );
  await database.query('analyze');
});
afterAll(() => registers.drop());

/** Reads of stored tables in the plan: "Seq Scan region", "Index Scan region_path", each once. */
async function readsOf(text: string, values: readonly unknown[]): Promise<string[]> {
  const [row] = await registers.database.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `explain (format json) ${text}`,
    values,
  );
  const reads = new Set<string>();
  const visit = (node: PlanNode) => {
    const [kind, table, index] = [node['Node Type'], node['Relation Name'], node['Index Name']];
    // A bitmap's heap part names no index; its condition part does.
    if (index !== undefined) reads.add(node['Index Cond'] === undefined ? `whole ${index}` : index);
    else if (table !== undefined && kind !== 'Bitmap Heap Scan') reads.add(`${kind} ${table}`);
    node.Plans?.forEach(visit);
  };
  if (row) visit(row['QUERY PLAN'][0].Plan);
  return [...reads].sort();
}

const village = '440902001001';
const page = (filter: Parameters<typeof pageOfRegions>[0], after = '') => pageOfRegions(filter, after, 201);

describe('reads by an index', () => {
  it('regions and their paths, by code', async () => {
    const codes = [['4409', '44', '0', village].map(regionCode)];
    expect(await readsOf(regionsByCode, codes)).toEqual(['region_pkey']);
    expect(await readsOf(pathsByCode, codes)).toEqual(['region_pkey']);
  });

  it('ancestors, of one and of many', async () => {
    const all = await registers.database.query<{ code: RegionCode }>(
      `select code from region where level = 6 limit 200`,
    );
    expect(await readsOf(lineagesByCode, [[village]])).toEqual(['region_pkey']);
    expect(await readsOf(lineagesByCode, [all.map(({ code }) => code)])).toEqual(['region_pkey']);
  });

  it('children, of one and of many', async () => {
    const { text, values } = page({ parent: regionCode('4409'), level: null, below: null });
    expect(await readsOf(text, values)).toEqual(['region_parent']);
    expect(await readsOf(childrenOfEach, [['4409', '44'].map(regionCode), '', 201])).toEqual([
      'region_parent',
    ]);
  });

  it('descendants, by a range of paths', async () => {
    expect(
      await readsOf(
        'select code from region where path > $1 and path < $2',
        Object.values(belowPath(maoming)),
      ),
    ).toEqual(['region_path']);
    const { text, values } = page({ parent: null, level: 'TOWN', below: belowPath(maoming) });
    expect(
      (await readsOf(text, values)).filter((read) => !['region_path', 'region_level'].includes(read)),
    ).toEqual([]);
    const counted = countOfRegions({ parent: null, level: 'TOWN', below: belowPath(maoming) });
    expect(
      (await readsOf(counted.text, counted.values)).filter(
        (read) => !['region_path', 'region_level'].includes(read),
      ),
    ).toEqual([]);
  });

  it('a level of the whole country, and the whole country', async () => {
    const provinces = page({ parent: null, level: 'PROVINCE', below: null });
    expect(await readsOf(provinces.text, provinces.values)).toEqual(['region_level']);
    const villages = page({ parent: null, level: 'VILLAGE', below: null }, regionCode('4409'));
    for (const read of await readsOf(villages.text, villages.values))
      expect(read).toMatch(/^region_(level|pkey)$/);
    const everything = page({ parent: null, level: null, below: null });
    expect(await readsOf(everything.text, everything.values)).toEqual(['region_pkey']);
  });

  it('names by their beginning', async () => {
    expect(await readsOf(regionsByName, ['茂名', 20])).toEqual(['region_name']);
  });

  it('what an import compares with', async () => {
    const rows = await registers.database.query<{ code: string }>('select code from region limit 5000');
    const codes = rows.map(({ code }) => code);
    const values = [codes, codes, codes, codes.map(() => false)];
    expect(await readsOf(regionsDiffering, values)).toEqual(['region_pkey']);
  });

  it('the nearest body at or above a village', async () => {
    const nearest = `
      select asked.code, body.key from region as asked cross join lateral (
        select key from organisation
        where region_code = any(string_to_array(asked.path, '/')) order by level desc limit 1) as body
      where asked.code = any($1::text[])`;
    expect(await readsOf(nearest, [[village]])).toEqual(['organisation_region', 'region_pkey']);
  });

  it('organisations of regions', async () => {
    const regions = ['4409', '44'].map(regionCode);
    expect(await readsOf(organisationsOfEach, [regions, '', 201])).toEqual(['organisation_region']);
  });

  it('changes of a small region, late and early in the feed', async () => {
    const { after, before } = belowPath(maoming);
    for (const position of ['0', '30000']) {
      const values = [position, 501, ancestorPathsOf(maoming), after, before];
      const reads = await readsOf(changesOfRegion, values);
      // change_pkey read from its end gives the head of the feed.
      expect(reads).toContain('change_region');
      expect(reads.filter((read) => !/change_(region|pkey)/.test(read))).toEqual([]);
    }
  });
});
