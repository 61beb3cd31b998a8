import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBody } from '../../gateway/http/read-body.js';
import { openHttpServer, type HttpServer, type Patience } from '../../gateway/http/server.js';
import { openHouse, type TestHouse } from '../support/open-house.js';
import { rawConnection } from '../support/raw-http.js';

const SHORT: Patience = { headers: 300, request: 600, idle: 60_000, drain: 60_000 };

/** A server with one slow address, whose answer the test gives when it likes. */
async function slowServer(patience: Partial<Patience> = {}) {
  const begun: (() => void)[] = [];
  const waiting: (() => void)[] = [];
  const server: HttpServer = await openHttpServer(
    [
      {
        path: '/slow',
        methods: ['GET', 'POST'],
        async handle(_, response) {
          await new Promise<void>((answer) => {
            waiting.push(answer);
            begun.shift()?.();
          });
          response.end('done');
        },
      },
      {
        path: '/read',
        methods: ['POST'],
        async handle(request, response) {
          await readBody(request, 10_000);
          response.end('read');
        },
      },
    ],
    { host: '127.0.0.1', port: 0 },
    () => undefined,
    { ...SHORT, ...patience },
  );
  return {
    ...server,
    requestBegun: () => new Promise<void>((resolve) => begun.push(resolve)),
    answer: () => waiting.splice(0).forEach((go) => go()),
  };
}

describe('stopping', () => {
  it('lets a request under way finish, takes no new one, and does not wait for idle connections', async () => {
    const server = await slowServer();
    const idle = await rawConnection(server.url);
    const began = server.requestBegun();
    const raw = await rawConnection(server.url);
    raw.send('GET /slow HTTP/1.1\r\nhost: x\r\n\r\n');
    await began;
    const stopped = server.stop();
    await expect(fetch(`${server.url}/slow`)).rejects.toThrow();
    server.answer();
    const said = await raw.ended();
    expect(said).toContain('done');
    expect(said).toMatch(/connection: close/i);
    await stopped;
    await idle.ended();
  });

  it('hangs up on those that do not finish', async () => {
    const server = await slowServer({ drain: 100 });
    const began = server.requestBegun();
    const raw = await rawConnection(server.url);
    raw.send('GET /slow HTTP/1.1\r\nhost: x\r\n\r\n');
    await began;
    await server.stop();
    expect(await raw.ended()).toBe('');
    server.answer();
  });
});

describe('callers that dawdle', () => {
  it.each([
    ['its head', 'GET /slow HTTP/1.1\r\nhost: x\r\nx-slow: '],
    [
      'its body',
      'POST /read HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9999\r\n\r\n{"q',
    ],
  ])('one that sends %s drop by drop is shown the door', async (_, head) => {
    const server = await slowServer();
    const raw = await rawConnection(server.url);
    raw.send(head);
    const drops = setInterval(() => raw.send('a'), 50);
    const said = await raw.ended();
    clearInterval(drops);
    expect(said).toMatch(/^HTTP\/1\.1 408 /);
    await server.stop();
  });
});

describe('the whole house', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());
  const body = JSON.stringify({ query: '{ __typename }' });
  const post = (text: string, length = text.length) =>
    `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${text}`;

  it('answers many requests on one connection, pipelined ones in their order', async () => {
    const raw = await rawConnection(house.url);
    const other = JSON.stringify({ query: '{ second: __typename }' });
    raw.send(`${post(body)}${post(other)}GET /health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    const said = await raw.ended();
    expect(said.match(/HTTP\/1\.1 200/g)).toHaveLength(3);
    expect(said.indexOf('"__typename"')).toBeLessThan(said.indexOf('"second"'));
    expect(said.indexOf('"second"')).toBeLessThan(said.indexOf('"alive"'));
  });

  it('does not mind callers that go away: in the middle of a body, before an answer, after half a head', async () => {
    const before = house.logged.length;
    for (const text of [post(body, 5_000), post(body), 'POST /graphql HT']) {
      const raw = await rawConnection(house.url);
      raw.send(text);
      raw.vanish();
    }
    expect((await house.ask('{ __typename }')).data).toEqual({ __typename: 'Query' });
    const metrics = async () => (await fetch(`${house.url}/metrics`)).text();
    await expect.poll(metrics, { timeout: 10_000 }).toMatch(/seconds_count\{status="499"\} 1/);
    expect(house.logged.slice(before)).toEqual([]);
  });

  it.each([
    ['no host', 'GET /health HTTP/1.1\r\n\r\n', 400],
    [
      'two lengths',
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}',
      400,
    ],
    [
      'length and chunks',
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['no HTTP', 'hello\r\n\r\n', 400],
    [
      'a head of 40,000 bytes',
      `GET /health HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(40_000)}\r\n\r\n`,
      431,
    ],
  ])('refuses %s', async (_, text, status) => {
    const raw = await rawConnection(house.url);
    raw.send(text);
    expect(await raw.ended()).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });
});
