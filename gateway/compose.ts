import { openCatalog, openDatabase, type Catalog, type Clock, type Database } from '../catalog/index.js';
import { openSheetReader } from '../connectors/index.js';
import { buildTongbanSchema, openLoaders, printTongbanSchema } from '../schema/index.js';
import { openAuditPulse } from './audit-pulse.js';
import type { Config } from './config.js';
import { openDemonstration, type Demonstration } from './demonstration/open.js';
import { openEmbeddedPostgres } from './embedded-postgres/index.js';
import { consolePage } from './http/console.js';
import { openGraphqlEndpoint } from './http/graphql-endpoint.js';
import { openMetrics, type Metrics } from './http/metrics.js';
import { plainRoutes, type ReadinessCheck } from './http/plain-routes.js';
import { openHttpServer } from './http/server.js';
import { callerReader } from './identity/caller.js';
import { openKeys, type Keys } from './identity/keys.js';
import { openTokens, type Tokens } from './identity/tokens.js';
import type { Log } from './log.js';
import { openSources, type OpenSources } from './sources.js';
import { noteOutside, noteSql, type RequestTrace } from './trace.js';
import { Undo } from './undo.js';

/** The archive without its front hall: what a command of the command line needs. */
export interface Archive {
  readonly config: Config;
  readonly log: Log;
  readonly keys: Keys;
  readonly tokens: Tokens;
  readonly metrics: Metrics;
  readonly database: Database;
  readonly sources: OpenSources;
  readonly catalog: Catalog;
  /** null when DEMO is off. */
  readonly demonstration: Demonstration | null;
  stop(): Promise<void>;
}

export interface House extends Archive {
  readonly url: string;
}

/** What a test puts in the place of the real thing. */
export interface Overrides {
  readonly clock?: Clock;
  /** false: no department system is asked, so the demonstration's registry need not run (commands). */
  readonly outside?: boolean;
  /** Reads of the pool that run longer are cancelled: a request that was ended must not leave its SQL running. */
  readonly statementTimeoutMs?: number;
  /** Published documents kept in memory; benches measure with and without. */
  readonly mostHeld?: number;
  /** Told of each finished request: tests hold the walks' counts with it. */
  readonly finished?: (trace: RequestTrace) => void;
}

/** Embedded server → keys → database → demonstration's outside world → connectors → catalogue. `stop` walks it backwards. */
export async function composeArchive(config: Config, log: Log, overrides: Overrides = {}): Promise<Archive> {
  const clock = overrides.clock ?? (() => new Date());
  const undo = new Undo(log);
  try {
    const url = config.databaseUrl ?? (await embeddedDatabase(config, log, undo));
    if (config.databaseReplicaUrls.length > 0) {
      // A replica lags behind the notice that drops a document from memory; reading there would keep the old one for good.
      log.warn('DATABASE_REPLICA_URLS is not used yet: all reads go to DATABASE_URL');
    }
    const keys = await openKeys(config.dataDir);
    const tokens = undo.later('tokens', openTokens(keys, config.issuers), (it) => it.close());
    const metrics = openMetrics();
    const observe = (text: string) => {
      metrics.sql();
      noteSql(text);
    };
    const database = undo.later(
      'database',
      await openDatabase({ url, observe, statementTimeoutMs: overrides.statementTimeoutMs }),
      (it) => it.close(),
    );
    const migrated = await database.migrate();
    if (migrated.length > 0) log.info({ migrations: migrated }, 'database migrated');
    const demonstration = config.demo
      ? undo.later('demonstration', await openDemonstration({ registry: overrides.outside ?? true }), (it) =>
          it.stop(),
        )
      : null;
    const sources = undo.later(
      'sources',
      await openSources({
        config,
        log,
        demonstration,
        observe: (source) => {
          metrics.outside(source);
          noteOutside(source);
        },
      }),
      (it) => it.close(),
    );
    const parts = {
      database,
      clock,
      sources,
      rowReader: openSheetReader(),
      auditKey: keys.auditKey,
      treeKeys: keys.tree,
      mostHeld: overrides.mostHeld,
    };
    const catalog = openCatalog(parts);
    await demonstration?.load(catalog, database, log);
    return {
      config,
      log,
      keys,
      tokens,
      metrics,
      database,
      sources,
      catalog,
      demonstration,
      stop: () => undo.all(),
    };
  } catch (error) {
    await undo.all();
    throw error;
  }
}

/** The whole house: the archive, the schema over it, and the server in front. */
export async function compose(config: Config, log: Log, overrides: Overrides = {}): Promise<House> {
  const clock = overrides.clock ?? (() => new Date());
  const archive = await composeArchive(config, log, {
    // A little later than the deadline itself, which answers the caller.
    statementTimeoutMs: config.deadlineMs + 1_000,
    ...overrides,
  });
  const undo = new Undo(log);
  undo.later('archive', archive, (it) => it.stop());
  try {
    const { catalog, tokens, metrics, keys } = archive;
    const schema = await buildTongbanSchema();
    const readCaller = callerReader(tokens, catalog.access, clock);
    const endpoint = undo.later(
      'graphql',
      await openGraphqlEndpoint({
        schema,
        log,
        production: config.production,
        deadlineMs: config.deadlineMs,
        contextOf: async (request, trace, deadline) => ({
          call: await readCaller(request, trace, deadline),
          services: catalog,
          loaders: openLoaders(catalog),
        }),
        finished: (trace, status, seconds) => {
          metrics.request(status, seconds);
          const { traceId, sql, outside } = trace;
          overrides.finished?.(trace);
          log.debug({ traceId, status, ms: Math.round(seconds * 1000), sql: sql.length, outside }, 'graphql');
        },
      }),
      (it) => it.stop(),
    );
    const routes = [
      {
        path: '/graphql',
        methods: ['POST', 'GET'],
        handle: endpoint.handle.bind(endpoint),
      },
      ...plainRoutes({
        readiness: readiness(archive),
        metrics,
        schemaText: printTongbanSchema(schema),
        jwks: () => keys.jwks(),
        console: consolePage(config.production),
      }),
    ];
    const failed = (error: unknown) => log.error({ err: error }, 'request failed');
    undo.later('audit pulse', openAuditPulse(catalog.auditTree, config.dataDir, log), (it) => it.stop());
    const server = undo.later('server', await openHttpServer(routes, config, failed), (it) => it.stop());
    return { ...archive, url: server.url, stop: () => undo.all() };
  } catch (error) {
    await undo.all();
    throw error;
  }
}

async function embeddedDatabase(config: Config, log: Log, undo: Undo): Promise<string> {
  const server = await openEmbeddedPostgres({ dataDir: config.dataDir, log });
  undo.later('embedded PostgreSQL', server, (it) => it.release());
  return server.url;
}

function readiness({ database, keys }: Pick<Archive, 'database' | 'keys'>): readonly ReadinessCheck[] {
  return [
    { name: 'database', check: () => database.ping() },
    {
      name: 'migrations',
      check: async () => {
        const pending = await database.pendingMigrations();
        if (pending.length > 0) throw new Error('migrations pending');
      },
    },
    {
      name: 'keys',
      check: () =>
        keys.signing.length > 0 ? Promise.resolve() : Promise.reject(new Error('no signing key')),
    },
    {
      name: 'audit',
      // An answer without an audit row cannot exist, so a record that cannot be written means: not ready.
      check: async () => {
        const [row] = await database.query<{ writable: boolean }>(
          `select has_table_privilege('audit_entry', 'insert') and not pg_is_in_recovery() as writable`,
        );
        if (!row?.writable) throw new Error('audit record not writable');
      },
    },
  ];
}
