import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openRoom } from '../../gateway/embedded-postgres/room.js';
import { IS_ROOT, ORDINARY, STARTERS } from '../support/embedded-postgres/account.js';
import type { Starter } from '../support/embedded-postgres/account.js';
import { Scene } from '../support/embedded-postgres/scene.js';
import { openStage } from '../support/embedded-postgres/stage.js';
import type { Stage } from '../support/embedded-postgres/stage.js';

const ROOT: Starter = { name: 'root' };
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

describe.each(STARTERS)('the programs, started by $name', (starter) => {
  it('run after npm ci --ignore-scripts: the library links are made', async () => {
    open(starter);
    const nativeDir = scene.make('native');
    stage.install(nativeDir, 'unlinked');
    scene.own(join(nativeDir, 'lib'));
    const user = scene.user({ nativeDir });
    expect((await user.opened()).started).toBe(true);
    expect(user.logged.filter(({ level }) => level === 'warn')).toEqual([]);
  });
});

describe('the programs', () => {
  it('are copied when their links are missing and their folder cannot be written', async () => {
    open(ORDINARY);
    const nativeDir = scene.make('native');
    stage.install(nativeDir, 'unlinked');
    const lib = join(nativeDir, 'lib'); // belongs to root, if root runs the tests
    chmodSync(lib, 0o555);
    const user = scene.user({ nativeDir });
    expect((await user.opened()).started).toBe(true);
    expect(
      readdirSync(join(scene.dataDir, 'postgres')).filter((name) => name.startsWith('native-')),
    ).toHaveLength(1);
    expect(user.logged.map(({ message }) => message)).toContainEqual(expect.stringContaining('using a copy'));
    chmodSync(lib, 0o755); // or it could not be removed
  });
});

if (IS_ROOT) {
  describe('root with a DATA_DIR and programs below a closed folder', () => {
    it('keeps both in a lasting place outside, points to it, and finds the data again', async () => {
      open(ROOT);
      const closed = scene.make('closed', 0o700);
      const dataDir = join(closed, 'data');
      const nativeDir = join(closed, 'native');
      mkdirSync(nativeDir);
      stage.install(nativeDir, 'linked');
      const first = scene.user({ dataDir, nativeDir });
      await first.opened();
      await first.query(KEEP);
      await first.release();
      const pointed = readFileSync(join(dataDir, 'postgres.located-at'), 'utf8').trim();
      expect(basename(pointed)).toMatch(/^[0-9a-f]{16}$/);
      expect(readdirSync(scene.outsideDir).sort()).toEqual([
        basename(pointed),
        expect.stringMatching(/^native-/),
      ]);
      expect(statSync(join(pointed, 'cluster')).uid).not.toBe(0);
      expect(readdirSync(dataDir)).toEqual(['postgres.located-at']);
      expect(first.logged.map(({ message }) => message)).toContainEqual(
        expect.stringContaining('kept outside'),
      );

      const again = scene.user({ dataDir, nativeDir });
      await again.opened();
      expect(await again.query('table kept')).toEqual(KEPT);
      await again.release();

      rmSync(dataDir, { recursive: true });
      const anew = scene.user({ dataDir, nativeDir });
      await anew.opened();
      await expect(anew.query('table kept')).rejects.toThrow('does not exist');
      expect(existsSync(join(pointed, 'cluster'))).toBe(true);
      await anew.release();

      const lost = readFileSync(join(dataDir, 'postgres.located-at'), 'utf8').trim();
      renameSync(lost, `${lost}-away`);
      expect((await scene.user({ dataDir, nativeDir }).refused()).reason).toBe('DATA_LOST');
    });

    it('agrees on the place with others that start at the same time', async () => {
      open(ROOT);
      const dataDir = join(scene.make('closed', 0o700), 'data');
      const log = { info: () => undefined, warn: () => undefined };
      const rooms = await Promise.all(
        Array.from({ length: 8 }, () => openRoom(dataDir, scene.outsideDir, log)),
      );
      expect(new Set(rooms.map(({ folder }) => folder)).size).toBe(1);
      const users = [scene.user({ dataDir }), scene.user({ dataDir })];
      const opened = await Promise.all(users.map((user) => user.opened()));
      expect(opened.filter(({ started }) => started)).toHaveLength(1);
      expect(readdirSync(scene.outsideDir)).toHaveLength(1);
      await Promise.all(users.map((user) => user.release()));
    });
  });

  describe('root', () => {
    it('keeps a private DATA_DIR private: only the server account may pass, and the data stay inside', async () => {
      open(ROOT);
      const dataDir = scene.make('private', 0o700);
      const user = scene.user({ dataDir });
      await user.opened();
      expect(statSync(dataDir).mode & 0o777).toBe(0o710);
      expect(statSync(dataDir).gid).toBe(ORDINARY.gid);
      expect(existsSync(join(dataDir, 'postgres', 'cluster'))).toBe(true);
      expect(existsSync(scene.outsideDir)).toBe(false);
    });

    it('starts a cluster that it brought back from a copy, with wrong owner and modes', async () => {
      open(ROOT);
      const first = scene.user();
      await first.opened();
      await first.query(KEEP);
      await first.release();
      const copy = join(scene.dataDir, 'postgres', 'copy');
      cpSync(scene.cluster, copy, { recursive: true });
      rmSync(scene.cluster, { recursive: true });
      renameSync(copy, scene.cluster);
      chmodSync(scene.cluster, 0o755);
      const next = scene.user();
      await next.opened();
      expect(await next.query('table kept')).toEqual(KEPT);
    });

    it('helps out in the folder of an ordinary user and leaves it usable for that user', async () => {
      open(ORDINARY);
      const first = scene.user();
      await first.opened();
      await first.query(KEEP);
      await first.release();
      for (const name of ['server.log', 'port']) rmSync(join(scene.dataDir, 'postgres', name));
      const root = scene.user({}, ROOT);
      const { started, port } = await root.opened();
      expect(started).toBe(true);
      expect(await root.query('table kept')).toEqual(KEPT);
      await root.release();
      const next = scene.user();
      expect((await next.opened()).port).toBe(port);
      expect(await next.query('table kept')).toEqual(KEPT);
    });
  });
}
