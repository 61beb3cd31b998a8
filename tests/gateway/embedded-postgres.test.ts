import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ORDINARY, STARTERS } from '../support/embedded-postgres/account.js';
import type { Starter } from '../support/embedded-postgres/account.js';
import { Scene } from '../support/embedded-postgres/scene.js';
import { openStage } from '../support/embedded-postgres/stage.js';
import type { Stage } from '../support/embedded-postgres/stage.js';

const KEEP = 'create table kept as select 41 + 1 as answer';
const KEPT = [{ answer: 42 }];

let stage: Stage;
let scene: Scene;
const open = (starter: Starter): Scene => (scene = new Scene(stage, starter));

beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => scene.close());
afterAll(() => stage.close());

describe.each(STARTERS)('the embedded server, started by $name', (starter) => {
  it('starts on an empty folder, stops, and starts again with its data on the same port', async () => {
    open(starter);
    const durability = starter === STARTERS[0] ? 'full' : 'none';
    const first = scene.user({ durability });
    const { started, port } = await first.opened();
    expect(started).toBe(true);
    await first.query(KEEP);
    expect(
      await first.query(`select current_setting('fsync') as fsync, current_setting('server_encoding') as encoding,
      datcollate, datlocprovider::text as provider, datlocale from pg_database where datname = current_database()`),
    ).toEqual([
      {
        fsync: durability === 'full' ? 'on' : 'off',
        encoding: 'UTF8',
        datcollate: 'C.UTF-8',
        provider: 'b',
        datlocale: 'C.UTF-8',
      },
    ]);
    await first.query('create extension pg_trgm');
    expect(await first.query(`select cardinality(show_trgm('消防许可')) > 0 as letters`)).toEqual([
      { letters: true },
    ]);
    const { mode } = statSync(join(scene.dataDir, 'postgres', 'password'));
    expect([mode & 0o777, statSync(scene.cluster).mode & 0o777]).toEqual([0o600, 0o700]);
    await first.release();
    expect(scene.serverPid()).toBeUndefined();
    expect(readdirSync(scene.cluster)).not.toContain('postmaster.pid');

    const again = scene.user({ durability });
    expect(await again.opened()).toMatchObject({ started: true, port });
    expect(await again.query('table kept')).toEqual(KEPT);
  });

  it('is adopted after its starter was killed, and stopped by the one who adopted it', async () => {
    open(starter);
    const first = scene.user();
    const { port } = await first.opened();
    await first.query(KEEP);
    const server = scene.serverPid();
    await first.kill();
    const next = scene.user();
    expect(await next.opened()).toMatchObject({ started: false, port });
    expect(scene.serverPid()).toBe(server);
    expect(await next.query('table kept')).toEqual(KEPT);
    await next.release();
    expect(scene.serverPid()).toBeUndefined();
  });
});

describe('several processes of one folder', () => {
  it('share the server, which outlives its starter and stops with the last', async () => {
    open(ORDINARY);
    const first = scene.user();
    const second = (await first.opened(), scene.user());
    expect((await second.opened()).started).toBe(false);
    await first.release();
    await first.kill();
    expect(await second.query('select 1 as one')).toEqual([{ one: 1 }]);
    await second.release();
    expect(scene.serverPid()).toBeUndefined();
  });

  it('do not keep the server alive by users who were killed', async () => {
    open(ORDINARY);
    const first = scene.user();
    await first.opened();
    const second = scene.user();
    await second.opened();
    await second.kill();
    await first.release();
    expect(scene.serverPid()).toBeUndefined();
  });

  it('may start together on an empty folder: all get in, one has started it', async () => {
    open(ORDINARY);
    const users = [scene.user(), scene.user(), scene.user()];
    const opened = await Promise.all(users.map((user) => user.opened()));
    expect(opened.filter(({ started }) => started)).toHaveLength(1);
    expect(new Set(opened.map(({ url }) => url)).size).toBe(1);
    await Promise.all(users.map((user) => user.release()));
    expect(scene.serverPid()).toBeUndefined();
  });

  it('keep the server when Ctrl-C signals the process group', async () => {
    open(ORDINARY);
    const user = scene.user();
    await user.opened();
    user.interruptGroup();
    expect(await user.query('select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('after a violent end', () => {
  it('starts with its data when the server was killed too, at work and with a child still running', async () => {
    open(ORDINARY);
    const first = scene.user();
    await first.opened();
    await first.query(KEEP);
    await first.query('checkpoint'); // without durability the last half second is lost
    first.begin('select count(*) from generate_series(1, 1e11::bigint)'); // looks at nothing while it counts
    const second = scene.user();
    await second.opened();
    while (
      (await second.query(`select 1 from pg_stat_activity where query like '%1e11%' and state = 'active'`))
        .length < 2
    );
    await Promise.all([first.kill(), second.kill()]);
    await scene.killServer();
    expect(readdirSync(scene.cluster)).toContain('postmaster.pid');
    const next = scene.user();
    expect((await next.opened()).started).toBe(true);
    expect(await next.query('table kept')).toEqual(KEPT);
  });

  it('starts although the number in the stale lock file belongs to a stranger now, and leaves the stranger alone', async () => {
    open(ORDINARY);
    const first = scene.user();
    await first.opened();
    await first.query(KEEP);
    await first.query('checkpoint'); // without durability the last half second is lost
    await first.kill();
    const lock = join(scene.cluster, 'postmaster.pid');
    const text = readFileSync(lock, 'utf8');
    await scene.killServer();
    const { uid, gid } = ORDINARY;
    const stranger = spawn('sleep', ['60'], uid === undefined || gid === undefined ? {} : { uid, gid });
    writeFileSync(lock, text.replace(/^\d+/, String(stranger.pid)));
    const next = scene.user();
    expect((await next.opened()).started).toBe(true);
    expect(await next.query('table kept')).toEqual(KEPT);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    stranger.kill('SIGKILL');
  });

  it('replaces a server left running that no longer answers', async () => {
    open(ORDINARY);
    const first = scene.user();
    await first.opened();
    await first.query(KEEP);
    await first.query('checkpoint'); // without durability the last half second is lost
    const server = scene.serverPid() ?? 0;
    await first.kill();
    process.kill(server, 'SIGSTOP');
    const next = scene.user();
    expect((await next.opened()).started).toBe(true);
    expect(scene.serverPid()).not.toBe(server);
    expect(await next.query('table kept')).toEqual(KEPT);
  });

  it('begins anew when the first start was killed in the middle of initdb', async () => {
    open(ORDINARY);
    const native = scene.make('native');
    const initdb = `#!/bin/sh\nmkdir "$2" && echo 17 > "$2/PG_VERSION" && echo $$ > "${native}/pid" && exec sleep 60\n`;
    stage.imitate(native, 'initdb', initdb);
    const first = scene.user({ nativeDir: native });
    while (!readdirSync(native).includes('pid')) await new Promise((resolve) => setTimeout(resolve, 10));
    await first.kill();
    process.kill(Number(readFileSync(join(native, 'pid'), 'utf8')), 'SIGKILL');
    const next = scene.user();
    expect((await next.opened()).started).toBe(true);
    expect(readdirSync(join(scene.dataDir, 'postgres')).filter((name) => name.includes('.new'))).toEqual([]);
  });
});

describe('the port', () => {
  it('moves when another program took the remembered one', async () => {
    open(ORDINARY);
    const first = scene.user();
    const { port } = await first.opened();
    await first.release();
    const stranger = createServer().listen(port, '127.0.0.1');
    await once(stranger, 'listening');
    const next = scene.user();
    const moved = (await next.opened()).port;
    expect(moved).not.toBe(port);
    await next.release();
    stranger.close();
    expect((await scene.user().opened()).port).toBe(moved);
  });
});
