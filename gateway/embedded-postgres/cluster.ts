import { randomBytes } from 'node:crypto';
import { appendFile, chmod, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerAccount } from './account.js';
import { give, giveToOwnerOf, giveTree } from './account.js';
import type { Native } from './native.js';
import { programPath } from './native.js';
import type { Durability } from './options.js';
import { runProgram } from './program.js';
import { errnoOf, outputRefusal, refusal } from './refusal.js';
import type { Room } from './room.js';
import { judgeOutput, lacksLocale } from './server-output.rules.js';
import { FIRST_SETTINGS, asArguments } from './settings.js';

export const DATABASE = 'tongban';
export const SUPERUSER = 'tongban';

const DRAFT = 'cluster.new-';

export async function hasCluster(room: Room): Promise<boolean> {
  return stat(room.cluster).then(
    () => true,
    () => false,
  );
}

export async function readPassword(room: Room): Promise<string> {
  try {
    return (await readFile(room.password, 'utf8')).trim();
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    throw refusal('PASSWORD_LOST', { cluster: room.cluster, path: room.password });
  }
}

/** The password is on disk before the cluster that needs it, so a killed first start loses neither. */
async function firstPassword(room: Room): Promise<string> {
  const password = randomBytes(32).toString('base64url');
  const draft = `${room.password}.new`;
  await writeFile(draft, `${password}\n`, { mode: 0o600, flush: true });
  await giveToOwnerOf(room.folder, draft);
  await rename(draft, room.password);
  return password;
}

/**
 * One collation for every machine and every update of its C library: PostgreSQL's own C.UTF-8, by code point. The
 * character classes (is 消 a letter?) come from the system's C.UTF-8, which pg_trgm needs; a system without it gets C.
 */
function localeArguments(systemLocale: 'C.UTF-8' | 'C'): string[] {
  return ['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${systemLocale}`];
}

async function runInitdb(
  draft: string,
  native: Native,
  account: ServerAccount | undefined,
  durability: Durability,
) {
  const fixed = [
    ...['-D', join(draft, 'cluster'), '-U', SUPERUSER, `--pwfile=${join(draft, 'password')}`],
    ...['--auth-local=scram-sha-256', '--auth-host=scram-sha-256', ...asArguments(FIRST_SETTINGS)],
    durability === 'none' ? '--no-sync' : '--data-checksums',
  ];
  const initdb = programPath(native.folder, 'initdb');
  const done = await runProgram(initdb, [...fixed, ...localeArguments('C.UTF-8')], account);
  return done.code !== 0 && lacksLocale(done.output)
    ? runProgram(initdb, [...fixed, ...localeArguments('C')], account)
    : done;
}

/** Made beside its place and renamed into it: whoever is killed on the way leaves a draft, never half a cluster. */
export async function createCluster(
  room: Room,
  native: Native,
  account: ServerAccount | undefined,
  durability: Durability,
): Promise<void> {
  const left = (await readdir(room.folder)).filter((name) => name.startsWith(DRAFT));
  await Promise.all(
    left.map((name) => rm(join(room.folder, name), { recursive: true, force: true, maxRetries: 3 })),
  );
  const password = await firstPassword(room);
  const draft = join(room.folder, `${DRAFT}${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(draft, { mode: 0o700 });
    await writeFile(join(draft, 'password'), password, { mode: 0o600 }); // a file, for arguments are public
    await give(join(draft, 'password'), account);
    await give(draft, account);
    const done = await runInitdb(draft, native, account, durability);
    if (done.code !== 0) {
      await appendFile(room.log, done.output, { mode: 0o600 }).catch(() => undefined); // the disk may be full
      throw outputRefusal(judgeOutput(done.output), {
        cluster: room.cluster,
        log: room.log,
        version: native.version,
      });
    }
    await rename(join(draft, 'cluster'), room.cluster);
  } finally {
    await rm(draft, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** What a copy or a careless chmod changed and PostgreSQL would refuse; and data of another major version. */
export async function checkCluster(
  room: Room,
  native: Native,
  account: ServerAccount | undefined,
): Promise<void> {
  const found = await readFile(join(room.cluster, 'PG_VERSION'), 'utf8').catch(() => '');
  if (found.trim() !== String(native.major)) {
    const facts = { cluster: room.cluster, found: found.trim() || 'unknown', expected: native.major };
    throw refusal('VERSION_MISMATCH', facts);
  }
  await giveTree(room.cluster, account);
  await chmod(room.cluster, 0o700);
}
