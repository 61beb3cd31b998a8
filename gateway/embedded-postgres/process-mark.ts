import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { errnoOf } from './refusal.js';

/**
 * A process number alone proves nothing: it is given out again. Number + time of start + boot is unique, and so a
 * file named by it can be judged and removed by anyone without ever hitting a living process.
 */
export type ProcessMark = string;

/** The process is there, but this user may not see when it began. */
const HIDDEN = 'hidden';
const MARK = /^(\d+)\.([0-9a-z]+)\.([0-9a-f]+)\.[0-9a-f]+$/;

/** Also of one that has ended but was not yet asked for by its parent: to kill(2), and so to PostgreSQL, it lives. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) === 'EPERM';
  }
}

function startInProc(pid: number): string | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch (error) {
    // Not readable for another cause than absence (too many open files, hidepid): rather alive than wrongly dead.
    const gone = errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ESRCH';
    return gone && !exists(pid) ? undefined : HIDDEN;
  }
  // The name in brackets may hold anything, so count the fields behind its last bracket: state is 3, start time 22.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const zombie = fields[0] === 'Z' || fields[0] === 'X'; // ended, only its parent has not asked yet
  return zombie ? undefined : (fields[19] ?? HIDDEN);
}

function askPs(pid: number, columns: string): string {
  try {
    return execFileSync('/bin/ps', ['-ww', '-o', columns, '-p', String(pid)], {
      encoding: 'utf8',
      env: { LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
}

function startFromPs(pid: number): string | undefined {
  if (!exists(pid)) return undefined;
  const answer = askPs(pid, 'stat=,lstart=');
  if (answer.startsWith('Z')) return undefined;
  const began = Date.parse(`${answer.replace(/^\S+\s+/, '')} UTC`);
  return Number.isNaN(began) ? HIDDEN : String(began / 1000);
}

/** When the process began, in the operating system's own count, or undefined if there is none of that number. */
export function startOf(pid: number): string | undefined {
  if (process.platform === 'linux') return startInProc(pid);
  if (process.platform === 'win32') return exists(pid) ? HIDDEN : undefined;
  return startFromPs(pid);
}

export function isSameProcess(pid: number, started: string): boolean {
  const now = startOf(pid);
  return now !== undefined && (now === started || now === HIDDEN || started === HIDDEN);
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
  } catch {
    return '0';
  }
}

/** A new mark of this process; each call gives another, so that one process may hold several. */
export function ownMark(): ProcessMark {
  return `${process.pid}.${startOf(process.pid) ?? HIDDEN}.${bootId()}.${randomBytes(6).toString('hex')}`;
}

export function isAlive(mark: ProcessMark): boolean {
  const [, pid, started, boot] = MARK.exec(mark) ?? [];
  if (pid === undefined || started === undefined || boot === undefined) return false;
  return boot === bootId() && isSameProcess(Number(pid), started);
}

export function pidOf(mark: ProcessMark): string {
  return MARK.exec(mark)?.[1] ?? mark;
}

function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux')
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
  return askPs(pid, 'command=');
}

/** Is this a process of a PostgreSQL server that works in `folder`? Undefined where the system does not tell. */
export function worksIn(pid: number, folder: string): boolean | undefined {
  if (process.platform === 'win32') return undefined;
  if (process.platform === 'linux') {
    try {
      const program = basename(readlinkSync(`/proc/${pid}/exe`)).replace(' (deleted)', '');
      return program === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === folder;
    } catch (error) {
      if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ESRCH') return false;
    }
  }
  return commandLine(pid).includes(`-D ${folder} `);
}

/** All server processes of the folder, also children whose server was killed. Only Linux can tell. */
export function serverProcessesIn(folder: string): number[] {
  if (process.platform !== 'linux') return [];
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids.filter((pid) => startOf(pid) !== undefined && worksIn(pid, folder) === true);
}
