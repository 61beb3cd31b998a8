import type { ChangeDraft, ChangePage } from '../change/change.js';
import type { Clock } from '../clock.js';
import type { BaseCode, LicenceTypeCode, RegionCode } from '../code/index.js';
import { Fault } from '../errors.js';
import type { MatterKey } from '../matter/matter.js';
import type { Database, Transaction } from '../storage/index.js';
import { applyRun, type Applied, type ApplyDeps } from './apply.js';
import { judgeChange, runsOf, type SoundChange } from './sync.rules.js';
import type { Peer, PullResult, Quarantined, SyncStatus } from './sync.js';

export interface SyncService {
  /**
   * Pulls until the peer has nothing more. Rows, change entries and cursor move in one transaction per page, so a pull that
   * is killed anywhere goes on where it stood. PEER_BUSY when another process moved the cursor meanwhile.
   */
  pull(
    peer: Peer,
    options: { readonly first: number; readonly onPage: (result: PullResult) => void },
  ): Promise<PullResult>;
  status(): Promise<readonly SyncStatus[]>;
}

export interface SyncDeps extends ApplyDeps {
  readonly database: Database;
  readonly clock: Clock;
}

const START = '0';

export function openSyncService(deps: SyncDeps): SyncService {
  const { database, clock } = deps;

  async function cursorOf(name: string): Promise<string> {
    const [row] = await database.query<{ position: string }>(
      'select position from sync_cursor where peer = $1',
      [name],
    );
    return row?.position ?? START;
  }

  /** One page: everything it brings and the new cursor commit together or not at all. */
  function apply(peer: Peer, from: string, page: ChangePage): Promise<Applied> {
    const judged = page.changes.map((change) => ({ change, reason: judgeChange(change) }));
    const unsound = judged.flatMap(({ change, reason }) => (reason ? [{ change, reason }] : []));
    const sound = judged.flatMap(({ change, reason }) => (reason ? [] : [change as SoundChange]));
    return database.transaction(async (tx) => {
      await moveCursor(tx, peer, from, page.endCursor, clock());
      await deps.matters.reserve(tx);
      const done: Applied[] = [{ applied: 0, unchanged: 0, quarantined: unsound, changes: [] }];
      for (const run of runsOf(sound)) done.push(await applyRun(deps, tx, run, peer.name, clock()));
      const total = totalOf(done);
      await keep(tx, peer.name, total.quarantined, clock());
      await deps.publications.publish(
        tx,
        await ownDependants(deps, tx, total.changes),
        `sync:${peer.name}`,
        clock(),
        total.changes,
      );
      return total;
    });
  }

  return {
    async pull(peer, { first, onPage }) {
      let result: PullResult = {
        pages: 0,
        applied: 0,
        unchanged: 0,
        quarantined: 0,
        position: await cursorOf(peer.name),
        head: START,
      };
      for (;;) {
        const from = result.position;
        const page = await peer.feed.changes({ after: from === START ? null : from, region: null, first });
        const done = page.changes.length > 0 ? await apply(peer, from, page) : null;
        result = {
          pages: result.pages + 1,
          applied: result.applied + (done?.applied ?? 0),
          unchanged: result.unchanged + (done?.unchanged ?? 0),
          quarantined: result.quarantined + (done?.quarantined.length ?? 0),
          position: done ? page.endCursor : from,
          head: page.head,
        };
        onPage(result);
        if (!page.more || !done) return result;
      }
    },

    async status() {
      const rows = await database.query<{
        peer: string;
        url: string;
        position: string;
        pulled_at: Date;
        quarantined: number;
      }>(
        `select c.peer, c.url, c.position, c.pulled_at,
                (select count(*) from sync_quarantine q where q.peer = c.peer) as quarantined
           from sync_cursor c order by c.peer`,
      );
      return rows.map(({ peer, url, position, pulled_at: pulledAt, quarantined }) => ({
        peer,
        url,
        position,
        pulledAt,
        quarantined,
      }));
    },
  };
}

/** Moves the cursor only from where this pull read: of two processes that pull the same peer, one is refused here. */
async function moveCursor(tx: Transaction, peer: Peer, from: string, to: string, now: Date): Promise<void> {
  const moved = await tx.query(
    `insert into sync_cursor as c (peer, url, position, pulled_at) select $1, $2, $4, $5 where $3 = '${START}'
     on conflict (peer) do update set url = excluded.url, position = excluded.position, pulled_at = excluded.pulled_at
       where c.position = $3
     returning peer`,
    [peer.name, peer.url, from, to, now],
  );
  if (moved.length > 0) return;
  const updated = await tx.query(
    `update sync_cursor set url = $2, position = $4, pulled_at = $5 where peer = $1 and position = $3 returning peer`,
    [peer.name, peer.url, from, to, now],
  );
  if (updated.length === 0) throw new Fault('PEER_BUSY', { peer: peer.name });
}

/**
 * Matters of our own that repeat what the peer changed (a base matter, an organisation, a licence type) are published anew.
 * What a peer published is left to it: its next version comes by its own feed.
 */
async function ownDependants(
  { publications }: ApplyDeps,
  tx: Transaction,
  changes: readonly ChangeDraft[],
): Promise<readonly MatterKey[]> {
  const keys = (kind: ChangeDraft['kind']) =>
    changes.filter((change) => change.kind === kind).map(({ key }) => key);
  const dependants = await publications.dependants(tx, {
    baseCodes: keys('BASE_MATTER') as BaseCode[],
    organisationKeys: keys('ORGANISATION'),
    licenceTypes: keys('LICENCE_TYPE') as LicenceTypeCode[],
    regions: keys('REGION') as RegionCode[],
  });
  if (dependants.length === 0) return [];
  const rows = await tx.query<{ key: MatterKey }>(
    `select matter_key as key from publication
      where current and matter_key = any($1) and published_by not in (select peer from sync_cursor)`,
    [dependants],
  );
  return rows.map(({ key }) => key);
}

async function keep(tx: Transaction, peer: string, set: readonly Quarantined[], now: Date): Promise<void> {
  if (set.length === 0) return;
  await tx.query(
    `insert into sync_quarantine (peer, position, kind, key, reason, change, kept_at)
     select $1, q.position, q.kind, q.key, q.reason, q.change::jsonb, $7
       from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) as q (position, kind, key, reason, change)
     on conflict (peer, position) do update set reason = excluded.reason, change = excluded.change, kept_at = excluded.kept_at`,
    [
      peer,
      set.map(({ change }) => change.position),
      set.map(({ change }) => change.kind),
      set.map(({ change }) => change.key),
      set.map(({ reason }) => reason),
      set.map(({ change }) => JSON.stringify(change)),
      now,
    ],
  );
}

function totalOf(parts: readonly Applied[]): Applied {
  return {
    applied: parts.reduce((total, part) => total + part.applied, 0),
    unchanged: parts.reduce((total, part) => total + part.unchanged, 0),
    quarantined: parts.flatMap((part) => part.quarantined),
    changes: parts.flatMap((part) => part.changes),
  };
}
