import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAlive, ownMark } from '../../gateway/embedded-postgres/process-mark.js';
import { judgeOutput, lacksLocale } from '../../gateway/embedded-postgres/server-output.rules.js';
import { livingMarks, putMark } from '../../gateway/embedded-postgres/turn.js';
import { ORDINARY } from '../support/embedded-postgres/account.js';
import { Scene } from '../support/embedded-postgres/scene.js';
import { openStage } from '../support/embedded-postgres/stage.js';
import type { Stage } from '../support/embedded-postgres/stage.js';

const STAMP = '2026-11-21 20:00:00.000 UTC [7] ';

describe('what initdb and postgres say', () => {
  it.each([
    ['DISK_FULL', `${STAMP}PANIC:  could not write to file "pg_wal/xlogtemp.7": No space left on device`],
    ['DISK_FULL', 'initdb: error: could not create directory "/d/base": Disk quota exceeded'],
    ['PORT_TAKEN', `${STAMP}LOG:  could not bind IPv4 address "127.0.0.1": Address already in use`],
    ['VERSION_MISMATCH', `${STAMP}FATAL:  database files are incompatible with server`],
    [
      'SERVER_ACCOUNT_MISSING',
      'initdb: error: could not look up effective user ID 1234: user does not exist',
    ],
    ['SERVER_ACCOUNT_MISSING', '"root" execution of the PostgreSQL server is not permitted.'],
    [
      'PLATFORM_UNSUPPORTED',
      'postgres: error while loading shared libraries: libicuuc.so.60: cannot open shared object file',
    ],
    [
      'PLATFORM_UNSUPPORTED',
      "postgres: /lib64/libc.so.6: version `GLIBC_2.28' not found (required by postgres)",
    ],
    [
      'DATA_DIR_READ_ONLY',
      `${STAMP}FATAL:  could not create lock file "postmaster.pid": Read-only file system`,
    ],
    ['START_FAILED', `${STAMP}FATAL:  could not map anonymous shared memory: Cannot allocate memory`],
  ])('is judged as %s', (reason, line) => {
    const judged = judgeOutput(
      `creating subdirectories ... ok\n${line}\n${STAMP}LOG:  database system is shut down\n`,
    );
    expect(judged).toEqual({ reason, detail: line });
  });

  it('is judged without a word as well', () => {
    expect(judgeOutput('\n')).toEqual({ reason: 'START_FAILED', detail: 'it ended without a word' });
  });

  it('tells a missing locale from other errors', () => {
    expect(lacksLocale('initdb: error: invalid locale name "C.UTF-8"')).toBe(true);
    expect(lacksLocale('initdb: error: could not create directory')).toBe(false);
  });
});

describe('marks and turns', () => {
  let stage: Stage;
  let scene: Scene;
  let claims: string;

  beforeAll(async () => {
    stage = await openStage();
    scene = new Scene(stage, ORDINARY);
    claims = scene.make('claims');
  });
  afterAll(async () => {
    await scene.close();
    stage.close();
  });

  it('know the living from the dead, from another boot and from a number given out again', async () => {
    const mark = ownMark();
    const [pid, started, boot, rest] = mark.split('.');
    const child = spawn('sleep', ['60']);
    await once(child, 'spawn');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const dead = [
      [child.pid, started, boot, rest],
      [pid, '1', boot, rest],
      [pid, started, '00000000', rest],
      ['not', 'a', 'mark'],
    ].map((parts) => parts.join('.'));
    expect([isAlive(mark), ...dead.map(isAlive)]).toEqual([true, false, false, false, false]);
    const folder = scene.make('marks');
    for (const name of [mark, ...dead]) await putMark(folder, name);
    expect(await livingMarks(folder)).toEqual([mark]);
    expect(readdirSync(folder)).toEqual([mark]);
  });

  it('let one in at a time, of several processes, some of which are killed', async () => {
    const diary = join(scene.folder, 'diary');
    writeFileSync(diary, '');
    mkdirSync(claims, { recursive: true });
    const program = join(stage.folder, 'tests/support/embedded-postgres/turn-program.js');
    const start = (turns: number) =>
      spawn(stage.node, [program, claims, diary, String(turns)], { stdio: 'inherit' });
    const lasting = [start(8), start(8), start(8)];
    const ends = lasting.map((child) => once(child, 'exit'));
    for (let round = 0; round < 4; round += 1) {
      const victim = start(1_000);
      while (!readFileSync(diary, 'utf8').includes(`in ${victim.pid}\n`))
        await new Promise((next) => setTimeout(next, 1));
      victim.kill('SIGKILL');
      await once(victim, 'exit');
    }
    expect(await Promise.all(ends)).toEqual([
      [0, null],
      [0, null],
      [0, null],
    ]);
    const lines = readFileSync(diary, 'utf8').trimEnd().split('\n');
    const names = new Set(lasting.map(({ pid }) => String(pid)));
    const broken = lines.filter((line, index) => {
      const [word, pid = ''] = line.split(' ');
      const [nextWord, nextPid] = (lines[index + 1] ?? 'in').split(' ');
      if (word === 'in') return nextWord === 'out' ? nextPid !== pid : names.has(pid); // only the killed may not come out
      return nextWord !== 'in';
    });
    expect(broken).toEqual([]);
    expect(lines.filter((line) => line.startsWith('out') && names.has(line.slice(4)))).toHaveLength(24);
  });
});
