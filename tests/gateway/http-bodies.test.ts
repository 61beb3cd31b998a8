import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type Answer, type TestHouse } from '../support/open-house.js';
import { rawConnection } from '../support/raw-http.js';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const JSON_TYPE = { 'content-type': 'application/json' };
const MOST = 1_048_576;

async function send(
  body: string | Uint8Array | null,
  headers: Record<string, string> = JSON_TYPE,
  method = 'POST',
  search = '',
) {
  const response = await fetch(`${house.endpoint}${search}`, {
    method,
    headers,
    ...(body === null ? {} : { body: body }),
  });
  const text = await response.text();
  const { data, errors } = JSON.parse(text) as Partial<Pick<Answer, 'data' | 'errors'>>;
  return { status: response.status, data, code: errors?.[0]?.extensions.code, reason: reason(errors) };
}

function reason(errors: Answer['errors'] | undefined): string | undefined {
  return errors?.[0]?.extensions.reason;
}

const typename = JSON.stringify({ query: '{ __typename }' });

describe('a body that is refused before anyone reads it', () => {
  const gbk = Buffer.concat([
    Buffer.from('{"query":"{ matters(filter: { search: \\"'),
    Buffer.from([0xd3, 0xaa, 0xd2, 0xb5, 0xd6, 0xb4, 0xd5, 0xd5]),
    Buffer.from('\\" }) { totalCount } }"}'),
  ]);
  it.each<[string, string | Uint8Array, Record<string, string>, number, string]>([
    ['no JSON', '{"query": ', JSON_TYPE, 400, 'BODY_NOT_JSON'],
    ['nothing at all', '', JSON_TYPE, 400, 'BODY_NOT_JSON'],
    ['two JSON texts', `${typename}${typename}`, JSON_TYPE, 400, 'BODY_NOT_JSON'],
    ['a query without JSON around it', '{ __typename }', JSON_TYPE, 400, 'BODY_NOT_JSON'],
    ['GBK bytes that call themselves UTF-8', gbk, JSON_TYPE, 400, 'BODY_NOT_UTF8'],
    [
      'GBK that says so',
      gbk,
      { 'content-type': 'application/json; charset=GBK' },
      415,
      'MEDIA_TYPE_UNSUPPORTED',
    ],
    ['UTF-16', Buffer.from(typename, 'utf16le'), JSON_TYPE, 400, 'BODY_NOT_JSON'],
    [
      'half a character',
      Buffer.from('{"query":"{ __typename } #\xe6"}', 'latin1'),
      JSON_TYPE,
      400,
      'BODY_NOT_UTF8',
    ],
    ['plain text', typename, { 'content-type': 'text/plain' }, 415, 'MEDIA_TYPE_UNSUPPORTED'],
    [
      'a form',
      'query={__typename}',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'MEDIA_TYPE_UNSUPPORTED',
    ],
    [
      'a multipart form',
      typename,
      { 'content-type': 'multipart/form-data; boundary=x' },
      415,
      'MEDIA_TYPE_UNSUPPORTED',
    ],
    [
      'application/graphql',
      '{ __typename }',
      { 'content-type': 'application/graphql' },
      415,
      'MEDIA_TYPE_UNSUPPORTED',
    ],
    ['almost JSON', typename, { 'content-type': 'application/jsonx' }, 415, 'MEDIA_TYPE_UNSUPPORTED'],
    ['gzip', gzipSync(typename), { ...JSON_TYPE, 'content-encoding': 'gzip' }, 415, 'MEDIA_TYPE_UNSUPPORTED'],
    ['one byte too many', `${' '.repeat(MOST)}1`, JSON_TYPE, 413, 'BODY_TOO_LARGE'],
  ])('%s', async (_, body, headers, status, expected) => {
    expect(await send(body, headers)).toEqual({
      status,
      data: undefined,
      code: 'BAD_REQUEST',
      reason: expected,
    });
  });

  it('without a media type', async () => {
    const raw = await rawConnection(house.url);
    raw.send(
      `POST /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: ${typename.length}\r\n\r\n${typename}`,
    );
    expect(await raw.ended()).toMatch(/^HTTP\/1\.1 415 /);
  });

  it('that has no announced length and does not end: the caller reads 413 while still sending', async () => {
    const raw = await rawConnection(house.url);
    raw.send(
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n',
    );
    for (let sent = 0; sent <= MOST; sent += 65_536) raw.send(`10000\r\n${' '.repeat(65_536)}\r\n`);
    expect(await raw.until('BODY_TOO_LARGE')).toMatch(/^HTTP\/1\.1 413 /);
    raw.vanish();
  });
});

describe('a body that is taken', () => {
  it.each<[string, string | Uint8Array, Record<string, string>]>([
    ['UTF-8', typename, { 'content-type': 'application/json; charset=utf-8' }],
    ['UTF-8 in capitals and quotes', typename, { 'content-type': 'Application/JSON; Charset="UTF-8"' }],
    ['with a byte order mark', Buffer.from(`\ufeff${typename}`), JSON_TYPE],
    ['of the largest size', `${' '.repeat(MOST - typename.length)}${typename}`, JSON_TYPE],
    [
      'with a name outside the basic plane',
      JSON.stringify({ query: '{ __type(name: "𠮷🏃") { name } __typename }' }),
      JSON_TYPE,
    ],
  ])('%s', async (_, body, headers) => {
    expect(await send(body, headers)).toMatchObject({ status: 200, data: { __typename: 'Query' } });
  });
});

describe('a well-formed body that is no request', () => {
  it.each<[string, unknown]>([
    ['a batch', [{ query: '{ __typename }' }, { query: '{ __typename }' }]],
    ['a batch of one', [{ query: '{ __typename }' }]],
    ['null', null],
    ['a number', 1],
    ['a text', '{ __typename }'],
    ['nothing in it', {}],
    ['no query', { variables: {} }],
    ['an empty query', { query: '' }],
    ['a persisted query', { extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } } }],
    ['variables as text', { query: '{ __typename }', variables: '{}' }],
    ['variables as a list', { query: '{ __typename }', variables: [] }],
  ])('%s', async (_, body) => {
    const answer = await send(JSON.stringify(body));
    expect(answer.data).toBe(undefined);
    expect(answer.status).toBeGreaterThanOrEqual(200);
    expect(answer.code).toMatch(/^BAD_REQUEST$|^PERSISTED_QUERY_NOT_SUPPORTED$/);
  });
});

describe('GET', () => {
  const ask = (query: string, headers: Record<string, string> = JSON_TYPE) =>
    send(null, headers, 'GET', `?${new URLSearchParams({ query }).toString()}`);

  it('answers queries', async () => {
    expect(await ask('{ __typename }')).toMatchObject({ status: 200, data: { __typename: 'Query' } });
  });

  it('never runs a mutation', async () => {
    const mutation = 'mutation { grantRevoke(input: { id: "x", reason: "y" }) { grant { id } } }';
    expect(await ask(mutation)).toMatchObject({ status: 405, code: 'BAD_REQUEST' });
  });

  it('refuses what a foreign page could send without asking the browser first', async () => {
    for (const headers of [
      {} as Record<string, string>,
      { 'content-type': 'text/plain' },
      { 'content-type': 'multipart/form-data' },
    ]) {
      expect(await ask('{ __typename }', headers)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    }
    expect(await ask('{ __typename }', { 'apollo-require-preflight': 'yes' })).toMatchObject({ status: 200 });
  });

  it('gives no foreign page leave to read answers', async () => {
    const headers = { ...JSON_TYPE, origin: 'https://example.com' };
    const response = await fetch(house.endpoint, { method: 'POST', headers, body: typename });
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('refuses broken search parameters', async () => {
    for (const search of [
      '?query={__typename}&variables=no',
      '?query=a&query=b',
      '?variables={}',
      '?%ff=%fe',
    ]) {
      const answer = await send(null, JSON_TYPE, 'GET', search);
      expect([search, answer.status, answer.code]).toEqual([search, 400, 'BAD_REQUEST']);
    }
  });
});
