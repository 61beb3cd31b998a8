import type { EntityManager } from '@mikro-orm/postgresql';
import type { ChannelListener, ChannelSubscription } from './listen.js';

/** Something SQL can be asked of. Parameters are `$1`, `$2` … and always bound, never written into the text. */
export interface Sql {
  query<Row extends object>(text: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** One open transaction: `query` and `em` work on the same connection, so both commit or neither does. */
export interface Transaction extends Sql {
  readonly em: EntityManager;
  /**
   * Called once the transaction is over, committed or not, before `transaction` returns: for what is kept in memory and
   * must not outlive it. Must not throw.
   */
  afterEnd(work: () => void): void;
}

/**
 * The database as the rest of the catalogue sees it. Reads go to a plain connection pool (no ORM on the hot path);
 * writes go through a transaction that carries both SQL and MikroORM's unit of work.
 */
export interface Database extends Sql {
  /** A named (prepared once per connection) read for the few statements that every request asks. */
  prepared<Row extends object>(name: string, text: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Runs `work` in one transaction. No call to an outside system may be made inside. */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /** Rows of a large read, in pieces, on one snapshot; memory stays flat. */
  stream<Row extends object>(
    text: string,
    parameters?: readonly unknown[],
    batch?: number,
  ): AsyncIterable<Row[]>;
  /** Hears what committed transactions of any process `notify` on a channel; ends with `close`. */
  listen(channel: string, listener: ChannelListener): ChannelSubscription;
  /** Brings the schema up to date under a lock; two processes may call it at the same time. */
  migrate(): Promise<readonly string[]>;
  /** Names of migrations that this program knows and the database has not yet. */
  pendingMigrations(): Promise<readonly string[]>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Told of every statement, for the trace that tests count. Never given parameters: they may hold personal values. */
export type SqlObserver = (text: string) => void;
