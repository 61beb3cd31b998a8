import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';
import { ancestorPathsOf, belowPath } from '../code/index.js';
import { digestOf, type Database, type Sql, type Transaction } from '../storage/index.js';
import { allChanges, appendChanges, changesOfRegion } from './change.query.js';
import { judgePageSize, judgeReached, positionOf } from './change.rules.js';
import type { ChangeDraft, ChangePage, ChangeView } from './change.js';

export interface ChangeService {
  /** Name of this gateway in the feed, made once per database. */
  origin(): Promise<string>;
  /** Last step of a transaction: positions are given under a lock held until commit, so they appear in commit order. */
  append(tx: Transaction, changes: readonly ChangeDraft[]): Promise<void>;
  /**
   * `after` null = from the beginning; `regionPath` filters to a subtree, what lies above it and what is nationwide. A cursor
   * that the feed has not reached is refused: it is of another gateway, or of a database restored since.
   */
  page(request: { after: string | null; regionPath: string | null; first: number }): Promise<ChangePage>;
}

/** Any fixed number: whoever holds this advisory lock is giving positions. */
const POSITION_LOCK = 7_218_064_012;
/** Entries per statement: bounds the size of one parameter, not of a transaction. */
const PIECE = 1_000;

export function openChangeService(deps: {
  readonly database: Database;
  readonly clock: Clock;
}): ChangeService {
  const { database, clock } = deps;
  // Kept for the life of the process: the row is written once and never changed.
  let own: Promise<string> | null = null;

  function origin(): Promise<string> {
    own ??= nameOnce(database, clock()).catch((error: unknown) => {
      own = null;
      throw error;
    });
    return own;
  }

  return {
    origin,

    async append(tx, changes) {
      if (changes.length === 0) return;
      const name = await origin();
      // Digests are work; they are made before the lock that everyone else waits for.
      const entries = changes.map((change) => ({
        ...change,
        digest: digestOf(change.document),
        text: change.document === null ? null : JSON.stringify(change.document),
      }));
      await tx.query('select pg_advisory_xact_lock($1)', [POSITION_LOCK]);
      for (let start = 0; start < entries.length; start += PIECE) {
        const piece = entries.slice(start, start + PIECE);
        await tx.query(appendChanges, [
          name,
          piece.map(({ kind }) => kind),
          piece.map(({ key }) => key),
          piece.map(({ version }) => version),
          piece.map(({ digest }) => digest),
          piece.map(({ text }) => text),
          piece.map(({ regionPath }) => regionPath),
          clock(),
        ]);
      }
    },

    async page({ after, regionPath, first }) {
      judgePageSize(first);
      const position = positionOf(after);
      const rows = await entriesAfter(database, position, regionPath, first + 1);
      const head = rows[0]?.head ?? position;
      judgeReached(position, head);
      const found = rows.filter((row): row is EntryRow => row.position !== null);
      const more = found.length > first;
      const changes = found.slice(0, first).map(viewOf);
      // With nothing left the whole feed up to `head` has been looked through, also the entries of other regions.
      return { changes, endCursor: more ? (changes.at(-1)?.position ?? head) : head, more, head };
    },
  };
}

interface EntryRow extends ChangeView {
  readonly head: string;
}

/** The feed has nothing to show; its head is told all the same. */
interface NoEntryRow {
  readonly head: string;
  readonly position: null;
}

function viewOf(row: EntryRow): ChangeView {
  const { position, origin, kind, key, version, digest, deleted, document } = row;
  return { position, origin, kind, key, version, digest, deleted, document };
}

function entriesAfter(
  sql: Sql,
  position: string,
  regionPath: string | null,
  limit: number,
): Promise<(EntryRow | NoEntryRow)[]> {
  if (regionPath === null) return sql.query(allChanges, [position, limit]);
  const { after, before } = belowPath(regionPath);
  return sql.query(changesOfRegion, [position, limit, ancestorPathsOf(regionPath), after, before]);
}

/** Two processes may come first at the same time: one row is kept, and both read it. */
async function nameOnce(sql: Sql, now: Date): Promise<string> {
  const read = () => sql.query<{ id: string }>('select id from origin');
  const [known] = await read();
  if (known) return known.id;
  await sql.query('insert into origin (id, made_at) values ($1, $2) on conflict (sole) do nothing', [
    randomUUID(),
    now,
  ]);
  const [made] = await read();
  if (!made) throw new Error('the name of this gateway was written and is not there');
  return made.id;
}
