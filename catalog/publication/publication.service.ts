import type { AccessService } from '../access/access.service.js';
import type { Call } from '../access/access.js';
import type { ChangeDraft, Stored } from '../change/change.js';
import type { ChangeService } from '../change/change.service.js';
import type { BaseCode, LicenceTypeCode, MatterCode, RegionCode } from '../code/index.js';
import { reserveCatalogue } from '../matter/matter.query.js';
import type { MatterKey } from '../matter/matter.js';
import type { MatterService } from '../matter/matter.service.js';
import { type Database, keysetPage, keysetRange, type Transaction } from '../storage/index.js';
import type { Page, PageRequest } from '../wording.js';
import { type Condition, conditionOf } from './filter.query.js';
import { openPublicationCache } from './publication-cache.js';
import {
  asOfQuery,
  currentQuery,
  dependantsQuery,
  implementationCountsQuery,
  implementationsQuery,
  nearestQuery,
  pathsQuery,
  publicationColumns,
  publicationOf,
  type PublicationRow,
} from './publication.query.js';
import type { MatterFilter, Publication } from './publication.js';
import { publish, type PublishResult } from './publish.js';
import { ALL_MATTERS, PUBLICATION_CHANNEL } from './publish.query.js';
import { type DraftSelection, selectDrafts } from './publish-drafts.js';
import { receive, type Received, type ReceiveOutcome } from './receive.js';

export { type LicenceTypeService, openLicenceTypeService } from './licence-type.service.js';

/** What many documents repeat, and which of it was changed. */
export interface Repeated {
  readonly baseCodes?: readonly BaseCode[];
  readonly organisationKeys?: readonly string[];
  readonly licenceTypes?: readonly LicenceTypeCode[];
  readonly regions?: readonly RegionCode[];
}

export interface PublicationService {
  /** The hot read: current documents by matter code, one SQL for those not in memory. Same length and order back. */
  byCodes(codes: readonly MatterCode[]): Promise<readonly (Publication | null)[]>;
  byKeys(keys: readonly MatterKey[]): Promise<readonly (Publication | null)[]>;
  /** What was in force at a moment. */
  asOf(codes: readonly MatterCode[], moment: Date): Promise<readonly (Publication | null)[]>;
  /** Ordered by matter key. REGION_UNKNOWN when the filter names a region that is not in the table. */
  page(filter: MatterFilter, page: PageRequest): Promise<Page<Publication>>;
  count(filter: MatterFilter): Promise<number>;
  /** A page of implementations of each base matter, ordered by matter key; one SQL however many base matters. */
  implementations(baseCodes: readonly BaseCode[], page: PageRequest): Promise<readonly Page<Publication>[]>;
  implementationCounts(baseCodes: readonly BaseCode[]): Promise<readonly number[]>;
  /**
   * For each (base matter, region): the nearest level at or above the region that implements it; of several organisations
   * at that level the one with the lowest matter key.
   */
  nearest(
    asks: readonly { baseMatter: BaseCode; region: RegionCode }[],
  ): Promise<readonly (Publication | null)[]>;
  /**
   * Compiles and publishes inside the given transaction; a matter whose document did not change is left alone.
   * Appends a MATTER change for each new version, so it is the transaction's last step: what else the transaction has
   * changed is given as `alongside` and appended before them. A few thousand keys at a time.
   */
  publish(
    tx: Transaction,
    keys: readonly MatterKey[],
    by: string,
    now: Date,
    alongside?: readonly ChangeDraft[],
  ): Promise<PublishResult>;
  /** Publishes what an administrator selects; scope catalog:write. */
  publishDrafts(call: Call, selection: DraftSelection): Promise<PublishResult>;
  /**
   * Takes over what a peer published, unaltered, so that both sides have the same digest. One key may stand only once in a
   * call; the caller appends the changes as its last step.
   */
  receive(
    tx: Transaction,
    received: readonly Received[],
    by: string,
    now: Date,
  ): Promise<Stored<ReceiveOutcome>>;
  /**
   * Published matters whose documents repeat what this transaction has changed: to be published again by it. Keeps everyone
   * else from publishing until the transaction ends, so that none is missed.
   */
  dependants(tx: Transaction, repeated: Repeated): Promise<readonly MatterKey[]>;
}

/** Some 50 KB each in memory, for a matter with ten materials. */
const MOST_HELD = 5_000;

export function openPublicationService(deps: {
  readonly database: Database;
  readonly changes: ChangeService;
  readonly matters: Pick<MatterService, 'storeMatters'>;
  readonly access: Pick<AccessService, 'demand'>;
  readonly mostHeld?: number | undefined;
}): PublicationService {
  const { database, changes, matters, access } = deps;
  const cache = openPublicationCache(deps.mostHeld ?? MOST_HELD);
  database.listen(PUBLICATION_CHANNEL, {
    onConnected: () => cache.trust(),
    onLost: () => cache.distrust(),
    onNotice: (key) => (key === ALL_MATTERS ? cache.dropAll() : cache.drop(key as MatterKey)),
  });

  async function byKeys(keys: readonly MatterKey[]): Promise<readonly (Publication | null)[]> {
    const held = keys.map((key) => cache.find(key) ?? null);
    const missing = keys.filter((_, at) => held[at] === null);
    if (missing.length === 0) return held;
    const reading = cache.beginReading();
    const read = new Map<MatterKey, Publication>();
    try {
      const rows = await database.prepared<PublicationRow>('publications', currentQuery, [missing]);
      for (const row of rows) read.set(row.matter_key, publicationOf(row));
    } finally {
      reading.end([...read]);
    }
    return keys.map((key, at) => held[at] ?? read.get(key) ?? null);
  }

  async function conditionFor(filter: MatterFilter): Promise<Condition> {
    const regions = [filter.region, filter.within].filter((region) => region !== undefined);
    if (regions.length === 0) return conditionOf(filter, new Map());
    const rows = await database.prepared<{ code: RegionCode; path: string }>('region-paths', pathsQuery, [
      regions,
    ]);
    return conditionOf(filter, new Map(rows.map(({ code, path }) => [code, path])));
  }

  return {
    // A matter that has a code is known by it: a check of the table holds the two equal.
    byCodes: (codes) => byKeys(codes as readonly string[] as readonly MatterKey[]),
    byKeys,

    async asOf(codes, moment) {
      const rows = await database.prepared<PublicationRow>('publications-as-of', asOfQuery, [codes, moment]);
      const found = new Map<string, Publication>(rows.map((row) => [row.matter_key, publicationOf(row)]));
      return codes.map((code) => found.get(code) ?? null);
    },

    async page(filter, page) {
      const { after, limit } = keysetRange(page);
      const { text, parameters } = await conditionFor(filter);
      const next = parameters.length + 1;
      const rows = await database.query<PublicationRow>(
        `select ${publicationColumns} from publication p
          where ${text} and p.matter_key > coalesce($${next}, '')
          order by p.matter_key limit $${next + 1}`,
        [...parameters, after, limit],
      );
      return keysetPage(rows, page, (row) => row.matter_key, publicationOf);
    },

    async count(filter) {
      const { text, parameters } = await conditionFor(filter);
      const [row] = await database.query<{ count: number }>(
        `select count(*) as count from publication p where ${text}`,
        parameters,
      );
      return row?.count ?? 0;
    },

    async implementations(baseCodes, page) {
      const { after, limit } = keysetRange(page);
      const rows = await database.query<PublicationRow & { asked: BaseCode }>(implementationsQuery, [
        [...new Set(baseCodes)],
        after ?? '',
        limit,
      ]);
      return baseCodes.map((code) => {
        const its = rows.filter(({ asked }) => asked === code);
        return keysetPage(its, page, (row) => row.matter_key, publicationOf);
      });
    },

    async implementationCounts(baseCodes) {
      const rows = await database.query<{ asked: BaseCode; count: number }>(implementationCountsQuery, [
        [...new Set(baseCodes)],
      ]);
      const counts = new Map(rows.map(({ asked, count }) => [asked, count]));
      return baseCodes.map((code) => counts.get(code) ?? 0);
    },

    async nearest(asks) {
      const rows = await database.prepared<PublicationRow & { position: number }>(
        'publications-nearest',
        nearestQuery,
        [asks.map(({ baseMatter }) => baseMatter), asks.map(({ region }) => region)],
      );
      const found = new Map(rows.map((row) => [row.position, publicationOf(row)]));
      return asks.map((_, at) => found.get(at + 1) ?? null);
    },

    publishDrafts(call, selection) {
      const by = access.demand(call, 'catalog:write');
      return database.transaction(async (tx) =>
        publish({ changes, cache }, tx, await selectDrafts(tx, selection), by.name, call.now, []),
      );
    },

    receive: (tx, received, by, now) => receive({ matters, cache }, tx, received, by, now),

    publish: (tx, keys, by, now, alongside = []) => publish({ changes, cache }, tx, keys, by, now, alongside),

    async dependants(tx, { baseCodes = [], organisationKeys = [], licenceTypes = [], regions = [] }) {
      await reserveCatalogue(tx);
      const rows = await tx.query<{ matter_key: MatterKey }>(dependantsQuery, [
        baseCodes,
        organisationKeys,
        licenceTypes,
        regions,
      ]);
      return rows.map((row) => row.matter_key);
    },
  };
}
