import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startOf } from '../../gateway/embedded-postgres/process-mark.js';
import { tourHolder, tourMatterCode } from '../../gateway/demonstration/tour-matter.js';
import { built, startTongban, tongban, type Running } from '../support/command.js';

/** `start` as a user has it, with nothing but Node: embedded PostgreSQL, demonstration data, signals. One story, told in order. */
let folder = '';
let env: Readonly<Record<string, string>>;
const started: Running[] = [];
beforeAll(async () => {
  await built();
  folder = await mkdtemp(join(tmpdir(), 'tongban-start-'));
  // As root the server runs as another user, who must be able to come here.
  chmodSync(folder, 0o755);
  env = { DATA_DIR: join(folder, 'data'), PORT: '0', DEMO: 'on', LOG_LEVEL: 'warn' };
}, 180_000);
afterAll(async () => {
  for (const { child } of started) child.kill('SIGKILL');
  await Promise.all(started.map(({ ended }) => ended));
  const left = serverPid();
  if (left !== null && startOf(left) !== undefined) process.kill(left, 'SIGKILL');
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
});

async function start(): Promise<{ readonly url: string; readonly process: Running }> {
  const process = startTongban(['start'], { env });
  started.push(process);
  const out = await process.says(/Ctrl-C/);
  const [, url = ''] = /(http:\/\/\S+)/.exec(out) ?? [];
  return { url, process };
}

const readiness = async (url: string) => (await fetch(`${url}/ready`)).status;

async function ask(url: string, token: string, query: string, variables: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

/** The process id in the server's own file; null when no server is there. */
function serverPid(): number | null {
  const file = join(env['DATA_DIR'] ?? '', 'postgres', 'cluster', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null;
}

it('starts from nothing, serves beside commands and a second process, survives kill -9, and stops cleanly', async () => {
  const first = await start();
  expect(await readiness(first.url)).toBe(200);

  // Commands use the server that runs.
  const [migrated, token, sources] = [
    await tongban(['migrate', '--json'], env),
    await tongban(['token', '--consumer', 'dept-demo'], env),
    await tongban(['source', 'list', '--json'], env),
  ];
  expect([migrated.code, JSON.parse(migrated.out)]).toEqual([0, { migrated: [] }]);
  expect([sources.code, sources.err]).toEqual([0, '']);
  const query = `query ($holder: HolderInput!, $types: [LicenceTypeCode!]!, $purpose: PurposeInput!) {
    licences(holder: $holder, types: $types, purpose: $purpose) { status }
  }`;
  const variables = {
    holder: tourHolder,
    types: ['11100000MB0143028R001'],
    purpose: { matter: tourMatterCode, caseNumber: 'CASE-1', mode: 'HOLDER_PRESENT' },
  };
  expect(await ask(first.url, token.out.trim(), query, variables)).toEqual({
    data: { licences: [{ status: 'VALID' }] },
  });

  // What a command changes, the server that runs knows.
  const zone = [
    'region',
    'add-zone',
    '--code',
    '440999000000',
    '--name',
    '测试区',
    '--parent',
    '440900000000',
  ];
  expect((await tongban(zone, env)).code).toBe(0);
  const region = '{ region(code: "440999000000") { name } }';
  expect(await ask(first.url, token.out.trim(), region, {})).toEqual({
    data: { region: { name: '测试区' } },
  });

  const before = serverPid();
  expect(before).not.toBe(null);

  // A second process on the same data: both serve, and a token of the one is good at the other.
  const second = await start();
  expect(second.url).not.toBe(first.url);
  expect([await readiness(first.url), await readiness(second.url)]).toEqual([200, 200]);
  expect(serverPid()).toBe(before);
  expect(await ask(second.url, token.out.trim(), query, variables)).toHaveProperty('data.licences');

  // One is killed: the other goes on.
  first.process.child.kill('SIGKILL');
  await first.process.ended;
  expect(await readiness(second.url)).toBe(200);
  second.process.child.kill('SIGKILL');
  await second.process.ended;

  // Nobody stopped the server; the next start finds what is left and goes on from there.
  const third = await start();
  expect(await readiness(third.url)).toBe(200);
  expect(await ask(third.url, token.out.trim(), query, variables)).toHaveProperty('data.licences');
  const pid = serverPid();
  third.process.child.kill('SIGINT');
  expect(await third.process.ended).toMatchObject({ code: 0, signal: null });
  expect(serverPid()).toBe(null);
  expect(pid !== null && startOf(pid)).toBe(undefined);
  await expect(fetch(third.url)).rejects.toThrow();
}, 240_000);
