import { readFileSync } from 'node:fs';
import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseUrl } from '../support/global-setup.js';
import { openHouse, type TestHouse } from '../support/open-house.js';
import { rawConnection } from '../support/raw-http.js';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const routes = ['/', '/health', '/ready', '/metrics', '/schema.graphql', '/.well-known/jwks.json'];

interface Refusal {
  readonly errors: readonly { readonly extensions: { readonly code: string; readonly reason: string } }[];
}

async function reasonOf(response: Response): Promise<string | undefined> {
  return ((await response.json()) as Refusal).errors[0]?.extensions.reason;
}

describe('every address of the contract', () => {
  it.each(routes)('%s answers GET, and HEAD with the same headers and no body', async (path) => {
    const got = await fetch(`${house.url}${path}`);
    const head = await fetch(`${house.url}${path}`, { method: 'HEAD' });
    expect([got.status, head.status]).toEqual([200, 200]);
    expect((await got.text()).length).toBeGreaterThan(10);
    expect(await head.text()).toBe('');
    expect(head.headers.get('content-type')).toBe(got.headers.get('content-type'));
    expect(got.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([...routes, '/graphql'])('%s refuses other methods and says which it takes', async (path) => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', ...(path === '/graphql' ? [] : ['POST'])]) {
      const response = await fetch(`${house.url}${path}`, { method });
      expect([method, response.status]).toEqual([method, 405]);
      expect(response.headers.get('allow')).toBe(path === '/graphql' ? 'POST, GET' : 'GET, HEAD');
      expect(await reasonOf(response)).toBe('METHOD_NOT_ALLOWED');
    }
  });

  it.each([
    '/nothing',
    '/graphql/',
    '/GRAPHQL',
    '/%2e%2e/etc/passwd',
    '/health/../metrics%00',
    '/.well-known/',
    '//health',
  ])('%s is nothing: 404, and a word where to look', async (path) => {
    const raw = await rawConnection(house.url);
    raw.send(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    const said = await raw.ended();
    expect(said).toMatch(/^HTTP\/1\.1 404 /);
    expect(said).toContain('ROUTE_UNKNOWN');
  });
});

describe('what the addresses say', () => {
  it('/schema.graphql is the reviewed snapshot', async () => {
    const text = await (await fetch(`${house.url}/schema.graphql`)).text();
    expect(text).toBe(readFileSync(new URL('../schema/schema.graphql', import.meta.url), 'utf8'));
  });

  it('/.well-known/jwks.json holds public keys only, and they verify our tokens', async () => {
    const response = await fetch(`${house.url}/.well-known/jwks.json`);
    const { keys } = (await response.json()) as { keys: (JsonWebKey & { kid: string; use: string })[] };
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) {
      // Tokens are signed on P-256; tree heads with Ed25519, whose point has no y (RFC 8037 §2).
      const point = key.kty === 'OKP' ? ['x'] : ['x', 'y'];
      expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', ...point]);
      expect(createPublicKey({ key, format: 'jwk' }).type).toBe('public');
    }
    const [head = ''] = house.tokenOf('dept-demo').split('.');
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string };
    expect(keys.map((key) => key.kid)).toContain(kid);
  });

  it('/metrics counts requests and statements, in the format of Prometheus', async () => {
    await house.ask('{ sources { name } }');
    const text = await (await fetch(`${house.url}/metrics`)).text();
    expect(text).toMatch(/^tongban_graphql_request_seconds_count\{status="200"\} [1-9]/m);
    expect(text).toMatch(/^tongban_sql_statements_total [1-9]/m);
    for (const line of text.split('\n').filter((one) => one !== '' && !one.startsWith('#'))) {
      expect(line).toMatch(/^[a-z_0-9]+(\{[^{}]*\})? \S+$/);
    }
  });

  it('the console needs nothing from outside, and its policy forbids it', async () => {
    const response = await fetch(`${house.url}/`);
    const page = await response.text();
    const links = [...page.matchAll(/(?:src|href|action)\s*=\s*["']?([^"'\s>]+)/gi)].map(([, to]) => to);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((to) => !to?.startsWith('/') || to.startsWith('//'))).toEqual([]);
    expect(page).not.toMatch(/@import|url\(|import\s*\(/);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toMatch(/https?:|\*/);
  });
});

describe('/ready and /health', () => {
  it('says 503 while the database is gone, recovers by itself, and the process lives all the time', async () => {
    const own = await openHouse();
    const server = new Client({ connectionString: databaseUrl(own.databaseUrl, 'postgres') });
    await server.connect();
    try {
      const ready = async () => {
        const response = await fetch(`${own.url}/ready`);
        const body = (await response.json()) as { ready: boolean; checks: { name: string; ok: boolean }[] };
        return { status: response.status, bad: body.checks.filter(({ ok }) => !ok).map(({ name }) => name) };
      };
      expect(await ready()).toEqual({ status: 200, bad: [] });
      const name = new URL(own.databaseUrl).pathname.slice(1);
      await server.query(`alter database ${name} allow_connections false`);
      await server.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
      expect(await ready()).toEqual({ status: 503, bad: ['database', 'migrations', 'audit'] });
      expect((await fetch(`${own.url}/health`)).status).toBe(200);
      const asked = await own.ask('{ regions { edges { node { name } } } }');
      expect(asked.errors[0]?.extensions.code).not.toBe(undefined);
      expect(asked.data).toBe(null);
      await server.query(`alter database ${name} allow_connections true`);
      await expect.poll(ready, { timeout: 15_000 }).toEqual({ status: 200, bad: [] });
      expect((await own.ask('{ regions { edges { node { name } } } }')).errors).toEqual([]);
    } finally {
      await server.end();
      await own.close();
    }
  });
});
