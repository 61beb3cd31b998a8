import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startOf } from '../../../gateway/embedded-postgres/process-mark.js';
import type { Starter } from './account.js';
import type { Stage } from './stage.js';
import { User } from './user.js';
import type { UserOptions } from './user.js';

/** The folders and processes of one test; `close` leaves nothing behind, whatever happened. */
export class Scene {
  readonly folder: string;
  readonly outsideDir: string;
  private readonly users: User[] = [];

  constructor(
    private readonly stage: Stage,
    readonly starter: Starter,
  ) {
    this.folder = mkdtempSync(join(tmpdir(), 'tongban-scene-'));
    chmodSync(this.folder, 0o755);
    this.outsideDir = join(this.folder, 'outside');
    this.own(this.folder);
  }

  get dataDir(): string {
    return join(this.folder, 'data');
  }

  get cluster(): string {
    return join(this.dataDir, 'postgres', 'cluster');
  }

  /** Makes a folder that belongs to the starter. */
  make(name: string, mode = 0o755): string {
    const path = join(this.folder, name);
    mkdirSync(path);
    this.own(path);
    chmodSync(path, mode);
    return path;
  }

  own(path: string): void {
    if (this.starter.uid !== undefined) chownSync(path, this.starter.uid, this.starter.gid ?? 0);
  }

  user(options: Partial<UserOptions> = {}, starter = this.starter): User {
    const { dataDir, outsideDir } = this;
    const user = new User(this.stage, starter, { dataDir, outsideDir, durability: 'none', ...options });
    this.users.push(user);
    return user;
  }

  /** The server's process number as its lock file says, undefined when it is gone. */
  serverPid(cluster = this.cluster): number | undefined {
    const file = join(cluster, 'postmaster.pid');
    const pid = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : undefined;
    return pid !== undefined && startOf(pid) !== undefined ? pid : undefined;
  }

  async killServer(cluster = this.cluster): Promise<void> {
    const pid = this.serverPid(cluster);
    if (pid === undefined) return;
    process.kill(pid, 'SIGKILL');
    while (startOf(pid) !== undefined) await sleep(5);
  }

  async close(): Promise<void> {
    if (!existsSync(this.folder)) return;
    await Promise.all(this.users.map((user) => user.kill()));
    const names = readdirSync(this.folder, { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((path) => path.endsWith('postmaster.pid'))) {
      await this.killServer(join(this.folder, name, '..'));
    }
    await sleep(20); // the server's children notice that it is gone
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}
