import type { EmbeddedPostgresReason } from './reason.js';

export interface ServerFailure {
  readonly reason: EmbeddedPostgresReason;
  /** The line that says it, in the server's own words. */
  readonly detail: string;
}

/** Words of initdb and postgres 17 in the C locale; the first rule that matches decides. */
const SYMPTOMS: readonly (readonly [RegExp, EmbeddedPostgresReason])[] = [
  [/No space left on device|Disk quota exceeded/, 'DISK_FULL'],
  [
    /could not bind .*(Address already in use|Permission denied)|Is another postmaster already running on port/,
    'PORT_TAKEN',
  ],
  [/database files are incompatible with server|was initialized by PostgreSQL version/, 'VERSION_MISMATCH'],
  [
    /could not look up effective user ID|cannot be run as root|execution of the PostgreSQL server is not permitted/,
    'SERVER_ACCOUNT_MISSING',
  ],
  [
    /error while loading shared libraries|version `?GLIBC|Exec format error|Library not loaded/,
    'PLATFORM_UNSUPPORTED',
  ],
  [/Read-only file system/, 'DATA_DIR_READ_ONLY'],
];

const COMPLAINT = /\b(PANIC|FATAL|error|ERROR):/;

export function judgeOutput(output: string): ServerFailure {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  for (const [symptom, reason] of SYMPTOMS) {
    const line = lines.find((candidate) => symptom.test(candidate));
    if (line !== undefined) return { reason, detail: line };
  }
  const line = lines.find((candidate) => COMPLAINT.test(candidate)) ?? lines.at(-1);
  return { reason: 'START_FAILED', detail: line ?? 'it ended without a word' };
}

/** An operating system without C.UTF-8 (old macOS, CentOS 7): the cluster falls back to the C locale. */
export function lacksLocale(output: string): boolean {
  return /invalid locale (name|settings)/.test(output);
}
