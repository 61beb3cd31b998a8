import { setTimeout as pause } from 'node:timers/promises';
import { openChangeService, type ChangeService } from '../../catalog/change/change.service.js';
import { parseRegionCode } from '../../catalog/code/index.js';
import { isFault, type Fault } from '../../catalog/errors.js';
import {
  openOrganisationService,
  type OrganisationService,
} from '../../catalog/organisation/organisation.service.js';
import { openRegionService, type RegionService } from '../../catalog/region/region.service.js';
import type { RegionRow } from '../../catalog/region/region.js';
import type { Database } from '../../catalog/storage/index.js';
import { freshDatabase } from '../support/fresh-database.js';

/** The first modules of the catalogue on a database of their own. */
export interface Registers {
  readonly url: string;
  readonly database: Database;
  readonly changes: ChangeService;
  readonly regions: RegionService;
  readonly organisations: OrganisationService;
  /** Every statement since the database was opened. */
  readonly statements: string[];
  drop(): Promise<void>;
}

export const noon = new Date('2026-11-21T04:00:00Z');

export async function openRegisters(): Promise<Registers> {
  const statements: string[] = [];
  const fresh = await freshDatabase((text) => statements.push(text));
  return { ...fresh, statements, drop: () => fresh.drop(), ...servicesOn(fresh.database) };
}

/** Services as a second process would open them. */
export function servicesOn(database: Database) {
  const clock = () => noon;
  const changes = openChangeService({ database, clock });
  const regions = openRegionService({ database, changes });
  return { changes, regions, organisations: openOrganisationService({ database, regions, clock }) };
}

/** Codes short, to be padded to 12 digits. */
export function regionRow(code: string, name: string, parent: string | null, local = false): RegionRow {
  return { code: regionCode(code), name, parent: parent === null ? null : regionCode(parent), local };
}

export function regionCode(digits: string) {
  return parseRegionCode(digits.padEnd(12, '0'));
}

/** A little tree: the nation, Guangdong with 茂名 and 东莞, and what lies below 茂名. */
export const smallTree: readonly RegionRow[] = [
  regionRow('0', '全国', null),
  regionRow('44', '广东省', '0'),
  regionRow('4409', '茂名市', '44'),
  regionRow('4419', '东莞市', '44'),
  regionRow('440902', '茂南区', '4409'),
  regionRow('440904', '电白区', '4409'),
  regionRow('440902001', '虚构街道', '440902'),
  regionRow('440902001001', '虚构居委会', '440902001'),
  regionRow('441900003', '虚构镇', '4419'),
];

export async function* inPieces<Row>(...pieces: readonly (readonly Row[])[]): AsyncIterable<readonly Row[]> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

export const unheard = () => undefined;

/** Until so many wait for a lock, or until there is nothing more to wait for. */
export async function lockWaited(database: Database, orUntil: Promise<unknown>, waiters = 1): Promise<void> {
  const ended = { yet: false };
  void orUntil.catch(unheard).then(() => (ended.yet = true));
  for (let waiting = 0; waiting < waiters && !ended.yet; await pause(5)) {
    const [row] = await database.query<{ waiting: number }>(
      `select count(*) as waiting from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    waiting = row?.waiting ?? 0;
  }
}

export async function faultOf(work: Promise<unknown>): Promise<Fault> {
  const error = await work.then(
    () => new Error('a fault was expected, the call went through'),
    (thrown: unknown) => thrown,
  );
  if (isFault(error)) return error;
  throw error;
}
