import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { open, rename, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerAccount } from './account.js';
import { giveToOwnerOf, spawnAs } from './account.js';
import type { Native } from './native.js';
import { programPath } from './native.js';
import type { Durability, ServerLog } from './options.js';
import { choosePort, rememberPort } from './port.js';
import { findPostmaster, stopPostmaster } from './postmaster.js';
import type { Postmaster } from './postmaster.js';
import { PROGRAM_CWD, PROGRAM_ENV } from './program.js';
import { errnoOf, outputRefusal, refusal } from './refusal.js';
import type { Room } from './room.js';
import { judgeOutput } from './server-output.rules.js';
import type { ServerFailure } from './server-output.rules.js';
import { asArguments, startSettings } from './settings.js';

export interface Launch {
  readonly durability: Durability;
  readonly port: number | undefined;
  readonly timeoutMs: number;
  readonly log: ServerLog;
}

const LOG_LIMIT_BYTES = 4 * 1024 * 1024;
const TELL_EVERY_MS = 10_000;
const PORT_TRIES = 5;

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (found) => found.size,
    () => 0,
  );
}

/** At most two logs of a bounded size: a full one is set aside at the start and replaces the one before. */
async function turnLog(room: Room): Promise<number> {
  const size = await sizeOf(room.log);
  if (size < LOG_LIMIT_BYTES) return size;
  await rename(room.log, `${room.log}.1`);
  return 0;
}

async function textFrom(path: string, offset: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const length = Math.max(0, Math.min(size - offset, 64 * 1024));
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * A session and a log file of its own: Ctrl-C in the terminal, a closed pipe or the death of this process do not
 * reach the server, which others may be using.
 */
async function spawnServer(room: Room, native: Native, account: ServerAccount | undefined, args: string[]) {
  const file = await open(room.log, 'a', 0o600);
  try {
    await giveToOwnerOf(room.folder, room.log);
    const child = spawn(programPath(native.folder, 'postgres'), ['-D', room.cluster, ...args], {
      ...spawnAs(account),
      cwd: PROGRAM_CWD,
      env: PROGRAM_ENV,
      detached: true,
      stdio: ['ignore', file.fd, file.fd],
      windowsHide: true,
    });
    const spawned = new Promise<string | undefined>((resolve) => {
      child.once('spawn', () => resolve(undefined));
      child.on('error', (error) => resolve(errnoOf(error) ?? error.message));
    });
    const fault = await spawned;
    if (fault !== undefined)
      throw refusal('START_FAILED', { path: room.cluster, detail: fault, log: room.log });
    child.unref();
    return child;
  } finally {
    await file.close();
  }
}

/** Ready by the server's own word in its lock file, as pg_ctl does it; recovery after a crash may take a while. */
async function untilReady(child: ChildProcess, room: Room, launch: Launch): Promise<Postmaster | 'ended'> {
  const began = Date.now();
  let told = began;
  for (;;) {
    const server = await findPostmaster(room.cluster);
    const ours = server?.pid === child.pid ? server : undefined;
    if (ours?.status === 'ready') return ours;
    if (child.exitCode !== null || child.signalCode !== null) return 'ended';
    const now = Date.now();
    if (now - told > TELL_EVERY_MS) {
      told = now;
      launch.log.info({ pid: child.pid, log: room.log }, 'embedded PostgreSQL is still starting');
    }
    if (now - began > launch.timeoutMs) {
      if (ours === undefined) child.kill('SIGKILL');
      else await stopPostmaster(ours, room.cluster, TELL_EVERY_MS, undefined);
      const detail = `not ready after ${Math.round(launch.timeoutMs / 1000)} s`;
      throw refusal('START_FAILED', { path: room.cluster, detail, log: room.log });
    }
    await sleep(10);
  }
}

async function tryPort(
  port: number,
  room: Room,
  native: Native,
  account: ServerAccount | undefined,
  launch: Launch,
): Promise<Postmaster | ServerFailure> {
  const offset = await turnLog(room);
  const args = asArguments(startSettings(port, launch.durability));
  const child = await spawnServer(room, native, account, args);
  const outcome = await untilReady(child, room, launch);
  return outcome === 'ended' ? judgeOutput(await textFrom(room.log, offset)) : outcome;
}

/** Between our look at the port and the server's, another program may take it: then with the next one. */
export async function launchServer(
  room: Room,
  native: Native,
  account: ServerAccount | undefined,
  launch: Launch,
): Promise<Postmaster> {
  for (let tries = 1; ; tries += 1) {
    const port = await choosePort(room, launch.port);
    const outcome = await tryPort(port, room, native, account, launch);
    if ('pid' in outcome) {
      await rememberPort(room, port);
      return outcome;
    }
    if (outcome.reason !== 'PORT_TAKEN' || launch.port !== undefined || tries === PORT_TRIES) {
      throw outputRefusal(outcome, { cluster: room.cluster, log: room.log, version: native.version, port });
    }
  }
}
