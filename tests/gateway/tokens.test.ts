import jwt from 'jsonwebtoken';
import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDIENCE } from '../../gateway/identity/tokens.js';
import { LOCAL_ISSUER } from '../../gateway/config.js';
import { openHouse, type Answer, type TestHouse } from '../support/open-house.js';

let house: TestHouse;
let key: KeyObject;
let kid: string;
let publicPem: string;
beforeAll(async () => {
  house = await openHouse({ demo: true });
  const [signing] = house.keys.signing;
  ({ kid, privateKey: key } = signing);
  publicPem = signing.publicKey.export({ type: 'spki', format: 'pem' }).toString();
});
afterAll(() => house.close());

const now = () => Math.floor(Date.now() / 1000);
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const good = () => ({
  iss: LOCAL_ISSUER,
  sub: 'dept-demo',
  aud: AUDIENCE,
  exp: now() + 300,
  scope: 'licence:read',
});

/** Signed by hand, with any header: what a library would refuse to make. */
function signed(payload: object, header: object = {}, by: KeyObject = key): string {
  const text = `${part({ alg: 'ES256', typ: 'JWT', kid, ...header })}.${part(payload)}`;
  const signature = createSign('sha256').update(text).sign({ key: by, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}

async function asked(authorization: string, query = '{ sources { name } }') {
  const response = await fetch(house.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as Partial<Pick<Answer, 'data' | 'errors'>>;
  const [error] = errors ?? [];
  return {
    status: response.status,
    challenge: response.headers.get('www-authenticate'),
    data: data ?? null,
    code: error?.extensions.code,
    reason: error?.extensions.reason,
    message: error?.message ?? '',
  };
}

const refused = (reason: string) => ({ status: 401, data: null, code: 'UNAUTHENTICATED', reason });

describe('a good token', () => {
  it('is accepted, whatever the case of the scheme', async () => {
    for (const scheme of ['Bearer', 'bearer', 'BEARER', 'Bearer ']) {
      expect((await asked(`${scheme} ${signed(good())}`)).data).toEqual({
        sources: [{ name: 'demo-registry' }],
      });
    }
  });

  it('may name us among several audiences, and be a minute off either way', async () => {
    for (const claims of [
      { aud: ['other', AUDIENCE] },
      { exp: now() - 30 },
      { nbf: now() + 30 },
      { iat: now() + 30 },
    ]) {
      expect(await asked(`Bearer ${signed({ ...good(), ...claims })}`)).toMatchObject({ status: 200 });
    }
  });
});

describe('a token that is refused', () => {
  const none = (alg: string) => `${part({ alg, typ: 'JWT', kid })}.${part(good())}.`;
  const hmac = (secret: string | Buffer, header: object = {}) => {
    const text = `${part({ alg: 'HS256', typ: 'JWT', kid, ...header })}.${part(good())}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  };
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const strangerJwk = () => stranger.publicKey.export({ format: 'jwk' });
  const der = () => house.keys.signing[0].publicKey.export({ type: 'spki', format: 'der' });

  it.each<[string, () => string]>([
    ...['none', 'None', 'NONE', 'nOnE', ''].map((alg): [string, () => string] => [
      `alg "${alg}"`,
      () => none(alg),
    ]),
    ['alg none with a signature', () => `${none('none')}${signed(good()).split('.')[2] ?? ''}`],
    ['a good token whose signature was cut off', () => signed(good()).replace(/[^.]+$/, '')],
    ['a good token without its last dot', () => signed(good()).replace(/\.[^.]+$/, '')],
    ['a good token with one letter of the payload changed', () => changed(signed(good()))],
    ['HS256 with our public key as the secret', () => hmac(publicPem)],
    ['HS256 with our public key as DER', () => hmac(der())],
    ['HS256 with an empty secret', () => hmac('')],
    ['HS256 with the key id as the secret', () => hmac(kid)],
    ['a signature that is too long', () => `${signed(good())}AAAA`],
    ['a signature that is too short', () => signed(good()).slice(0, -8)],
    ['ES384 in the header', () => signed(good(), { alg: 'ES384' })],
    ['the key of a stranger', () => signed(good(), {}, stranger.privateKey)],
    [
      'the key of a stranger, sent along (jwk)',
      () => signed(good(), { jwk: strangerJwk() }, stranger.privateKey),
    ],
    ['a key to be fetched (jku)', () => signed(good(), { jku: `${house.url}/jwks` }, stranger.privateKey)],
    [
      'a certificate to be fetched (x5u)',
      () => signed(good(), { x5u: 'http://127.0.0.1:1/x' }, stranger.privateKey),
    ],
    ['a certificate sent along (x5c)', () => signed(good(), { x5c: ['MIIB'] }, stranger.privateKey)],
    ['an unknown key id', () => signed(good(), { kid: 'unknown' })],
    ['no key id', () => signed(good(), { kid: undefined })],
    ['a key id that is a path', () => signed(good(), { kid: '../../../../dev/null' })],
    ['a key id that is SQL', () => signed(good(), { kid: `${kid}' or '1'='1` })],
    ['a key id that is a property of every object', () => signed(good(), { kid: '__proto__' })],
    ['a key id that is no text', () => signed(good(), { kid: { toString: kid } })],
    ['an extension it demands (crit)', () => signed(good(), { crit: ['exp'], exp: 1 })],
    ['an empty crit', () => signed(good(), { crit: [] })],
    ['another audience', () => signed({ ...good(), aud: 'other' })],
    ['no audience', () => signed({ ...good(), aud: undefined })],
    ['another issuer', () => signed({ ...good(), iss: 'https://elsewhere.example' })],
    ['no issuer', () => signed({ ...good(), iss: undefined })],
    ['an issuer that is a property of every object', () => signed({ ...good(), iss: 'constructor' })],
    ['no consumer', () => signed({ ...good(), sub: undefined })],
    ['an empty consumer', () => signed({ ...good(), sub: '' })],
    ['a consumer that is no text', () => signed({ ...good(), sub: ['dept-demo'] })],
    ['no end', () => signed({ ...good(), exp: undefined })],
    ['an end that is text', () => signed({ ...good(), exp: '9999999999' })],
    ['a beginning in the future', () => signed({ ...good(), nbf: now() + 3600 })],
    ['a payload that is a list', () => signed([good()])],
    ['a payload that is a text', () => jwt.sign('dept-demo', key, { algorithm: 'ES256', keyid: kid })],
  ])('%s', async (_, make) => {
    const answer = await asked(`Bearer ${make()}`);
    expect(answer).toMatchObject(refused('TOKEN_INVALID'));
    expect(answer.challenge).toMatch(/^Bearer /);
  });

  it('an expired one, by more than the minute that clocks may differ', async () => {
    expect(await asked(`Bearer ${signed({ ...good(), exp: now() - 61 })}`)).toMatchObject(
      refused('TOKEN_EXPIRED'),
    );
  });

  it.each([
    ['nothing behind the scheme', 'Bearer'],
    ['another scheme', 'Basic ZGVwdC1kZW1vOng='],
    ['two dots missing', 'Bearer abc'],
    ['four parts', 'Bearer a.b.c.d'],
    ['five parts (encrypted)', 'Bearer a.b.c.d.e'],
    ['letters outside base64url', 'Bearer a+b.c/d.e='],
    ['JSON serialization', 'Bearer {"payload":"a","signature":"b"}'],
    ['a header that is no JSON', `Bearer ${Buffer.from('{').toString('base64url')}.e30.AA`],
    ['a payload that is no JSON', `Bearer ${part({ alg: 'ES256', typ: 'JWT' })}.Zm9v.AA`],
    ['more than 8,192 bytes', `Bearer ${'a'.repeat(9_000)}.b.c`],
    ['two tokens', 'Bearer a.b.c, Bearer a.b.c'],
  ])('%s', async (_, authorization) => {
    expect(await asked(authorization)).toMatchObject(refused('TOKEN_INVALID'));
  });

  it('one of 20,000 bytes is not even read', async () => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${'a'.repeat(20_000)}` };
    const response = await fetch(house.endpoint, { method: 'POST', headers, body: '{}' });
    expect(response.status).toBe(431);
  });

  it('a consumer that is not registered or not active', async () => {
    expect(await asked(`Bearer ${house.tokenOf('nobody-demo')}`)).toMatchObject(refused('CONSUMER_UNKNOWN'));
    await house.database.query(`update consumer set active = false where name = 'portal-demo'`);
    expect(await asked(`Bearer ${house.tokenOf('portal-demo')}`)).toMatchObject(refused('CONSUMER_UNKNOWN'));
  });

  it('says what is wrong without repeating the token or its claims', async () => {
    const token = signed({ ...good(), sub: '440900190001010018', aud: '440900190001010018' });
    const { message } = await asked(`Bearer ${token}`);
    expect(message).toMatch(/[\u4e00-\u9fff]/);
    expect(message).not.toContain('440900190001010018');
    expect(house.logged.join('')).toBe('');
  });
});

describe('scopes', () => {
  const entries = '{ auditEntries { edges { node { position } } } }';
  it('of a token count only as far as its consumer has them', async () => {
    const claims = { ...good(), sub: 'dept-demo', scope: 'audit:read catalog:write access:write' };
    expect(await asked(`Bearer ${signed(claims)}`, entries)).toMatchObject({ reason: 'SCOPE_MISSING' });
  });

  it('of a consumer count only as far as its token names them', async () => {
    for (const scope of [
      '',
      'sync:read',
      'audit:*',
      'AUDIT:READ',
      'audit:readx',
      undefined,
      7,
      ['audit:read'],
    ]) {
      const claims = { ...good(), sub: 'audit-demo', scope };
      expect(await asked(`Bearer ${signed(claims)}`, entries)).toMatchObject({ reason: 'SCOPE_MISSING' });
    }
    const claims = { ...good(), sub: 'audit-demo', scope: 'other  audit:read' };
    expect(await asked(`Bearer ${signed(claims)}`, entries)).toMatchObject({ status: 200, code: undefined });
  });

  it('a bad token is refused even for what needs none', async () => {
    expect(await asked('Bearer a.b.c', '{ __typename }')).toMatchObject(refused('TOKEN_INVALID'));
  });
});

function changed(token: string): string {
  const [head = '', , signature = ''] = token.split('.');
  return `${head}.${part({ ...good(), sub: 'admin-demo' })}.${signature}`;
}
