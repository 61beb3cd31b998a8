import { resolve } from 'node:path';
import type { ServerAccount } from './account.js';
import { blockingFolder, serverAccount } from './account.js';
import type { EmbeddedPostgresOptions, ServerLog, Durability } from './options.js';
import { refusal } from './refusal.js';
import { openRoom } from './room.js';
import type { Room } from './room.js';

/** One use of one embedded server: what was asked for, where it lies and whom the server runs as. */
export interface Premises {
  readonly dataDir: string;
  readonly outsideDir: string;
  readonly room: Room;
  readonly account: ServerAccount | undefined;
  readonly nativeDir: string | undefined;
  readonly durability: Durability;
  readonly port: number | undefined;
  readonly timeoutMs: number;
  readonly log: ServerLog;
}

const LASTING_DIR = '/var/lib/tongban'; // survives a reboot, unlike the temporary folder
const START_MS = 300_000; // recovery after a power cut reads up to max_wal_size of log

export async function openPremises(options: EmbeddedPostgresOptions): Promise<Premises> {
  const dataDir = resolve(options.dataDir);
  const outsideDir = resolve(options.outsideDir ?? LASTING_DIR);
  const room = await openRoom(dataDir, outsideDir, options.log);
  const account = await serverAccount(room.cluster);
  const folder = await blockingFolder(room.folder, account);
  if (folder !== undefined && account !== undefined) {
    throw refusal('DATA_DIR_UNREACHABLE', { path: room.folder, folder, user: account.uid });
  }
  return {
    ...{ dataDir, outsideDir, room, account, log: options.log },
    nativeDir: options.nativeDir,
    durability: options.durability ?? 'full',
    port: options.port,
    timeoutMs: options.startTimeoutMs ?? START_MS,
  };
}
