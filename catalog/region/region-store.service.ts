import type { RegionCode } from '../code/index.js';
import type { Transaction } from '../storage/index.js';
import { pathsByCode, storedLevel } from './region.query.js';
import {
  judgeRegion,
  place,
  type KnownRegion,
  type PlacedRegion,
  type RegionJudgement,
} from './region.rules.js';
import { insertRegions, moveRegion, regionsDiffering, updateRegions } from './region-store.query.js';
import type { RegionRow } from './region.js';

export interface StoredRegion {
  readonly region: PlacedRegion;
  readonly judgement: RegionJudgement;
  /** Of the row as it stands now; known where something was written. */
  readonly version: number | null;
}

/** Any fixed number: whoever holds this advisory lock is writing regions, so that paths are read and written by one. */
const REGION_LOCK = 7_218_064_013;

export async function lockRegions(tx: Transaction): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [REGION_LOCK]);
}

/** One piece of a list, parents first: gather, judge, record; the caller holds `lockRegions`. */
export async function storeRegions(
  tx: Transaction,
  rows: readonly RegionRow[],
  source: string,
): Promise<readonly StoredRegion[]> {
  const placed = placeAll(rows, await parentPaths(tx, rows));
  const known = await differing(tx, placed);
  const judged = placed.map((region, at) => {
    const other = known.get(at);
    return { region, judgement: other === undefined ? 'EQUAL' : judgeRegion(region, other) };
  });

  await insert(
    tx,
    judged.filter(({ judgement }) => judgement === 'NEW').map(({ region }) => region),
    source,
  );
  const changed = judged.filter(({ judgement }) => judgement === 'DIFFERENT').map(({ region }) => region);
  const versions = await update(tx, changed, source);
  // One after the other, wider regions first: a move takes along what was moved or written below it before.
  for (const { code, path } of changed) await tx.query(moveRegion, [code, path]);

  return judged.map(({ region, judgement }) => ({
    region,
    judgement,
    version: judgement === 'NEW' ? 1 : (versions.get(region.code) ?? null),
  }));
}

async function parentPaths(tx: Transaction, rows: readonly RegionRow[]): Promise<Map<string, string>> {
  const parents = new Set(rows.flatMap(({ parent }) => parent ?? []));
  const found = await tx.query<{ code: string; path: string }>(pathsByCode, [[...parents]]);
  return new Map(found.map(({ code, path }) => [code, path]));
}

function placeAll(rows: readonly RegionRow[], paths: Map<string, string>): PlacedRegion[] {
  return rows.map((row) => {
    const placed = place(row, row.parent === null ? null : (paths.get(row.parent) ?? null));
    paths.set(row.code, placed.path);
    return placed;
  });
}

/** By position in the list; null = not there yet. Rows that are there and equal are absent. */
async function differing(
  tx: Transaction,
  regions: readonly PlacedRegion[],
): Promise<ReadonlyMap<number, KnownRegion | null>> {
  const rows = await tx.query<KnownRegion & { at: number; known: boolean }>(regionsDiffering, [
    regions.map(({ code }) => code),
    regions.map(({ name }) => name),
    regions.map(({ path }) => path),
    regions.map(({ local }) => local),
  ]);
  return new Map(rows.map((row) => [row.at - 1, row.known ? row : null]));
}

async function insert(tx: Transaction, regions: readonly PlacedRegion[], source: string): Promise<void> {
  if (regions.length === 0) return;
  await tx.query(insertRegions, [
    regions.map(({ code }) => code),
    regions.map(({ name }) => name),
    regions.map(({ level }) => storedLevel(level)),
    regions.map(({ parent }) => parent),
    regions.map(({ path }) => path),
    regions.map(({ local }) => local),
    source,
  ]);
}

async function update(
  tx: Transaction,
  regions: readonly PlacedRegion[],
  source: string,
): Promise<ReadonlyMap<RegionCode, number>> {
  if (regions.length === 0) return new Map();
  const rows = await tx.query<{ code: RegionCode; version: number }>(updateRegions, [
    regions.map(({ code }) => code),
    regions.map(({ name }) => name),
    regions.map(({ parent }) => parent),
    source,
  ]);
  return new Map(rows.map(({ code, version }) => [code, version]));
}
