import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  /** Asks over real HTTP; `as` names a demonstration consumer, left out = nobody. */
  ask(query: string, variables?: object, as?: string): Promise<Answer>;
  close(): Promise<void>;
}

/** A whole gateway in one call, on a database of its own, with or without the demonstration. */
export async function openHouse(
  options: { readonly demo?: boolean; readonly env?: Readonly<Record<string, string>> } & Overrides = {},
): Promise<TestHouse> {
  const { demo = false, env = {}, ...overrides } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'tongban-house-'));
  const database = await freshDatabaseUrl(demo ? await demonstrationTemplate() : undefined);
  const config = readConfig({
    PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    DEMO: demo ? 'on' : 'off',
    LOG_LEVEL: 'silent',
    ...env,
  });
  const traces = new Map<string, RequestTrace>();
  const house = await compose(config, openLog(config), {
    ...overrides,
    finished: (trace) => traces.set(trace.traceId, trace),
  });
  return {
    ...house,
    async ask(query, variables = {}, as) {
      const all = [
        'licence:read',
        'exemption:resolve',
        'sync:read',
        'catalog:write',
        'access:write',
        'audit:read',
      ];
      const token = as === undefined ? undefined : house.tokens.sign(as, all, 300);
      const response = await fetch(`${house.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ query, variables }),
      });
      const body = (await response.json()) as Pick<Answer, 'data' | 'errors'>;
      const trace = traces.get(response.headers.get('x-trace-id') ?? '') ?? {
        traceId: '',
        sql: [],
        outside: [],
      };
      return { status: response.status, data: body.data ?? null, errors: body.errors ?? [], trace };
    },
    async close() {
      await house.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
