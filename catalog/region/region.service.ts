import type { Stored } from '../change/change.js';
import type { ChangeService } from '../change/change.service.js';
import { belowPath, type Level, type RegionCode } from '../code/index.js';
import { Fault } from '../errors.js';
import { keysetPage, keysetRange, type Database, type Sql, type Transaction } from '../storage/index.js';
import type { Page, PageRequest } from '../wording.js';
import { addZone, loadRegions, storeZones } from './region-load.service.js';
import {
  childCounts,
  childrenOfEach,
  countOfRegions,
  lineagesByCode,
  pageOfRegions,
  pathsByCode,
  regionsByCode,
  regionsByName,
  viewOf,
  type ListedFilter,
  type RegionRecord,
} from './region.query.js';
import type { RegionImportResult, RegionRow, RegionView, RegionZone } from './region.js';

/** Both null: every region. Parent alone: its children. Level too: the regions of that level anywhere below the parent. */
export interface RegionFilter {
  readonly parent: RegionCode | null;
  readonly level: Level | null;
}

/** Nothing is kept in memory between calls: another process may load or add regions at any time. */
export interface RegionService {
  byCodes(codes: readonly RegionCode[]): Promise<readonly (RegionView | null)[]>;
  /** For each region, every region from the nation down to itself; null where it is unknown. One SQL. */
  lineages(codes: readonly RegionCode[]): Promise<readonly (readonly RegionView[] | null)[]>;
  /** Ordered by code; REGION_UNKNOWN where the parent is not in the table. */
  page(filter: RegionFilter, page: PageRequest): Promise<Page<RegionView>>;
  count(filter: RegionFilter): Promise<number>;
  /** Children of each region, ordered by code, a page each; one SQL however many parents. */
  children(parents: readonly RegionCode[], page: PageRequest): Promise<readonly Page<RegionView>[]>;
  /** How many children each region has; one SQL. */
  childCounts(parents: readonly RegionCode[]): Promise<readonly number[]>;
  /** Regions whose name begins so, by name and code. */
  named(beginning: string, first: number): Promise<readonly RegionView[]>;
  /** Loads rows parents first; the same rows again change nothing. `onRead` is told the running count. */
  load(
    pieces: AsyncIterable<readonly RegionRow[]>,
    source: string,
    onRead: (rows: number) => void,
  ): Promise<RegionImportResult>;
  /** Adds a local zone and its change entry; REGION_UNKNOWN without its parent, REGION_CONFLICT where the code is taken. */
  addZone(zone: RegionZone, source: string): Promise<RegionView>;
  /** Adds or updates zones inside a transaction whose owner appends the changes last. */
  storeZones(
    tx: Transaction,
    zones: readonly RegionZone[],
    source: string,
  ): Promise<Stored<'IMPORTED' | 'UNCHANGED'>>;
  /** Paths of the regions, for rows written beside them; unknown regions are absent from the map. */
  paths(tx: Transaction, codes: readonly RegionCode[]): Promise<ReadonlyMap<RegionCode, string>>;
}

export function openRegionService(deps: {
  readonly database: Database;
  readonly changes: ChangeService;
}): RegionService {
  const { database } = deps;

  return {
    async byCodes(codes) {
      const found = await database.prepared<RegionRecord>('regions-by-code', regionsByCode, [codes]);
      const byCode = new Map(found.map((record) => [record.code, viewOf(record)]));
      return codes.map((code) => byCode.get(code) ?? null);
    },

    async lineages(codes) {
      const found = await database.prepared<RegionRecord & { descendant: RegionCode }>(
        'region-lineages',
        lineagesByCode,
        [codes],
      );
      const byCode = groupBy(found, ({ descendant }) => descendant);
      return codes.map((code) => byCode.get(code)?.map(viewOf) ?? null);
    },

    async page(filter, request) {
      const { after, limit } = keysetRange(request);
      const { text, values } = pageOfRegions(await listedFilter(database, filter), after ?? '', limit);
      const found = await database.query<RegionRecord>(text, values);
      // An unknown parent must not look like one without children; asked only when there is nothing to show.
      if (found.length === 0 && filter.parent !== null) await pathOf(database, filter.parent);
      return keysetPage(found, request, cursorOf, viewOf);
    },

    async count(filter) {
      const { text, values } = countOfRegions(await listedFilter(database, filter));
      const [row] = await database.query<{ count: number }>(text, values);
      return row?.count ?? 0;
    },

    async children(parents, request) {
      const { after, limit } = keysetRange(request);
      const found = await database.query<RegionRecord>(childrenOfEach, [
        [...new Set(parents)],
        after ?? '',
        limit,
      ]);
      const byParent = groupBy(found, ({ parent }) => parent);
      return parents.map((parent) => keysetPage(byParent.get(parent) ?? [], request, cursorOf, viewOf));
    },

    async childCounts(parents) {
      const rows = await database.query<{ parent: RegionCode; count: number }>(childCounts, [
        [...new Set(parents)],
      ]);
      const counts = new Map(rows.map(({ parent, count }) => [parent, count]));
      return parents.map((parent) => counts.get(parent) ?? 0);
    },

    async named(beginning, first) {
      keysetRange({ first, after: null });
      return (await database.query<RegionRecord>(regionsByName, [beginning, first])).map(viewOf);
    },

    load: (pieces, source, onRead) => loadRegions(deps, pieces, source, onRead),
    addZone: (zone, source) => addZone(deps, zone, source),
    storeZones,
    paths,
  };
}

async function paths(sql: Sql, codes: readonly RegionCode[]): Promise<ReadonlyMap<RegionCode, string>> {
  const found = await sql.query<{ code: RegionCode; path: string }>(pathsByCode, [[...new Set(codes)]]);
  return new Map(found.map(({ code, path }) => [code, path]));
}

async function pathOf(sql: Sql, region: RegionCode): Promise<string> {
  const path = (await paths(sql, [region])).get(region);
  if (path === undefined) throw new Fault('REGION_UNKNOWN', { region });
  return path;
}

async function listedFilter(sql: Sql, { parent, level }: RegionFilter): Promise<ListedFilter> {
  if (parent === null || level === null) return { level, parent, below: null };
  return { level, parent: null, below: belowPath(await pathOf(sql, parent)) };
}

function cursorOf({ code }: RegionRecord): string {
  return code;
}

function groupBy<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): ReadonlyMap<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
