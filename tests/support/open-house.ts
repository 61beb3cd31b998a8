import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { scopes } from '../../catalog/access/access.js';
import { compose, type House, type Overrides } from '../../gateway/compose.js';
import { readConfig } from '../../gateway/config.js';
import { openLog } from '../../gateway/log.js';
import type { RequestTrace } from '../../gateway/trace.js';
import { demonstrationTemplate } from './demonstration-template.js';
import { freshDatabaseUrl } from './fresh-database.js';

export interface Answer {
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: {
      readonly code: string;
      readonly reason: string;
      readonly facts: Readonly<Record<string, unknown>>;
      readonly traceId: string;
    };
  }[];
  /** What the request did: statements and outside calls. */
  readonly trace: RequestTrace;
}

export interface TestHouse extends House {
  /** Where GraphQL is asked. */
  readonly endpoint: string;
  readonly databaseUrl: string;
  /** Lines that the house logged so far, as written. */
  readonly logged: readonly string[];
  /** A token of a registered consumer, with every scope there is: what it may do is then its register's to say. */
  tokenOf(consumer: string): string;
  /** Asks over real HTTP; `as` names a demonstration consumer, left out = nobody. */
  ask(query: string, variables?: object, as?: string): Promise<Answer>;
  close(): Promise<void>;
}

interface TestHouseOptions extends Overrides {
  readonly demo?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** A whole gateway in one call, on a database of its own, with or without the demonstration. */
export async function openHouse(options: TestHouseOptions = {}): Promise<TestHouse> {
  const { demo = false, env = {}, ...overrides } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'tongban-house-'));
  const database = await freshDatabaseUrl(demo ? await demonstrationTemplate() : undefined);
  const config = readConfig({
    PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    DEMO: demo ? 'on' : 'off',
    LOG_LEVEL: 'warn',
    ...env,
  });
  const logged: string[] = [];
  const log = openLog(config, { write: (line: string) => void logged.push(line) });
  const traces = new Map<string, RequestTrace>();
  const house = await compose(config, log, {
    ...overrides,
    finished(trace) {
      traces.set(trace.traceId, trace);
      overrides.finished?.(trace);
    },
  });
  await untilListening(house);
  const endpoint = `${house.url}/graphql`;
  const tokenOf = (consumer: string) => house.tokens.sign(consumer, scopes, 300);
  return {
    ...house,
    endpoint,
    databaseUrl: database.url,
    logged,
    tokenOf,
    async ask(query, variables = {}, as) {
      const authorization: Record<string, string> =
        as === undefined ? {} : { authorization: `Bearer ${tokenOf(as)}` };
      const response = await fetch(endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...authorization },
        body: JSON.stringify({ query, variables }),
      });
      const body = (await response.json()) as Partial<Pick<Answer, 'data' | 'errors'>>;
      const trace = traces.get(response.headers.get('x-trace-id') ?? '');
      return {
        status: response.status,
        data: body.data ?? null,
        errors: body.errors ?? [],
        trace: trace ?? { traceId: '', sql: [], outside: [] },
      };
    },
    async close() {
      await house.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** What is kept in memory is kept only while the house is told of changes; tests of traces must not race with that. */
async function untilListening({ database }: House): Promise<void> {
  const listening = `select count(*) as count from pg_stat_activity
    where datname = current_database() and application_name = 'tongban-listen' and state = 'idle' and query <> ''`;
  for (let tries = 0; tries < 500; tries += 1) {
    const [row] = await database.query<{ count: number }>(listening);
    if (row && row.count > 0) break;
    await sleep(10);
  }
  await database.ping();
}
