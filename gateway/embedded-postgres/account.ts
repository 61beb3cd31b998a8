import { chmod, chown, lstat, mkdir, readFile, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { refusal } from './refusal.js';

/** Whom the server runs as. PostgreSQL refuses root; everybody else runs it as himself (undefined). */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

const ROOT = 0;

export function isRoot(): boolean {
  return process.getuid?.() === ROOT;
}

/** `nobody` is there on every Unix, owns nothing and may not log in; its number differs, so it is looked up. */
async function nobody(): Promise<ServerAccount> {
  const users = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const [, uid, gid] = /^nobody:[^:]*:(-?\d+):(-?\d+):/m.exec(users) ?? [];
  if (uid === undefined || gid === undefined) {
    throw refusal('SERVER_ACCOUNT_MISSING', {
      detail: 'root starts it and /etc/passwd has no user "nobody"',
    });
  }
  return { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }; // macOS writes -2
}

/** Data that exist keep their owner, so that root may help out in the folder of an ordinary user. */
export async function serverAccount(cluster: string): Promise<ServerAccount | undefined> {
  if (!isRoot()) return undefined;
  const owner = await stat(cluster).catch(() => undefined);
  return owner === undefined || owner.uid === ROOT ? nobody() : { uid: owner.uid, gid: owner.gid };
}

/** The options of child_process; Node wants the numbers as signed 32 bit. */
export function spawnAs(account: ServerAccount | undefined): { uid?: number; gid?: number } {
  return account === undefined ? {} : { uid: account.uid | 0, gid: account.gid | 0 };
}

export async function give(path: string, account: ServerAccount | undefined): Promise<void> {
  if (account === undefined) return;
  const owner = await lstat(path);
  if (owner.uid !== account.uid) await chown(path, account.uid, account.gid);
}

/** What root writes in the folder of an ordinary user must stay that user's to read. */
export async function giveToOwnerOf(folder: string, path: string): Promise<void> {
  if (isRoot()) await give(path, await stat(folder));
}

/** A cluster that root brought back from a copy belongs to root: hand all of it over. */
export async function giveTree(folder: string, account: ServerAccount | undefined): Promise<void> {
  if (account === undefined || (await stat(folder)).uid === account.uid) return;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await give(join(entry.parentPath, entry.name), account);
  }
  await give(folder, account);
}

/** The first folder on the way to `path`, itself included, that the account may not pass through. */
export async function blockingFolder(
  path: string,
  account: ServerAccount | undefined,
): Promise<string | undefined> {
  if (account === undefined) return undefined;
  const way: string[] = [];
  for (let folder = await realpath(path); ; folder = dirname(folder)) {
    way.unshift(folder);
    if (dirname(folder) === folder) break;
  }
  for (const folder of way) {
    const { mode, uid, gid } = await stat(folder);
    const passable = uid === account.uid ? mode & 0o100 : gid === account.gid ? mode & 0o010 : mode & 0o001;
    if (passable === 0) return folder;
  }
  return undefined;
}

/**
 * A private DATA_DIR of root's (0700, as mkdtemp makes it) stays closed to everybody but the server's group, who may
 * pass and not look. Not done where a group has rights already: that is somebody's arrangement.
 */
export async function letPass(folder: string, account: ServerAccount | undefined): Promise<void> {
  const { uid, mode } = await stat(folder);
  if (account === undefined || uid !== ROOT || (mode & 0o070) !== 0) return;
  await chown(folder, ROOT, account.gid);
  await chmod(folder, (mode & 0o777) | 0o010);
}

/** A folder that other accounts may pass, whatever root's umask says; one that exists keeps its mode. */
export async function openFolder(path: string): Promise<void> {
  const made = await mkdir(path, { recursive: true });
  if (made !== undefined) await chmod(path, 0o755);
}
