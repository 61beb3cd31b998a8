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
import { built, spoken, startTongban, tongban, type Ended, type Line } from '../support/command.js';
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

function couldNotRun(end: Ended | undefined, reason: string): void {
  expect(end).toMatchObject({ code: 2, out: '' });
  expect(end?.err).toContain(reason);
  expect(end?.err).toMatch(bilingual);
  // A fault that we know is said in a sentence; a stack is for what we do not know.
  expect(end?.err).not.toMatch(/^\s+at /m);
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
  /** Every command and subcommand, found by what --help lists. */
  async function helps(
    groups: readonly (readonly string[])[],
  ): Promise<readonly (readonly [readonly string[], Ended])[]> {
    if (groups.length === 0) return [];
    const ends = await spoken(groups.map((words) => [[...words, '--help']]));
    const seen = ends.map((end, at) => [[...(groups[at] ?? [])], end] as const);
    const below = seen.flatMap(([words, { out }]) => {
      const [, list = ''] = out.split(/^Commands:$/m);
      const names = [...list.matchAll(/^ {2}([a-z][a-z-]*)/gm)].flatMap(([, name]) => name ?? []);
      return names.filter((name) => name !== 'help').map((name) => [...words, name]);
    });
    return [...seen, ...(await helps(below))];
  }

  it('--help says of every command what it does, in both languages, and exits with 0', async () => {
    const all = await helps([[]]);
    for (const [words, { code, err, out }] of all) {
      expect([words, code, err]).toEqual([words, 0, '']);
      expect(out).toMatch(/^Usage: tongban/);
      expect(out).toMatch(bilingual);
    }
    const named = all.map(([words]) => words.join(' '));
    expect(named).toEqual(
      expect.arrayContaining([
        ...['start', 'migrate', 'token', 'import', 'import regions', 'publish', 'tour', 'source list'],
        ...['sync pull', 'sync status', 'grant list', 'grant give', 'grant revoke', 'region add-zone'],
      ]),
    );
  });

  it('what is unknown, missing or malformed is said, and exits with 2', async () => {
    const lines = [
      'nonsense',
      'start --nonsense',
      'start too many',
      'token',
      'token --consumer',
      'token --consumer x --ttl 1h30',
      'import',
      'grant nonsense',
      'grant give',
      'grant revoke',
      'sync pull --as x',
      'publish',
    ].map((text) => text.split(' '));
    const ends = await spoken(lines.map((words) => [words]));
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
    couldNotRun(await tongban(['start'], { ...env, PORT: String(port) }), `PORT=${port + 1}`);
  });

  it('an address that is not of this machine', async () => {
    const [end] = await spoken([[['start'], { HOST: '203.0.113.1', PORT: '0' }]], env);
    couldNotRun(end, 'HOST');
  });

  it('a database that cannot be had: nobody there, somebody else, no host, no password, no database, no word', async () => {
    const silent = createTcpServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port: mute } = silent.address() as AddressInfo;
    const urls = [
      'postgres://u:open-sesame@127.0.0.1:1/db',
      `postgres://u:open-sesame@127.0.0.1:${port}/db`,
      'postgres://u:open-sesame@nowhere.invalid/db',
      database.url.replace(/:[^:@/]+@/, ':open-sesame@'),
      database.url.replace(/\/[^/]+$/, '/not_there'),
      `postgres://u:open-sesame@127.0.0.1:${mute}/db`,
    ];
    const ends = await spoken(
      urls.map((url) => [['migrate'], { DATABASE_URL: url }]),
      env,
    );
    silent.close();
    for (const end of ends) {
      couldNotRun(end, 'DATABASE_UNREACHABLE');
      expect(end.err).not.toContain('open-sesame');
    }
    expect(ends).toHaveLength(urls.length);
  });

  it('a DATA_DIR that is a file, or that this user may not write to', async () => {
    const file = join(folder, 'file');
    await writeFile(file, 'a file');
    const ends = await spoken([
      [['start'], { ...env, DATA_DIR: file }],
      [['start'], { DATA_DIR: file }],
    ]);
    for (const end of ends) couldNotRun(end, file);

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
    const [outside, embedded] = await Promise.all([as(env), as({ DEMO: 'off' })]);
    couldNotRun(outside, closed);
    couldNotRun(embedded, closed);
  });
});

describe('import', () => {
  it('of a file that cannot be read says where and what to do, and leaves the database alone', async () => {
    const gbk = Buffer.from('b2bfc3c5c3fbb3c62cb1e0c2eb0ab9abb0b2bed62c310a', 'hex');
    const files: readonly (readonly [string, string | Uint8Array | null, string])[] = [
      ['broken.json', '[{"department": "区样板局", items: []}]', 'FILE_MALFORMED'],
      [
        'cut.json',
        '[{"department":"区样板局","items":[{"main_item":"样板","sub_items":[{"name":"样',
        'FILE_MALFORMED',
      ],
      ['other.json', '{"a": 1}', 'MAPPING_UNDECIDED'],
      ['empty.json', '', 'FILE_MALFORMED'],
      ['gbk.csv', gbk, 'FILE_ENCODING_WRONG'],
      ['bytes.json', Buffer.from([0, 1, 2, 0xff, 0xfe, 0, 9]), 'FILE_'],
      ['missing.json', null, 'FILE_UNREADABLE'],
      ['.', null, 'FILE_UNREADABLE'],
    ];
    for (const [name, content] of files) if (content !== null) await writeFile(join(folder, name), content);
    const before = await contents();
    const ends = await spoken(
      files.map(([name]) => [['import', join(folder, name), '--json']]),
      env,
    );
    for (const [at, [, , reason]] of files.entries()) couldNotRun(ends[at], reason);
    // Once as a user has it, exit code and all.
    couldNotRun(await tongban(['import', join(folder, 'cut.json')], env), 'cut.json');
    expect(await contents()).toBe(before);
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
    const plain = await tongban(['token', '--consumer', 'dept-demo'], env);
    const narrowed = ['token', '--consumer', 'dept-demo', '--scope', 'licence:read', '--ttl', '5m', '--json'];
    const [narrow, foreign, unknown] = await spoken(
      [
        [narrowed],
        [['token', '--consumer', 'dept-demo', '--scope', 'audit:read']],
        [['token', '--consumer', 'nobody']],
      ],
      env,
    );
    expect(plain).toMatchObject({ code: 0, err: '' });
    expect(plain.out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(JSON.parse(narrow?.out ?? '')).toMatchObject({
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
    const give = ['grant', 'give', '--consumer', 'dept-demo', '--check', 'marriage-registration'];
    const given = await tongban([...give, '--reason', '测试', '--json'], env);
    expect([given.code, given.err]).toEqual([0, '']);
    const { id } = JSON.parse(given.out) as { id: string };
    const revoke = ['grant', 'revoke', id, '--reason', '测试结束', '--json'];
    const [listed, revoked, again, unknown, both, nobody] = await spoken(
      [
        [['grant', 'list', '--consumer', 'dept-demo', '--json']],
        [revoke],
        [revoke],
        [['grant', 'revoke', 'x', '--reason', 'x']],
        [['grant', 'give', '--consumer', 'dept-demo']],
        [['grant', 'give', '--consumer', 'nobody', '--check', 'x', '--reason', 'x']],
      ],
      env,
    );
    expect((JSON.parse(listed?.out ?? '') as { id: string }[]).map((one) => one.id)).toContain(id);
    expect(JSON.parse(revoked?.out ?? '')).toMatchObject({ id, revokedAt: expect.any(String) as string });
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
    const pull = (from: string, token: string): Line => [
      ['sync', 'pull', '--from', from, '--as', 'city', '--token-file', token, '--once', '--json'],
    ];
    const good = await file('good.token', peer.tokenOf('sync-demo'));
    const before = await contents();
    const [bad, foreign, missing, port, noPeer, noUrl] = await spoken(
      [
        pull(peer.url, await file('bad.token', 'a.b.c')),
        pull(peer.url, await file('foreign.token', peer.tokenOf('dept-demo'))),
        pull(peer.url, join(folder, 'missing.token')),
        pull('http://127.0.0.1:1', good),
        pull('http://nowhere.invalid', good),
        pull('not an address', good),
      ],
      env,
    );
    couldNotRun(bad, 'PEER_REFUSED');
    couldNotRun(foreign, 'PEER_REFUSED');
    couldNotRun(missing, 'FILE_UNREADABLE');
    couldNotRun(port, 'PEER_');
    couldNotRun(noPeer, 'PEER_');
    couldNotRun(noUrl, 'PEER_');
    expect(bad?.err).not.toContain('a.b.c');
    expect(await contents()).toBe(before);
  });
});
