import {
  type BaseCode,
  type Level,
  levelDigit,
  levelFromDigit,
  type MatterCode,
  type RegionCode,
} from '../code/index.js';
import type { OrganisationKey } from '../organisation/organisation.js';
import type { Sql, Transaction } from '../storage/index.js';
import type { OwnElements } from './element.js';
import type { HandlingItem, MatterKey, MatterRecord, MatterStatus } from './matter.js';

/** Any fixed number; only this file knows it. */
const CATALOGUE_LOCK = 7_218_064_004;

/**
 * Held until the transaction ends. Whoever stores or publishes matters shares it; whoever changes what many published
 * documents repeat (a base matter, an organisation's name, a licence type) has it alone while the dependants are listed
 * and published again. So no document can be compiled from a value that is being replaced and miss the list.
 */
export async function shareCatalogue(tx: Transaction): Promise<void> {
  await tx.query('select pg_advisory_xact_lock_shared($1)', [CATALOGUE_LOCK]);
}

export async function reserveCatalogue(tx: Transaction): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [CATALOGUE_LOCK]);
}

export function levelColumn(level: Level | null): number | null {
  return level === null ? null : Number(levelDigit(level));
}

export function levelFromColumn(level: number | null): Level | null {
  return level === null ? null : levelFromDigit(String(level));
}

interface MatterRow {
  key: MatterKey;
  code: MatterCode | null;
  local_code: string | null;
  base_code: BaseCode | null;
  organisation_key: OrganisationKey;
  region_code: RegionCode | null;
  level: number | null;
  type: string | null;
  name: string;
  status: MatterStatus;
  version: number;
  elements: OwnElements;
  handling_items: readonly HandlingItem[];
  source: string;
}

/** Matters as they are stored, same length and order as the keys. */
export async function readRecords(
  sql: Sql,
  keys: readonly MatterKey[],
): Promise<readonly (MatterRecord | null)[]> {
  const rows = await sql.query<MatterRow>(
    `select m.key, m.code, m.local_code, m.base_code, m.organisation_key, m.region_code, m.level, m.type, m.name, m.status,
            m.version, m.elements, m.source, ${handlingItemsOf('m.key')} as handling_items
       from matter m where m.key = any($1)`,
    [keys],
  );
  const found = new Map(rows.map((row) => [row.key, recordOf(row)]));
  return keys.map((key) => found.get(key) ?? null);
}

/** A scalar subquery: the handling items of a matter in their order. */
export function handlingItemsOf(matterKey: string): string {
  return `coalesce((
    select jsonb_agg(jsonb_build_object('item', h.item, 'name', h.name, 'elements', h.elements) order by h.item)
      from handling_item h where h.matter_key = ${matterKey}), '[]')`;
}

function recordOf(row: MatterRow): MatterRecord {
  return {
    key: row.key,
    code: row.code,
    localCode: row.local_code,
    baseCode: row.base_code,
    organisation: row.organisation_key,
    region: row.region_code,
    level: levelFromColumn(row.level),
    type: row.type,
    name: row.name,
    status: row.status,
    version: row.version,
    elements: row.elements,
    handlingItems: row.handling_items,
    source: row.source,
  };
}
