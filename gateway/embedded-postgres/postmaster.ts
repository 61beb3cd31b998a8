import { readFile, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exists, isSameProcess, serverProcessesIn, startOf, worksIn } from './process-mark.js';
import { runProgram } from './program.js';
import { errnoOf } from './refusal.js';

/** A living server of one cluster, as its lock file postmaster.pid tells and the process table confirms. */
export interface Postmaster {
  readonly pid: number;
  readonly started: string;
  readonly port: number;
  readonly status: 'starting' | 'ready' | 'stopping';
}

interface LockFile {
  readonly pid: number;
  readonly port: number;
  readonly status: Postmaster['status'];
}

const LOCK_FILE = 'postmaster.pid';
const LAST_WORDS_MS = 5_000;

/** Lines of the file: process, folder, start, port, socket folder, address, shared memory, state. */
async function readLockFile(cluster: string): Promise<LockFile | 'unreadable' | undefined> {
  const text = await readFile(join(cluster, LOCK_FILE), 'utf8').catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid < 1) return 'unreadable';
  const state = lines[7]?.trim();
  const status = state === 'ready' || state === 'stopping' ? state : 'starting';
  return { pid, port: Number(lines[3] ?? 0), status };
}

/** The file is believed only if its process lives and is a PostgreSQL at work in this very folder. */
export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const file = await readLockFile(cluster);
  if (file === undefined || file === 'unreadable') return undefined;
  const started = startOf(file.pid);
  if (started === undefined || worksIn(file.pid, await realpath(cluster)) === false) return undefined;
  return { ...file, started };
}

/**
 * No server runs, but a lock file may be left. PostgreSQL removes that of a dead process itself (and looks whether
 * its shared memory is still in use), but refuses to start while the number belongs to anyone: after a reboot to some
 * stranger, in a container without an init to the dead server itself. Children of a killed server are ended first,
 * so that never two servers write.
 */
export async function clearStaleLock(cluster: string): Promise<void> {
  if ((await findPostmaster(cluster)) !== undefined) return;
  const folder = await realpath(cluster);
  const began = Date.now();
  for (let left = serverProcessesIn(folder); left.length > 0; left = serverProcessesIn(folder)) {
    const waited = Date.now() - began;
    if (waited > 2 * LAST_WORDS_MS) break; // PostgreSQL will see them as well and say so
    for (const pid of left) signal(pid, waited < LAST_WORDS_MS ? 'SIGQUIT' : 'SIGKILL');
    await sleep(50);
  }
  const file = await readLockFile(cluster);
  if (file === 'unreadable' || (file !== undefined && exists(file.pid))) {
    await rm(join(cluster, LOCK_FILE), { force: true });
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (errnoOf(error) !== 'ESRCH') throw error;
  }
}

export async function waitUntilGone(server: Postmaster, waitMs: number): Promise<boolean> {
  const until = Date.now() + waitMs;
  while (isSameProcess(server.pid, server.started)) {
    if (Date.now() > until) return false;
    await sleep(10);
  }
  return true;
}

/** Fast shutdown (clients are sent away, data are flushed); harder only if that takes too long. */
export async function stopPostmaster(
  server: Postmaster,
  cluster: string,
  fastMs: number,
  pgCtl: string | undefined,
) {
  if (pgCtl !== undefined) {
    // Windows knows no signals; pg_ctl speaks to the server through a named pipe.
    const patience = String(Math.ceil(fastMs / 1000));
    await runProgram(pgCtl, ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', patience], undefined);
  } else {
    signal(server.pid, 'SIGCONT'); // one that was suspended could not obey
    const steps = [
      ['SIGINT', fastMs],
      ['SIGQUIT', LAST_WORDS_MS],
      ['SIGKILL', LAST_WORDS_MS],
    ] as const;
    for (const [name, waitMs] of steps) {
      signal(server.pid, name);
      if (await waitUntilGone(server, waitMs)) break;
    }
  }
  await clearStaleLock(cluster);
}

/** The folder is gone, and with it every way to ask: nothing is left that could be lost. */
export function endAtOnce(server: Postmaster): void {
  if (isSameProcess(server.pid, server.started)) signal(server.pid, 'SIGQUIT');
}
