import { once } from 'node:events';
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EMBEDDED_POSTGRES_REASONS } from '../../gateway/embedded-postgres/index.js';
import { refusal } from '../../gateway/embedded-postgres/refusal.js';
import { IS_ROOT, NEIGHBOUR, ORDINARY } from '../support/embedded-postgres/account.js';
import { Scene } from '../support/embedded-postgres/scene.js';
import { openStage } from '../support/embedded-postgres/stage.js';
import type { Stage } from '../support/embedded-postgres/stage.js';

let stage: Stage;
let scene: Scene;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => scene.close());
afterAll(() => stage.close());

async function stoppedServer(): Promise<Scene> {
  scene = new Scene(stage, ORDINARY);
  const user = scene.user();
  await user.opened();
  await user.release();
  return scene;
}

describe('DATA_DIR is refused', () => {
  it.each(['data', 'data/below'])('when %s is or lies below a file', async (name) => {
    scene = new Scene(stage, ORDINARY);
    writeFileSync(scene.dataDir, 'a file');
    const { reason, message } = await scene.user({ dataDir: join(scene.folder, name) }).refused();
    expect([reason, message]).toEqual(['DATA_DIR_NOT_A_FOLDER', expect.stringContaining(scene.dataDir)]);
  });

  it('when it is read-only, and when it cannot be made in its parent', async () => {
    scene = new Scene(stage, ORDINARY);
    const closed = scene.make('closed', 0o555);
    const refused = [
      await scene.user({ dataDir: closed }).refused(),
      await scene.user({ dataDir: join(closed, 'data') }).refused(),
    ];
    expect(refused.map(({ reason }) => reason)).toEqual(['DATA_DIR_READ_ONLY', 'DATA_DIR_READ_ONLY']);
    expect(readdirSync(closed)).toEqual([]);
  });

  it('when its password file is missing, and when the server refuses it', async () => {
    const { cluster } = await stoppedServer();
    const file = join(cluster, '..', 'password');
    writeFileSync(file, 'another-password\n');
    expect((await scene.user().refused()).reason).toBe('PASSWORD_REFUSED');
    expect(scene.serverPid()).toBeUndefined();
    rmSync(file);
    expect((await scene.user().refused()).reason).toBe('PASSWORD_LOST');
  });

  it('when another major version made the data', async () => {
    const { cluster } = await stoppedServer();
    writeFileSync(join(cluster, 'PG_VERSION'), '16\n');
    const { reason, facts } = await scene.user().refused();
    expect([reason, facts]).toEqual(['VERSION_MISMATCH', { cluster, found: '16', expected: 17 }]);
  });

  if (IS_ROOT) {
    it('when it belongs to another user', async () => {
      await stoppedServer();
      expect((await scene.user({}, NEIGHBOUR).refused()).reason).toBe('DATA_DIR_FOREIGN');
    });
  }

  it('when the disk is full, and leaves nothing half-made', async () => {
    scene = new Scene(stage, ORDINARY);
    const nativeDir = scene.make('native');
    const words = 'initdb: error: could not write file "base/1/1249": No space left on device';
    stage.imitate(nativeDir, 'initdb', `#!/bin/sh\nmkdir "$2"; echo '${words}' >&2; exit 1\n`);
    expect((await scene.user({ nativeDir }).refused()).reason).toBe('DISK_FULL');
    expect(readdirSync(join(scene.dataDir, 'postgres')).filter((name) => name.startsWith('cluster'))).toEqual(
      [],
    );
  });
});

describe('the rest is refused', () => {
  it('when the fixed port is taken', async () => {
    scene = new Scene(stage, ORDINARY);
    const stranger = createServer().listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const { port } = stranger.address() as AddressInfo;
    const { reason, facts } = await scene.user({ port }).refused();
    stranger.close();
    expect([reason, facts]).toEqual(['PORT_TAKEN', { port }]);
  });

  it('when there are no programs for this machine', async () => {
    scene = new Scene(stage, ORDINARY);
    expect((await scene.user({ nativeDir: scene.make('native') }).refused()).reason).toBe(
      'PLATFORM_UNSUPPORTED',
    );
  });

  it('when the server ends at once, with its own words', async () => {
    const { cluster } = await stoppedServer();
    renameSync(join(cluster, 'global'), join(cluster, 'global-away'));
    const { reason, message } = await scene.user().refused();
    expect([reason, message]).toEqual(['START_FAILED', expect.stringContaining('global/pg_control')]);
  });
});

describe('every reason', () => {
  it('says in English and in Chinese what is wrong and what to do, with all its facts', () => {
    const names = [
      'path',
      'code',
      'owner',
      'user',
      'folder',
      'holder',
      'seconds',
      'pointer',
      'cluster',
      'platform',
      'detail',
    ];
    const facts = Object.fromEntries(
      [...names, 'found', 'expected', 'port', 'log'].map((name) => [name, `<${name}>`]),
    );
    for (const reason of EMBEDDED_POSTGRES_REASONS) {
      const [english = '', chinese = ''] = refusal(reason, facts).message.split('\n');
      expect(english).toMatch(/^[\x20-\x7e]+$/);
      expect(chinese).toMatch(/[\u4e00-\u9fff].*。$/);
      expect(chinese.match(/<\w+>/g)?.sort()).toEqual(english.match(/<\w+>/g)?.sort());
    }
  });
});
