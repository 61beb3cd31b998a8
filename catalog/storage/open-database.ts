import { MikroORM } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import { Pool, types, type PoolClient } from 'pg';
import { Fault } from '../errors.js';
import { entities } from '../entities.js';
import type { Database, SqlObserver, Transaction } from './database.js';
import { listen, type ChannelSubscription } from './listen.js';
import { migrations } from './migrations/index.js';
import { firstReachFault, reached } from './reach.js';

export interface DatabaseOptions {
  readonly url: string;
  readonly poolSize?: number;
  readonly observe?: SqlObserver;
  /** Statements that run longer are cancelled by the server. */
  readonly statementTimeoutMs?: number | undefined;
}

/** Any fixed number: whoever holds this advisory lock is migrating. */
const MIGRATION_LOCK = 7_218_064_001;
const OLDEST_SERVER = 150_000;

/** What MikroORM hands us of its own transaction (knex): the one connection that BEGIN was said on. */
interface TransactionContext {
  readonly client: { acquireConnection(): Promise<PoolClient> };
}

// bigint columns (positions, counts) stay far below 2^53 here; a JavaScript number is what every caller wants.
types.setTypeParser(types.builtins.INT8, Number);
// A calendar date has no time zone; keep it as written instead of a Date at local midnight.
types.setTypeParser(types.builtins.DATE, (text) => text);

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const observe = options.observe ?? (() => undefined);
  const pool = new Pool({
    connectionString: options.url,
    max: options.poolSize ?? 10,
    application_name: 'tongban',
    connectionTimeoutMillis: 5_000,
    ...(options.statementTimeoutMs === undefined ? {} : { statement_timeout: options.statementTimeoutMs }),
  });
  // An idle connection that the server closes (restart, failover) must not end the process.
  pool.on('error', () => undefined);
  try {
    await refuseOldServer(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const orm = await MikroORM.init({
    clientUrl: options.url,
    entities: [...entities],
    extensions: [Migrator],
    discovery: { warnWhenNoEntities: false },
    pool: { min: 0, max: options.poolSize ?? 10 },
    connect: false,
    debug: false,
    migrations: {
      migrationsList: [...migrations],
      snapshot: false,
      silent: true,
      transactional: true,
      allOrNothing: true,
    },
  });

  const subscriptions: ChannelSubscription[] = [];

  return {
    async query<Row extends object>(text: string, parameters: readonly unknown[] = []) {
      observe(text);
      return (await reached(pool.query<Row & Record<string, unknown>>(text, [...parameters]))).rows;
    },

    async prepared<Row extends object>(name: string, text: string, parameters: readonly unknown[] = []) {
      observe(text);
      const asked = pool.query<Row & Record<string, unknown>>({ name, text, values: [...parameters] });
      return (await reached(asked)).rows;
    },

    async transaction<Result>(work: (tx: Transaction) => Promise<Result>) {
      const afterwards: (() => void)[] = [];
      const running = orm.em.fork().transactional(async (em) => {
        const context = em.getTransactionContext<TransactionContext>();
        if (!context) throw new Error('MikroORM opened no transaction');
        const connection = await context.client.acquireConnection();
        return work({
          em,
          afterEnd: (work) => void afterwards.push(work),
          async query<Row extends object>(text: string, parameters: readonly unknown[] = []) {
            observe(text);
            // MikroORM's connection parses by its own rules; the same SQL must give the same values inside and outside.
            return (
              await connection.query<Row & Record<string, unknown>>({ text, values: [...parameters], types })
            ).rows;
          },
        });
      });
      return reached(running).finally(() => afterwards.forEach((work) => work()));
    },

    async *stream<Row extends object>(text: string, parameters: readonly unknown[] = [], batch = 1_000) {
      observe(text);
      const client = await pool.connect();
      let failed: Error | undefined;
      try {
        await client.query('begin isolation level repeatable read read only');
        await client.query(`declare piece no scroll cursor for ${text}`, [...parameters]);
        for (;;) {
          const { rows } = await client.query<Row & Record<string, unknown>>(`fetch ${batch} from piece`);
          if (rows.length === 0) break;
          yield rows;
        }
        await client.query('commit');
      } catch (error) {
        failed = error as Error;
        throw error;
      } finally {
        // A reader that stops early leaves the cursor open: the rollback closes it; a broken connection is thrown away.
        if (!failed) await client.query('rollback').catch((error: unknown) => (failed = error as Error));
        client.release(failed);
      }
    },

    listen(channel, listener) {
      const subscription = listen(options.url, channel, listener);
      subscriptions.push(subscription);
      return subscription;
    },

    async migrate() {
      const client = await pool.connect();
      try {
        // Another process may be migrating for longer than a statement may take here.
        await client.query('set statement_timeout = 0');
        await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
        const done = await orm.getMigrator().up();
        return done.map((migration) => migration.name);
      } finally {
        await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
        // Thrown away: the next one has the usual timeout again.
        client.release(true);
      }
    },

    async pendingMigrations() {
      const known = await pool
        .query<{ name: string }>('select name from mikro_orm_migrations')
        .then((result) => new Set(result.rows.map((row) => row.name)))
        .catch(() => new Set<string>());
      return migrations.map((migration) => migration.name).filter((name) => !known.has(name));
    },

    async ping() {
      await pool.query('select 1');
    },

    async close() {
      await Promise.all(subscriptions.map((subscription) => subscription.close()));
      await orm.close(true);
      await pool.end();
    },
  };
}

async function refuseOldServer(pool: Pool): Promise<void> {
  const { rows } = await pool
    .query<{ version: string }>(`select current_setting('server_version_num') as version`)
    .catch((error: unknown) => {
      throw firstReachFault(error);
    });
  const version = Number(rows[0]?.version);
  if (version < OLDEST_SERVER) throw new Fault('DATABASE_TOO_OLD', { version: Math.floor(version / 10_000) });
}
