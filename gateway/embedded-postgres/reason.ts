/** Why the embedded PostgreSQL could not be had: a closed set, each with what a reader of the message should do. */
export const EMBEDDED_POSTGRES_REASONS = [
  'DATA_DIR_NOT_A_FOLDER',
  'DATA_DIR_READ_ONLY',
  'DATA_DIR_FOREIGN',
  'DATA_DIR_UNREACHABLE',
  'DATA_DIR_BUSY',
  'DATA_LOST',
  'PASSWORD_LOST',
  'PASSWORD_REFUSED',
  'PLATFORM_UNSUPPORTED',
  'SERVER_ACCOUNT_MISSING',
  'VERSION_MISMATCH',
  'PORT_TAKEN',
  'DISK_FULL',
  'START_FAILED',
] as const;

export type EmbeddedPostgresReason = (typeof EMBEDDED_POSTGRES_REASONS)[number];

/** Paths, numbers and the server's own words; never the password and never anything a person typed. */
export type EmbeddedPostgresFacts = Readonly<Record<string, string | number>>;

export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
  readonly reason: EmbeddedPostgresReason;
  readonly facts: EmbeddedPostgresFacts;

  constructor(
    reason: EmbeddedPostgresReason,
    facts: EmbeddedPostgresFacts,
    message: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.reason = reason;
    this.facts = facts;
  }
}
