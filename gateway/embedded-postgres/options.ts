export interface ServerLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}

export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  readonly log: ServerLog;
  /** none: a crash of the machine may destroy the data (no fsync). For tests. */
  readonly durability?: 'full' | 'none';
  /** A fixed port; otherwise a free one is taken and remembered. */
  readonly port?: number;
  readonly startTimeoutMs?: number;
  /** Where the PostgreSQL programs lie; otherwise the installed package of this platform. */
  readonly nativeDir?: string;
  /** Where root keeps what its server account could not reach elsewhere. Must outlive a reboot. */
  readonly outsideDir?: string;
}

export interface EmbeddedPostgres {
  /** Holds the password: for the database driver only, never for a log. */
  readonly url: string;
  /** This process started the server; false when it joined one that ran. */
  readonly started: boolean;
  /** Ends this use; the last living user stops the server and waits for it. May be called again. */
  release(): Promise<void>;
}

export type Durability = NonNullable<EmbeddedPostgresOptions['durability']>;
