import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './answer.js';
import type { Answer } from './answer.js';
import { checkCluster, createCluster, hasCluster, readPassword } from './cluster.js';
import { launchServer } from './launch-server.js';
import { installedNative, programPath, readyNative } from './native.js';
import { clearStaleLock, findPostmaster, stopPostmaster, waitUntilGone } from './postmaster.js';
import type { Postmaster } from './postmaster.js';
import type { Premises } from './premises.js';
import { refusal } from './refusal.js';

const STOP_MS = 30_000;
const SILENT_STOP_MS = 5_000;
const ASK_MS = 20_000; // on a machine at its limits
const ASK_LEFTOVER_MS = 3_000; // if nobody uses it, a new server costs less than waiting

function startFailed({ room }: Premises, detail: string): Error {
  return refusal('START_FAILED', { path: room.cluster, detail, log: room.log });
}

export async function stopServer(premises: Premises, server: Postmaster, fastMs = STOP_MS): Promise<void> {
  const windows = process.platform === 'win32';
  const pgCtl = windows ? programPath(premises.nativeDir ?? installedNative(), 'pg_ctl') : undefined;
  await stopPostmaster(server, premises.room.cluster, fastMs, pgCtl);
  premises.log.info({ pid: server.pid, port: server.port }, 'embedded PostgreSQL stopped');
}

/** A server that is coming up is waited for, one that is going down is let go. */
async function settled({ room, timeoutMs }: Premises): Promise<Postmaster | undefined> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const server = await findPostmaster(room.cluster);
    if (server === undefined || server.status === 'ready' || Date.now() > until) return server;
    if (server.status === 'stopping') await waitUntilGone(server, timeoutMs);
    else await sleep(20);
  }
}

/** Why the running server should give way to a new one, if nobody else uses it. */
function unsuitable(answer: Answer, server: Postmaster, premises: Premises): string | undefined {
  if (answer.kind === 'silent') return `it does not answer (${answer.detail})`;
  if (answer.kind === 'refused') return undefined;
  if (answer.movedFrom !== undefined) return `its folder was moved from ${answer.movedFrom}`;
  const durable = premises.durability === 'full';
  if (answer.fsync !== undefined && answer.fsync !== durable) return 'it runs with another durability';
  if (premises.port !== undefined && premises.port !== server.port)
    return `it listens on port ${server.port}`;
  return undefined;
}

/**
 * The server of this cluster that runs already: another process started it, or it outlived a kill -9 of its
 * starter. It is joined if it is ours and answers to our password; undefined if there is none (any more).
 */
export async function joinRunning(
  premises: Premises,
  usedByOthers: boolean,
): Promise<Postmaster | undefined> {
  const { room, log } = premises;
  const server = (await hasCluster(room)) ? await settled(premises) : undefined;
  if (server === undefined) return undefined;
  const waitMs = usedByOthers ? ASK_MS : ASK_LEFTOVER_MS;
  const answer = await ask(server.port, room.cluster, await readPassword(room), waitMs);
  if (answer.kind === 'refused')
    throw refusal('PASSWORD_REFUSED', { cluster: room.cluster, path: room.password });
  const fault = unsuitable(answer, server, premises);
  const facts = { pid: server.pid, port: server.port };
  if (fault === undefined) {
    log.info(
      facts,
      usedByOthers ? 'joined the running embedded PostgreSQL' : 'adopted an embedded PostgreSQL left running',
    );
    return server;
  }
  if (usedByOthers) {
    if (answer.kind === 'silent')
      throw startFailed(premises, `process ${server.pid} is in use elsewhere and ${fault}`);
    log.warn(
      { ...facts, fault },
      'joined the running embedded PostgreSQL although it differs from what was asked for',
    );
    return server;
  }
  log.warn({ ...facts, fault }, 'restarting the embedded PostgreSQL that was left running');
  await stopServer(premises, server, answer.kind === 'silent' ? SILENT_STOP_MS : STOP_MS);
  return undefined;
}

export async function startAnew(premises: Premises): Promise<Postmaster> {
  const { room, account, durability, port, timeoutMs, log, nativeDir, outsideDir } = premises;
  const native = await readyNative({ nativeDir, outsideDir, roomFolder: room.folder, log }, account);
  const began = Date.now();
  if (await hasCluster(room)) {
    await checkCluster(room, native, account);
    await clearStaleLock(room.cluster);
  } else {
    await createCluster(room, native, account, durability);
  }
  const password = await readPassword(room);
  const server = await launchServer(room, native, account, { durability, port, timeoutMs, log });
  const answer = await ask(server.port, room.cluster, password, ASK_MS);
  if (answer.kind !== 'ours') {
    await stopServer(premises, server);
    if (answer.kind === 'silent') throw startFailed(premises, `it does not answer (${answer.detail})`);
    throw refusal('PASSWORD_REFUSED', { cluster: room.cluster, path: room.password });
  }
  const facts = { pid: server.pid, port: server.port, version: native.version, folder: room.folder };
  log.info({ ...facts, ms: Date.now() - began }, 'embedded PostgreSQL started');
  return server;
}
