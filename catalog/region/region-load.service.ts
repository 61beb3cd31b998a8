import type { ChangeDraft, Stored } from '../change/change.js';
import type { ChangeService } from '../change/change.service.js';
import { Fault } from '../errors.js';
import type { Database, Transaction } from '../storage/index.js';
import { pathsByCode } from './region.query.js';
import { judgeAddedZone, placedView } from './region.rules.js';
import { ListedCodes } from './listed-codes.rules.js';
import { lockRegions, storeRegions, type StoredRegion } from './region-store.service.js';
import type { RegionImportResult, RegionRow, RegionView, RegionZone } from './region.js';

interface Deps {
  readonly database: Database;
  readonly changes: ChangeService;
}

/** From so many new rows on, the planner's statistics of the table are stale enough to matter. */
const WORTH_ANALYZING = 1_000;

/** A whole list in one transaction: a fault on its last line leaves nothing behind. */
export async function loadRegions(
  { database, changes }: Deps,
  pieces: AsyncIterable<readonly RegionRow[]>,
  source: string,
  onRead: (rows: number) => void,
): Promise<RegionImportResult> {
  return database.transaction(async (tx) => {
    await lockRegions(tx);
    const listed = new ListedCodes(source);
    const drafts: ChangeDraft[] = [];
    let read = 0;
    let imported = 0;
    for await (const piece of pieces) {
      listed.add(piece);
      const stored = await storeRegions(tx, piece, source);
      drafts.push(...draftsOf(stored));
      read += piece.length;
      imported += stored.filter(({ judgement }) => judgement !== 'EQUAL').length;
      onRead(read);
    }
    listed.refuseRepeated();
    if (imported >= WORTH_ANALYZING) await tx.query('analyze region');
    await changes.append(tx, drafts);
    return { read, imported, unchanged: read - imported };
  });
}

export async function addZone(
  { database, changes }: Deps,
  zone: RegionZone,
  source: string,
): Promise<RegionView> {
  return database.transaction(async (tx) => {
    await lockRegions(tx);
    const [parent] = await tx.query<object>(pathsByCode, [[zone.parent]]);
    if (!parent) throw new Fault('REGION_UNKNOWN', { region: zone.parent });
    const [added] = await storeRegions(tx, [{ ...zone, local: true }], source);
    if (!added) throw new Error('one region was given and none came back');
    judgeAddedZone(zone.code, added.judgement);
    await changes.append(tx, draftsOf([added]));
    return placedView(added.region);
  });
}

/** Zones of an import or of a peer, inside the caller's transaction. */
export async function storeZones(
  tx: Transaction,
  zones: readonly RegionZone[],
  source: string,
): Promise<Stored<'IMPORTED' | 'UNCHANGED'>> {
  await lockRegions(tx);
  const rows = zones.map((zone) => ({ ...zone, local: true }));
  new ListedCodes(source).add(rows);
  const stored = await storeRegions(tx, rows, source);
  return {
    outcomes: stored.map(({ judgement }) => (judgement === 'EQUAL' ? 'UNCHANGED' : 'IMPORTED')),
    changes: draftsOf(stored),
  };
}

/** National regions are reference data that every peer loads itself; only local zones travel (docs/adr/0004). */
function draftsOf(stored: readonly StoredRegion[]): ChangeDraft[] {
  return stored.flatMap(({ region, version }) =>
    region.local && version !== null
      ? { kind: 'REGION', key: region.code, version, document: placedView(region), regionPath: region.path }
      : [],
  );
}
