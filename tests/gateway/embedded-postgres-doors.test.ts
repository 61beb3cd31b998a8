import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NEIGHBOUR, ORDINARY } from '../support/embedded-postgres/account.js';
import { Scene } from '../support/embedded-postgres/scene.js';
import { openStage } from '../support/embedded-postgres/stage.js';
import type { Stage } from '../support/embedded-postgres/stage.js';
import type { User } from '../support/embedded-postgres/user.js';

const INVENTED_HOLDER = '441900199001010011';

let stage: Stage;
let scene: Scene;
let user: User;
let opened: Awaited<ReturnType<User['opened']>>;
let initdbSaid: string;

beforeAll(async () => {
  stage = await openStage();
  scene = new Scene(stage, ORDINARY);
  const native = scene.make('native');
  const real = join(stage.nativeDir, 'bin', 'initdb');
  stage.imitate(native, 'initdb', `#!/bin/sh\necho "$@" > "${native}/arguments"\nexec "${real}" "$@"\n`);
  user = scene.user({ nativeDir: native });
  opened = await user.opened();
  initdbSaid = readFileSync(join(native, 'arguments'), 'utf8');
});
afterAll(async () => {
  await scene.close();
  stage.close();
});

function commandLines(): string {
  if (!existsSync('/proc/self/cmdline'))
    return execFileSync('ps', ['-axww', '-o', 'command='], { encoding: 'utf8' });
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => readIfThere(`/proc/${pid}/cmdline`)).join('\n');
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

describe('the doors of the embedded server', () => {
  it('are shut without the password, also for another user of the machine, and nowhere but on 127.0.0.1', () => {
    const { uid, gid } = NEIGHBOUR;
    const program = join(stage.folder, 'tests/support/embedded-postgres/knock-program.js');
    const told: unknown = JSON.parse(
      execFileSync(stage.node, [program, String(opened.port)], {
        ...(uid === undefined || gid === undefined ? {} : { uid, gid }),
        ...{ cwd: '/', encoding: 'utf8' },
      }),
    );
    expect(told).toEqual({ firstWord: 'R10', wrongPassword: '28P01', openElsewhere: [] });
  });

  it('open for no address, socket or method but the one', async () => {
    const [row] = await user.query(`select current_setting('listen_addresses') as address,
      current_setting('unix_socket_directories') as sockets,
      (select string_agg(distinct auth_method, ' ') from pg_hba_file_rules) as methods`);
    expect(row).toEqual({ address: '127.0.0.1', sockets: '', methods: 'scram-sha-256' });
    expect(readIfThere('/proc/net/unix')).not.toContain(`.s.PGSQL.${opened.port}`);
  });

  it('have a password of 32 bytes that stands in one file, of its owner alone, and in no command line', () => {
    expect(Buffer.from(opened.password, 'base64url')).toHaveLength(32);
    const room = join(scene.dataDir, 'postgres');
    const files = readdirSync(room, { recursive: true, encoding: 'utf8' }).map((name) => join(room, name));
    const holding = files.filter(
      (path) => statSync(path).isFile() && readFileSync(path).includes(opened.password),
    );
    expect(holding).toEqual([join(room, 'password')]);
    expect(statSync(join(room, 'password')).mode & 0o777).toBe(0o600);
    expect(initdbSaid).toContain('--pwfile=');
    expect(initdbSaid + commandLines() + JSON.stringify(user.logged)).not.toContain(opened.password);
  });
});

describe('the log of the embedded server', () => {
  it('holds no values of statements, neither of failed nor of slow ones nor of a crashed child', async () => {
    await user.query('create table holder (code text primary key)');
    await user.query(`insert into holder values ('${INVENTED_HOLDER}')`);
    await expect(user.query(`insert into holder values ('${INVENTED_HOLDER}')`)).rejects.toThrow(
      'duplicate key',
    );
    await expect(user.query(`select '${INVENTED_HOLDER}x'::bigint`)).rejects.toThrow('invalid input syntax');
    await expect(user.query(`do $$ begin raise warning '${INVENTED_HOLDER}'; end $$`)).resolves.toEqual([]);
    user.begin(`select '${INVENTED_HOLDER}', pg_sleep(30)`);
    const busy = `select pid from pg_stat_activity where query like '%pg_sleep%' and pid <> pg_backend_pid()`;
    const second = scene.user();
    await second.opened();
    let pid: unknown;
    while (pid === undefined) pid = (await second.query(busy))[0]?.['pid'];
    process.kill(Number(pid), 'SIGKILL');
    const log = join(scene.dataDir, 'postgres', 'server.log');
    while (!readFileSync(log, 'utf8').includes('terminated by signal'))
      await new Promise((next) => setTimeout(next, 10));
    expect(readFileSync(log, 'utf8')).not.toContain(INVENTED_HOLDER);
    expect(statSync(log).mode & 0o777).toBe(0o600);
  });

  it('is set aside at the start when it has grown, and kept once', async () => {
    const other = new Scene(stage, ORDINARY);
    const room = join(other.dataDir, 'postgres');
    const first = other.user();
    await first.opened();
    await first.release();
    for (const round of ['first', 'second']) {
      writeFileSync(join(room, 'server.log'), round.padEnd(4 * 1024 * 1024));
      const next = other.user();
      await next.opened();
      await next.release();
      expect(readFileSync(join(room, 'server.log.1'), 'utf8').startsWith(round)).toBe(true);
      expect(statSync(join(room, 'server.log')).size).toBeLessThan(10_000);
    }
    await other.close();
  });
});
