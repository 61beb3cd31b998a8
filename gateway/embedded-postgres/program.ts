import { spawn } from 'node:child_process';
import type { ServerAccount } from './account.js';
import { spawnAs } from './account.js';

/**
 * The surroundings of every PostgreSQL process. Not ours: DATABASE_URL, tokens and PG… variables have no business
 * there, and the words of initdb and postgres must not depend on the language of the machine.
 */
export const PROGRAM_ENV = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' } as const;

/** A folder every account may enter: initdb refuses to run in one it cannot see. */
export const PROGRAM_CWD = process.platform === 'win32' ? undefined : '/';

const OUTPUT_LIMIT = 64 * 1024;

export interface ProgramEnd {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a PostgreSQL program to its end; rejects with the errno if it cannot be started at all. */
export function runProgram(
  path: string,
  args: readonly string[],
  account: ServerAccount | undefined,
): Promise<ProgramEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, {
      ...spawnAs(account),
      cwd: PROGRAM_CWD,
      env: PROGRAM_ENV,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-OUTPUT_LIMIT);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
