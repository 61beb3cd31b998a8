import type { Stored } from '../change/change.js';
import type { Clock } from '../clock.js';
import { levelDigit, type Level, type RegionCode } from '../code/index.js';
import { Fault } from '../errors.js';
import type { RegionService } from '../region/region.service.js';
import { keysetPage, keysetRange, type Database, type Transaction } from '../storage/index.js';
import type { Page, PageRequest } from '../wording.js';
import {
  organisationsByKey,
  organisationsOfEach,
  storeOrganisations,
  viewOf,
  type OrganisationRecord,
} from './organisation.query.js';
import type { OrganisationKey, OrganisationView } from './organisation.js';

export interface OrganisationOutcome {
  readonly key: OrganisationKey;
  readonly outcome: 'IMPORTED' | 'UNCHANGED';
}

export interface OrganisationService {
  byKeys(keys: readonly string[]): Promise<readonly (OrganisationView | null)[]>;
  /** Organisations of each region itself, ordered by key, a page each; one SQL however many regions. */
  ofRegions(regions: readonly RegionCode[], page: PageRequest): Promise<readonly Page<OrganisationView>[]>;
  /**
   * Writes what differs, in the order given; the caller appends the changes as the last step of its transaction. A key that stands
   * twice in one list is stored as it stands last, and both places have its outcome. An unknown region is REGION_UNKNOWN.
   */
  store(
    tx: Transaction,
    organisations: readonly OrganisationView[],
    source: string,
  ): Promise<Stored<OrganisationOutcome>>;
}

export function openOrganisationService(deps: {
  readonly database: Database;
  readonly regions: RegionService;
  readonly clock: Clock;
}): OrganisationService {
  const { database, regions, clock } = deps;

  return {
    async byKeys(keys) {
      const found = await database.prepared<OrganisationRecord>('organisations-by-key', organisationsByKey, [
        keys,
      ]);
      const byKey = new Map<string, OrganisationView>(found.map((record) => [record.key, viewOf(record)]));
      return keys.map((key) => byKey.get(key) ?? null);
    },

    async ofRegions(asked, request) {
      const { after, limit } = keysetRange(request);
      const found = await database.query<OrganisationRecord>(organisationsOfEach, [
        [...new Set(asked)],
        after ?? '',
        limit,
      ]);
      const of = (region: RegionCode) => found.filter(({ region_code }) => region_code === region);
      return asked.map((region) => keysetPage(of(region), request, ({ key }) => key, viewOf));
    },

    async store(tx, organisations, source) {
      const byKey = new Map(organisations.map((organisation) => [organisation.key, organisation]));
      const given = [...byKey.values()];
      const paths = await regions.paths(
        tx,
        given.flatMap(({ region }) => region ?? []),
      );
      const versions = await write(tx, given, paths, source, clock());
      return {
        outcomes: organisations.map(({ key }) => ({
          key,
          outcome: versions.has(key) ? 'IMPORTED' : 'UNCHANGED',
        })),
        changes: given.flatMap((organisation) => {
          const version = versions.get(organisation.key);
          if (version === undefined) return [];
          const regionPath = organisation.region === null ? null : pathOf(paths, organisation.region);
          return { kind: 'ORGANISATION', key: organisation.key, version, document: organisation, regionPath };
        }),
      };
    },
  };
}

async function write(
  tx: Transaction,
  given: readonly OrganisationView[],
  paths: ReadonlyMap<RegionCode, string>,
  source: string,
  now: Date,
): Promise<ReadonlyMap<OrganisationKey, number>> {
  for (const { region } of given) if (region !== null) pathOf(paths, region);
  const rows = await tx.query<{ key: OrganisationKey; version: number }>(storeOrganisations, [
    given.map(({ key }) => key),
    given.map(({ creditCode }) => creditCode),
    given.map(({ localCode }) => localCode),
    given.map(({ name }) => name),
    given.map(({ kind }) => kind),
    given.map(({ region }) => region),
    given.map(({ level }) => storedLevel(level)),
    source,
    now,
  ]);
  return new Map(rows.map(({ key, version }) => [key, version]));
}

function pathOf(paths: ReadonlyMap<RegionCode, string>, region: RegionCode): string {
  const path = paths.get(region);
  if (path === undefined) throw new Fault('REGION_UNKNOWN', { region });
  return path;
}

function storedLevel(level: Level | null): number | null {
  return level === null ? null : Number(levelDigit(level));
}
