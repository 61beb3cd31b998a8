import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import {
  chmod,
  copyFile,
  mkdir,
  readFile,
  readdir,
  readlink,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { openFolder } from './account.js';
import { errnoOf } from './refusal.js';

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

interface LibraryLink {
  readonly source: string;
  readonly target: string;
}

function isLibraryLink(value: unknown): value is LibraryLink {
  const link = value as Partial<LibraryLink> | null;
  return typeof link?.source === 'string' && typeof link.target === 'string';
}

/** The package lists its library links in a file and makes them in an install script, which npm may not have run. */
async function listedLinks(folder: string): Promise<LibraryLink[]> {
  const text = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const listed: unknown = JSON.parse(text);
  return Array.isArray(listed) ? listed.filter(isLibraryLink) : [];
}

/** Makes the missing links; false if the folder may not be written. Safe when two processes do it at once. */
export async function healLinks(folder: string): Promise<boolean> {
  for (const { source, target } of await listedLinks(folder)) {
    const path = join(folder, target.replace(/^native\//, '')); // listed as the package sees it, native/lib/…
    if (await exists(path)) continue;
    try {
      await symlink(basename(source), path);
    } catch (error) {
      const code = errnoOf(error);
      if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return false;
      if (code !== 'EEXIST') throw error;
    }
  }
  return true;
}

/** Readable and runnable for everyone: root's umask may have closed the original. */
async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to);
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyTree(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else {
      await copyFile(source, target, constants.COPYFILE_FICLONE);
      const runnable = basename(from) === 'bin' || ((await stat(source)).mode & 0o100) !== 0;
      await chmod(target, runnable ? 0o755 : 0o644);
    }
  }
}

/** A copy appears whole or not at all, and once made is used by everyone. */
export async function copyNative(from: string, to: string): Promise<string> {
  if (await exists(to)) return to;
  await openFolder(dirname(to));
  const draft = `${to}.new-${randomBytes(6).toString('hex')}`;
  try {
    await copyTree(from, draft);
    await healLinks(draft);
    await rename(draft, to);
  } catch (error) {
    if (!(await exists(to))) throw error; // else another process was faster, its copy is as good
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return to;
}
