import { createHash, randomBytes } from 'node:crypto';
import {
  access,
  chmod,
  constants,
  link,
  mkdir,
  readFile,
  realpath,
  rm,
  rmdir,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { blockingFolder, isRoot, letPass, openFolder, serverAccount } from './account.js';
import type { ServerLog } from './options.js';
import { EmbeddedPostgresError } from './reason.js';
import { errnoOf, refusal } from './refusal.js';

/** Where the things of one embedded server lie. */
export interface Room {
  readonly folder: string;
  /** PostgreSQL's data directory; it appears whole (renamed into place) or not at all. */
  readonly cluster: string;
  readonly password: string;
  readonly port: string;
  readonly log: string;
  /** One file for each open use of the server, named by a process mark. */
  readonly users: string;
  /** Whose turn it is to start, stop, attach or leave. */
  readonly claims: string;
}

function roomAt(folder: string): Room {
  const at = (name: string): string => join(folder, name);
  return {
    folder,
    cluster: at('cluster'),
    password: at('password'),
    port: at('port'),
    log: at('server.log'),
    users: at('users'),
    claims: at('claims'),
  };
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function readPointer(pointer: string): Promise<string | undefined> {
  const text = await readFile(pointer, 'utf8').catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const folder = text.trim();
  if (!(await isFolder(folder))) throw refusal('DATA_LOST', { pointer, path: folder });
  return folder;
}

/** The folder named by DATA_DIR's hash; with -2, -3 … when a DATA_DIR that was deleted meanwhile left its data there. */
async function freeFolder(outsideDir: string, dataDir: string, log: ServerLog): Promise<string> {
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  for (let count = 1; ; count += 1) {
    const folder = join(outsideDir, count === 1 ? name : `${name}-${count}`);
    if (!(await isFolder(join(folder, 'cluster')))) return folder;
    log.warn(
      { dataDir, folder },
      'data of an earlier, deleted DATA_DIR lie here; they are kept and not used',
    );
  }
}

/** Root's DATA_DIR lies below a closed folder (its home): a lasting place outside, and a pointer to it in DATA_DIR. */
async function moveOutside(
  dataDir: string,
  outsideDir: string,
  pointer: string,
  log: ServerLog,
): Promise<string> {
  const folder = await freeFolder(outsideDir, dataDir, log);
  await openFolder(outsideDir);
  await mkdir(folder, { recursive: true });
  const draft = `${pointer}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${folder}\n`, { flush: true });
  try {
    await link(draft, pointer); // fails if another process was first: then both use that one's place
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
    const winner = (await readPointer(pointer)) ?? folder;
    if (winner !== folder) await rmdir(folder);
    return winner;
  } finally {
    await rm(draft, { force: true });
  }
  log.warn(
    { dataDir, folder, pointer },
    'the server does not run as root and may not pass to DATA_DIR; the database is kept outside of it',
  );
  return folder;
}

async function chooseFolder(dataDir: string, outsideDir: string, log: ServerLog): Promise<string> {
  const pointer = join(dataDir, 'postgres.located-at');
  const inside = join(dataDir, 'postgres');
  const pointed = await readPointer(pointer);
  if (pointed !== undefined) return pointed;
  if (!isRoot()) return inside;
  const account = await serverAccount(join(inside, 'cluster'));
  if ((await blockingFolder(dataDir, account)) === (await realpath(dataDir))) await letPass(dataDir, account);
  const blocked = await blockingFolder(dataDir, account);
  if (blocked === undefined || (await isFolder(join(inside, 'cluster')))) return inside;
  return moveOutside(dataDir, outsideDir, pointer, log).catch((error: unknown) => {
    if (error instanceof EmbeddedPostgresError) throw error;
    throw refusal('DATA_DIR_UNREACHABLE', { path: dataDir, folder: blocked, user: 'nobody' }, error);
  });
}

/** On a read-only disk Node says of a missing folder only that it is missing: ask why it cannot be made. */
async function makeFolder(path: string, mode = 0o777): Promise<void> {
  await mkdir(path, { recursive: true, mode }).catch(async (error: unknown) => {
    if (errnoOf(error) !== 'ENOENT') throw error;
    let parent = dirname(path);
    while (!(await isFolder(parent)) && dirname(parent) !== parent) parent = dirname(parent);
    await access(parent, constants.W_OK);
    throw error;
  });
}

export async function openRoom(dataDir: string, outsideDir: string, log: ServerLog): Promise<Room> {
  await makeFolder(dataDir);
  if (!(await isFolder(dataDir))) throw refusal('DATA_DIR_NOT_A_FOLDER', { path: dataDir });
  const room = roomAt(await chooseFolder(dataDir, outsideDir, log));
  await makeFolder(room.folder, 0o700);
  const { uid: owner } = await stat(room.folder);
  const user = process.getuid?.();
  if (user !== undefined && !isRoot() && owner !== user) {
    throw refusal('DATA_DIR_FOREIGN', { path: room.folder, owner, user });
  }
  // The server's account must pass through root's folder; what is secret inside has modes of its own.
  if (isRoot() && owner === user) await chmod(room.folder, 0o711);
  await makeFolder(room.users, 0o700);
  await makeFolder(room.claims, 0o700);
  return room;
}
