import { createHash } from 'node:crypto';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { mkdirSync, chmodSync, chownSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { built, spoken, startTongban, tongban, type Ended } from '../support/command.js';
import { demonstrationTemplate } from '../support/demonstration-template.js';
import { freshDatabaseUrl } from '../support/fresh-database.js';
import { openHouse, type TestHouse } from '../support/open-house.js';

/** The command line from outside, on a database that is there already; embedded PostgreSQL has its own file (command-line-start). */
let folder = '';
let database: Awaited<ReturnType<typeof freshDatabaseUrl>>;
let env: Readonly<Record<string, string>>;
beforeAll(async () => {
  await built();
  folder = await mkdtemp(join(tmpdir(), 'tongban-command-'));
  database = await freshDatabaseUrl(await demonstrationTemplate());
  env = { DATABASE_URL: database.url, DATA_DIR: join(folder, 'data'), DEMO: 'off' };
}, 180_000);
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const bilingual = /[A-Za-z]{4}[\s\S]*[\u4e00-\u9fff]{2}/;

function couldNotRun(end: Ended, reason: string): void {
  expect(end).toMatchObject({ code: 2, out: '' });
  expect(end.err).toContain(reason);
  expect(end.err).toMatch(bilingual);
  // A fault that we know is said in a sentence; a stack is for what we do not know.
  expect(end.err).not.toMatch(/^\s+at /m);
}

/** A digest over every row of every table. */
async function contents(): Promise<string> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    );
    const hash = createHash('sha256');
    for (const { name } of rows) {
      const {
        rows: [row],
      } = await client.query<{ digest: string }>(
        `select md5(coalesce(string_agg(t::text, '' order by t::text), '')) as digest from ${name} t`,
      );
      hash.update(`${name} ${row?.digest ?? ''};`);
    }
    return hash.digest('hex');
  } finally {
    await client.end();
  }
}

describe('words', () => {
  const groups = ['import', 'grant', 'region', 'source', 'sync'];
  const commands = [
    ...['start', 'migrate', 'token', 'publish', 'tour'],
    ...[
      'import regions',
      'grant list',
      'grant give',
      'grant revoke',
      'region add-zone',
      'source list',
      'sync pull',
      'sync status',
    ],
  ].map((text) => text.split(' '));

  it('--help says of every command what it does, in both languages, and exits with 0', async () => {
    const lines = [[], ...groups.map((group) => [group]), ...commands].map((words) => [...words, '--help']);
    const ends = await spoken(lines);
    for (const [at, end] of ends.entries()) {
      expect([lines[at], end.code, end.err]).toEqual([lines[at], 0, '']);
      expect(end.out).toMatch(/Usage: tongban/);
      expect(end.out).toMatch(bilingual);
    }
    const [overview] = ends;
    for (const [name = ''] of commands) expect(overview?.out).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
    // Whoever adds a command adds it here.
    const listed = [...(overview?.out.matchAll(/^ {2}([a-z]+)\b/gm) ?? [])].map(([, name]) => name);
    const known = new Set([...groups, ...commands.map(([name]) => name), 'help']);
    expect(listed.filter((name) => !known.has(name))).toEqual([]);
  });

  it('what is unknown, missing or malformed is said, and exits with 2', async () => {
    const lines = [
      ['nonsense'],
      ['start', '--nonsense'],
      ['start', 'too', 'many'],
      ['token'],
      ['token', '--consumer'],
      ['token', '--consumer', 'x', '--ttl', '1 hour'],
      ['import'],
      ['grant', 'nonsense'],
      ['grant', 'give'],
      ['grant', 'revoke'],
      ['sync', 'pull', '--as', 'x'],
      ['publish'],
    ];
    const ends = await spoken(lines);
    expect(ends.map(({ code, out }, at) => [lines[at], code, out])).toEqual(
      lines.map((words) => [words, 2, '']),
    );
    for (const { err } of ends) expect(err.length).toBeGreaterThan(10);
  });
});

describe('what a process needs and does not get', () => {
  let taken: Server;
  let port = 0;
  beforeAll(async () => {
    taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    port = (taken.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((resolve) => taken.close(resolve)));

  it('all faults of the environment are said at once, and no secret with them', async () => {
    const end = await tongban(['start'], {
      PORT: 'many',
      LOG_LEVEL: 'loud',
      DEMO: 'maybe',
      DATABASE_URL: 'mysql://user:open-sesame@host/db',
      DATABASE_REPLICA_URLS: 'postgres://fine/db,http://user:open-sesame@host',
      SOURCES_DIR: join(folder, 'not-there'),
      SOURCE_NETWORKS: '10.0.0.0',
      SOURCE_SECRET_KEY: 'open-sesame',
      JWT_ISSUERS: '[{"issuer": "", "jwks": "http://elsewhere.example/open-sesame", "algorithms": ["none"]}]',
      REQUEST_DEADLINE_MS: '5',
    });
    for (const variable of [
      ...['PORT', 'LOG_LEVEL', 'DEMO', 'DATABASE_URL', 'DATABASE_REPLICA_URLS', 'SOURCES_DIR'],
      ...['SOURCE_NETWORKS', 'JWT_ISSUERS', 'REQUEST_DEADLINE_MS'],
    ]) {
      couldNotRun(end, `${variable}: `);
    }
    expect(end.err).not.toContain('open-sesame');
  });

  it('a port that is in use', async () => {
    const end = await tongban(['start'], { ...env, PORT: String(port) });
    couldNotRun(end, `PORT=${port + 1}`);
  });

  it.each([
    ['nobody listens', () => 'postgres://u:open-sesame@127.0.0.1:1/db'],
    ['somebody else listens', () => `postgres://u:open-sesame@127.0.0.1:${port}/db`],
    ['there is no such host', () => 'postgres://u:open-sesame@nowhere.invalid/db'],
    ['the password is wrong', () => database.url.replace(/:[^:@/]+@/, ':open-sesame@')],
    ['there is no such database', () => database.url.replace(/\/[^/]+$/, '/not_there')],
  ])('a database where %s', async (_, url) => {
    const end = await tongban(['migrate'], { ...env, DATABASE_URL: url() });
    couldNotRun(end, 'DATABASE_URL');
    expect(end.err).not.toContain('open-sesame');
  });

  it('a database that takes the call and says nothing', async () => {
    const silent = createTcpServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port: mute } = silent.address() as AddressInfo;
    const end = await tongban(['start'], { ...env, DATABASE_URL: `postgres://u:p@127.0.0.1:${mute}/db` });
    silent.close();
    couldNotRun(end, 'DATABASE_URL');
  });

  it('a DATA_DIR that is a file, or that this user may not write to', async () => {
    const file = join(folder, 'file');
    await writeFile(file, 'a file');
    couldNotRun(await tongban(['start'], { ...env, DATA_DIR: file }), file);
    couldNotRun(await tongban(['start'], { DATA_DIR: file }), file);

    const closed = join(folder, 'closed');
    mkdirSync(closed);
    const nobody = process.getuid?.() === 0 ? 65_534 : undefined;
    if (nobody !== undefined) {
      chownSync(closed, nobody, nobody);
      chmodSync(folder, 0o755);
    }
    chmodSync(closed, 0o555);
    const as = (more: Readonly<Record<string, string>>) =>
      startTongban(['start'], {
        env: { ...more, DATA_DIR: closed },
        ...(nobody === undefined ? {} : { uid: nobody }),
      }).ended;
    couldNotRun(await as(env), closed);
    couldNotRun(await as({ DEMO: 'off' }), closed);
  });
});

describe('import', () => {
  const gbk = Buffer.from('b2bfc3c5c3fbb3c62cb1e0c2eb0ab9abb0b2bed62c310a', 'hex');
  it.each<[string, string, string | Uint8Array | null, string]>([
    ['not JSON', 'broken.json', '[{"department": "区样板局", items: []}]', 'FILE_MALFORMED'],
    [
      'cut off',
      'cut.json',
      '[{"department":"区样板局","items":[{"main_item":"样板","sub_items":[{"name":"样',
      'FILE_MALFORMED',
    ],
    ['JSON, but of no known form', 'other.json', '{"a": 1}', 'MAPPING_UNDECIDED'],
    ['empty', 'empty.json', '', 'FILE_MALFORMED'],
    ['GBK', 'gbk.csv', gbk, 'FILE_ENCODING_WRONG'],
    ['bytes', 'bytes.json', Buffer.from([0, 1, 2, 0xff, 0xfe, 0, 9]), 'FILE_'],
    ['not there', 'missing.json', null, 'FILE_UNREADABLE'],
  ])(
    'of a file that is %s: says where and what to do, leaves the database alone',
    async (_, name, content, reason) => {
      const path = join(folder, name);
      if (content !== null) await writeFile(path, content);
      const before = await contents();
      const end = await tongban(['import', path, '--json'], env);
      couldNotRun(end, reason);
      expect(end.err).toContain(name);
      expect(await contents()).toBe(before);
    },
  );

  it('of a folder', async () => {
    couldNotRun(await tongban(['import', folder], env), 'FILE_UNREADABLE');
  });

  it('of 200 MB needs no more memory than a small one', async () => {
    const path = join(folder, 'large.json');
    const file = await open(path, 'w');
    const rows = 2_000;
    const padding = 'x'.repeat(100_000);
    await file.write('[{"department":"区样板局","items":[{"main_item":"样板","sub_items":[');
    for (let at = 0; at < rows; at += 1) {
      const code = `511A${String(at).padStart(10, '0')}-511602000000-000-11511301008778220W-1-00`;
      const link = `http://example.test/?areaCode=511602000000&itemCode=${code}&taskType=01&deptCode=11511301008778220W`;
      await file.write(
        `${at > 0 ? ',' : ''}${JSON.stringify({ name: `样板事项${at}`, link, qrcode: padding })}`,
      );
    }
    await file.write(']}]}]');
    await file.close();
    const end = await tongban(['import', path, '--mapping', 'guide-index', '--json'], {
      ...env,
      NODE_OPTIONS: '--max-old-space-size=256',
    });
    expect([end.code, end.err]).toEqual([0, '']);
    const report = JSON.parse(end.out) as {
      read: number;
      imported: number;
      unchanged: number;
      rejected: number;
    };
    expect(report).toMatchObject({ read: rows, imported: rows, unchanged: 0, rejected: 0 });
    await rm(path);
  });

  it('of the regions, a second time, changes nothing', async () => {
    const before = await contents();
    const end = await tongban(['import', 'regions', '--json'], env);
    expect([end.code, end.err]).toEqual([0, '']);
    expect(JSON.parse(end.out)).toMatchObject({ imported: 0 });
    expect(await contents()).toBe(before);
  });
});

describe('token', () => {
  it('prints one token, for scopes that the consumer has, and nothing else', async () => {
    const [plain, narrow, foreign, unknown] = await Promise.all([
      tongban(['token', '--consumer', 'dept-demo'], env),
      tongban(['token', '--consumer', 'dept-demo', '--scope', 'licence:read', '--ttl', '5m', '--json'], env),
      tongban(['token', '--consumer', 'dept-demo', '--scope', 'audit:read'], env),
      tongban(['token', '--consumer', 'nobody'], env),
    ]);
    expect(plain).toMatchObject({ code: 0, err: '' });
    expect(plain.out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(JSON.parse(narrow.out)).toMatchObject({
      consumer: 'dept-demo',
      scopes: ['licence:read'],
      expiresInSeconds: 300,
    });
    couldNotRun(foreign, 'SCOPE_MISSING');
    couldNotRun(unknown, 'CONSUMER_UNKNOWN');
  });
});

describe('grant', () => {
  it('is given, listed and taken back, once', async () => {
    const give = [
      'grant',
      'give',
      '--consumer',
      'dept-demo',
      '--check',
      'marriage-registration',
      '--reason',
      '测试',
      '--json',
    ];
    const given = await tongban(give, env);
    expect([given.code, given.err]).toEqual([0, '']);
    const { id } = JSON.parse(given.out) as { id: string };
    const listed = await tongban(['grant', 'list', '--consumer', 'dept-demo', '--json'], env);
    expect((JSON.parse(listed.out) as { id: string }[]).map((one) => one.id)).toContain(id);
    const revoke = ['grant', 'revoke', id, '--reason', '测试结束', '--json'];
    const revoked = await tongban(revoke, env);
    expect(revoked.code).toBe(0);
    expect(JSON.parse(revoked.out)).toMatchObject({ id, revokedAt: expect.any(String) as string });
    const [again, unknown, both, nobody] = await Promise.all([
      tongban(revoke, env),
      tongban(['grant', 'revoke', 'x', '--reason', 'x'], env),
      tongban(['grant', 'give', '--consumer', 'dept-demo'], env),
      tongban(['grant', 'give', '--consumer', 'nobody', '--check', 'x', '--reason', 'x'], env),
    ]);
    couldNotRun(again, 'GRANT_ALREADY_REVOKED');
    couldNotRun(unknown, 'GRANT_UNKNOWN');
    couldNotRun(both, 'GRANT_INVALID');
    couldNotRun(nobody, 'GRANT_INVALID');
  });
});

describe('sync pull', () => {
  let peer: TestHouse;
  beforeAll(async () => {
    peer = await openHouse({ demo: true });
  });
  afterAll(() => peer.close());

  it('says what is wrong with the peer or the token, and moves nothing', async () => {
    const file = async (name: string, text: string) => {
      await writeFile(join(folder, name), text);
      return join(folder, name);
    };
    const pull = (from: string, token: string) =>
      tongban(
        ['sync', 'pull', '--from', from, '--as', 'city', '--token-file', token, '--once', '--json'],
        env,
      );
    const good = await file('good.token', peer.tokenOf('sync-demo'));
    const before = await contents();
    const [bad, foreign, missing, port, noPeer, noUrl] = await Promise.all([
      pull(peer.url, await file('bad.token', 'a.b.c')),
      pull(peer.url, await file('foreign.token', peer.tokenOf('dept-demo'))),
      pull(peer.url, join(folder, 'missing.token')),
      pull('http://127.0.0.1:1', good),
      pull('http://nowhere.invalid', good),
      pull('not an address', good),
    ]);
    couldNotRun(bad, 'PEER_REFUSED');
    couldNotRun(foreign, 'PEER_REFUSED');
    couldNotRun(missing, 'FILE_UNREADABLE');
    couldNotRun(port, 'PEER_');
    couldNotRun(noPeer, 'PEER_');
    couldNotRun(noUrl, 'PEER_');
    for (const { err } of [bad, foreign]) expect(err).not.toContain('a.b.c');
    expect(await contents()).toBe(before);
  });
});
