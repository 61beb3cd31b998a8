import { levelDigit, levelFromDigit, lineageOf, type Level, type RegionCode } from '../code/index.js';
import type { RegionView } from './region.js';

/** A row of the table; its codes were parsed when they were written. */
export interface RegionRecord {
  readonly code: RegionCode;
  readonly name: string;
  readonly level: number;
  readonly parent: RegionCode | null;
  readonly path: string;
  readonly local: boolean;
}

const columns = 'code, name, level, parent, path, local';

export function viewOf(record: RegionRecord): RegionView {
  return {
    code: record.code,
    name: record.name,
    level: levelOf(record.level),
    parent: record.parent,
    lineage: lineageOf(record.path),
    local: record.local,
  };
}

function levelOf(stored: number): Level {
  const level = levelFromDigit(String(stored));
  if (level === null) throw new Error(`region level ${stored} is outside the table's own check`);
  return level;
}

/** The level as the table holds it: 1 nation … 6 village. */
export function storedLevel(level: Level): number {
  return Number(levelDigit(level));
}

/** $1 codes. */
export const regionsByCode = `select ${columns} from region where code = any($1::text[])`;

/**
 * $1 codes; each region's line from the nation down. "offset 0" keeps each ancestor a lookup by primary key: joined freely, the
 * planner may read the whole table for a list of villages.
 */
export const lineagesByCode = `
  select region.code as descendant, above.*
  from region
  cross join lateral unnest(string_to_array(region.path, '/')) with ordinality as step (code, depth)
  cross join lateral (
    select ${columns} from region as ancestor where ancestor.code = step.code offset 0) as above
  where region.code = any($1::text[])
  order by region.code, step.depth`;

/** $1 parents, $2 cursor, $3 limit: so many children of each. */
export const childrenOfEach = `
  select child.*
  from unnest($1::text[]) as given (parent)
  cross join lateral (
    select ${columns} from region
    where region.parent = given.parent and region.code > $2 order by region.code limit $3) as child`;

/** $1 parents. */
export const childCounts = `
  select parent, count(*) as count from region where parent = any($1::text[]) group by parent`;

/** $1 beginning of the name, $2 limit. */
export const regionsByName = `
  select ${columns} from region where name collate "C" ^@ $1::text order by name collate "C", code limit $2`;

/** $1 codes. */
export const pathsByCode = 'select code, path from region where code = any($1::text[])';

/** Rows of one list, by what is asked: all, one level, children of a region, or a level anywhere below a region. */
export function listedRegions(filter: ListedFilter): { readonly where: string; readonly values: unknown[] } {
  const values: unknown[] = [];
  const terms: string[] = [];
  const term = (text: string, value: unknown) => terms.push(text.replace('?', `$${values.push(value)}`));
  if (filter.level !== null) term('level = ?', storedLevel(filter.level));
  if (filter.parent !== null) term('parent = ?', filter.parent);
  if (filter.below !== null) {
    term('path > ?', filter.below.after);
    term('path < ?', filter.below.before);
  }
  return { where: terms.join(' and ') || 'true', values };
}

export interface ListedFilter {
  readonly level: Level | null;
  readonly parent: RegionCode | null;
  readonly below: { readonly after: string; readonly before: string } | null;
}

export function pageOfRegions(filter: ListedFilter, after: string, limit: number) {
  const { where, values } = listedRegions(filter);
  const text = `select ${columns} from region where ${where} and code > $${values.length + 1} order by code limit $${values.length + 2}`;
  return { text, values: [...values, after, limit] };
}

export function countOfRegions(filter: ListedFilter) {
  const { where, values } = listedRegions(filter);
  return { text: `select count(*) as count from region where ${where}`, values };
}
