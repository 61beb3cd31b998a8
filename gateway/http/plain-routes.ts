import type { ServerResponse } from 'node:http';
import type { Metrics } from './metrics.js';
import type { Route } from './server.js';

/** One thing that must be so before this process can serve. */
export interface ReadinessCheck {
  readonly name: string;
  readonly check: () => Promise<void>;
}

export interface PlainRoutesOptions {
  readonly readiness: readonly ReadinessCheck[];
  readonly metrics: Metrics;
  readonly schemaText: string;
  readonly jwks: () => object;
  readonly console: string;
}

const READY_MOST_MS = 2_000;

/** Every address but /graphql (contract: HTTP). */
export function plainRoutes(options: PlainRoutesOptions): readonly Route[] {
  const get = (path: string, handle: (response: ServerResponse) => Promise<void> | void): Route => ({
    path,
    methods: ['GET', 'HEAD'],
    handle: (_request, response) => handle(response),
  });
  return [
    get('/health', (response) =>
      send(response, 200, 'application/json', JSON.stringify({ status: 'alive' })),
    ),
    get('/ready', async (response) => {
      const checks = await Promise.all(options.readiness.map(ask));
      const ready = checks.every((check) => check.ok);
      send(response, ready ? 200 : 503, 'application/json', JSON.stringify({ ready, checks }));
    }),
    get('/metrics', async (response) =>
      send(response, 200, options.metrics.contentType, await options.metrics.text()),
    ),
    get('/schema.graphql', (response) =>
      send(response, 200, 'text/plain; charset=utf-8', options.schemaText),
    ),
    get('/.well-known/jwks.json', (response) => {
      response.setHeader('cache-control', 'public, max-age=300');
      send(response, 200, 'application/jwk-set+json', JSON.stringify(options.jwks()));
    }),
    get('/', (response) => {
      response.setHeader(
        'content-security-policy',
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'",
      );
      send(response, 200, 'text/html; charset=utf-8', options.console);
    }),
  ];
}

async function ask({ name, check }: ReadinessCheck): Promise<{ name: string; ok: boolean }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), READY_MOST_MS);
  });
  try {
    await Promise.race([check(), late]);
    return { name, ok: true };
  } catch {
    return { name, ok: false };
  } finally {
    clearTimeout(timer);
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.statusCode = status;
  response.setHeader('content-type', type);
  // Said by hand because a HEAD has no body from which Node could tell.
  response.setHeader('content-length', Buffer.byteLength(body));
  response.end(body);
}
