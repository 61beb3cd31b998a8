import jwt from 'jsonwebtoken';
import { generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openKeySet } from '../../gateway/identity/key-set.js';
import { AUDIENCE } from '../../gateway/identity/tokens.js';
import { openHouse, type Answer } from '../support/open-house.js';

interface IssuerKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly jwk: JsonWebKey;
}

function ecKey(kid: string, more: object = {}): IssuerKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { kid, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, ...more } };
}

function rsaKey(kid: string): IssuerKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { kid, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid } };
}

function tokenBy({ kid, privateKey }: IssuerKey, issuer: string, algorithm: jwt.Algorithm = 'ES256'): string {
  const claims = { scope: 'licence:read' };
  return jwt.sign(claims, privateKey, {
    algorithm,
    keyid: kid,
    issuer,
    audience: AUDIENCE,
    subject: 'dept-demo',
    expiresIn: 300,
  });
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tongban-issuers-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function keyFile(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** Another authority's key server, which the test may change, break and count. */
async function keyServer(first: readonly JsonWebKey[]) {
  const state = { keys: first, broken: false, asked: 0, status: 200, body: null as string | null };
  const server: Server = createServer((_, response) => {
    state.asked += 1;
    response.statusCode = state.broken ? 500 : state.status;
    response.setHeader('location', '/elsewhere');
    response.end(state.body ?? JSON.stringify({ keys: state.keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    state,
    url: `http://127.0.0.1:${port}/jwks.json`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

describe('other issuers', () => {
  it('are believed for what their own keys sign with their own algorithms, and nothing else', async () => {
    const [province, city, intruder] = [ecKey('p1'), rsaKey('c1'), ecKey('p1')];
    const server = await keyServer([city.jwk]);
    const house = await openHouse({
      demo: true,
      env: {
        JWT_ISSUERS: JSON.stringify([
          {
            issuer: 'https://province.example',
            jwks: await keyFile('province.json', { keys: [province.jwk] }),
            algorithms: ['ES256'],
          },
          { issuer: 'https://city.example', jwks: server.url, algorithms: ['RS256', 'PS256'] },
        ]),
      },
    });
    const ask = async (token: string) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const body = JSON.stringify({ query: '{ sources { name } }' });
      const response = await fetch(house.endpoint, { method: 'POST', headers, body });
      const { errors } = (await response.json()) as Partial<Pick<Answer, 'errors'>>;
      return errors?.[0]?.extensions.reason ?? 'taken';
    };
    try {
      expect(await ask(tokenBy(province, 'https://province.example'))).toBe('taken');
      expect(await ask(tokenBy(city, 'https://city.example', 'RS256'))).toBe('taken');
      expect(await ask(tokenBy(city, 'https://city.example', 'PS256'))).toBe('taken');
      expect(await ask(tokenBy(city, 'https://city.example', 'RS512'))).toBe('TOKEN_INVALID');
      expect(await ask(tokenBy(city, 'https://province.example', 'RS256'))).toBe('TOKEN_INVALID');
      expect(await ask(tokenBy(province, 'https://city.example'))).toBe('TOKEN_INVALID');
      expect(await ask(tokenBy(province, 'tongban-local'))).toBe('TOKEN_INVALID');
      expect(await ask(tokenBy(intruder, 'https://province.example'))).toBe('TOKEN_INVALID');
      await server.close();
      expect(await ask(tokenBy(city, 'https://city.example', 'RS256'))).toBe('taken');
    } finally {
      await house.close();
    }
  });
});

describe('a key set', () => {
  it('takes a new key at once, keeps the old ones through an outage, and drops what was withdrawn', async () => {
    const [old, next] = [ecKey('old'), ecKey('next')];
    const server = await keyServer([old.jwk]);
    let now = 0;
    const keys = openKeySet(server.url, () => now);
    const has = async (kid: string) => (await keys.key(kid)) !== null;
    expect([await has('old'), await has('next')]).toEqual([true, false]);
    expect(server.state.asked).toBe(1);

    server.state.keys = [old.jwk, next.jwk];
    now += 31_000;
    expect([await has('next'), await has('old')]).toEqual([true, true]);
    expect(server.state.asked).toBe(2);

    server.state.broken = true;
    now += 11 * 60_000;
    expect([await has('old'), await has('next')]).toEqual([true, true]);

    server.state.broken = false;
    server.state.keys = [next.jwk];
    now += 11 * 60_000;
    expect([await has('old'), await has('next')]).toEqual([false, true]);
    keys.close();
    await server.close();
  });

  it('is not asked again and again for made-up key ids, and once for many questions together', async () => {
    const server = await keyServer([ecKey('only').jwk]);
    const keys = openKeySet(server.url);
    const asks = Array.from({ length: 50 }, (_, at) => keys.key(`made-up-${at}`));
    expect(new Set(await Promise.all([...asks, keys.key('only')])).size).toBe(2);
    for (let at = 0; at < 50; at += 1) await keys.key(`other-${at}`);
    expect(server.state.asked).toBe(1);
    keys.close();
    await server.close();
  });

  it('passes over keys it does not know or that are for something else, and takes the rest', async () => {
    const good = ecKey('good');
    const kty = (kid: string, more: object) => ({ kty: 'EC', kid, ...more });
    const path = await keyFile('mixed.json', {
      keys: [
        { kty: 'oct', kid: 'secret', k: 'c2VjcmV0' },
        { kty: 'OKP', crv: 'Ed25519', kid: 'ed', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' },
        kty('broken', { crv: 'P-256', x: 'AA', y: 'AA' }),
        kty('curve', { crv: 'P-999' }),
        ecKey('enc', { use: 'enc' }).jwk,
        ecKey('derive', { key_ops: ['deriveKey'] }).jwk,
        'not a key',
        null,
        good.jwk,
      ],
    });
    const keys = openKeySet(path);
    const found = [];
    for (const kid of ['secret', 'ed', 'broken', 'curve', 'enc', 'derive', 'good', undefined, '__proto__']) {
      if (await keys.key(kid)) found.push(kid);
    }
    expect(found).toEqual(['good']);
    keys.close();
  });

  it.each<[string, Partial<{ status: number; body: string }>]>([
    ['no JSON', { body: '<html>' }],
    ['no key set', { body: '[]' }],
    ['a list without end', { body: JSON.stringify({ keys: Array(101).fill({}) }) }],
    ['more than 256 KiB', { body: `${' '.repeat(262_144)}{"keys":[]}` }],
    ['a redirect', { status: 302 }],
    ['an error', { status: 404 }],
  ])('that is %s holds no key and breaks nothing', async (_, state) => {
    const server = await keyServer([ecKey('k').jwk]);
    Object.assign(server.state, state);
    const keys = openKeySet(server.url);
    expect(await keys.key('k')).toBe(null);
    keys.close();
    await server.close();
  });
});
