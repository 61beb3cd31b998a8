import type { Reason } from '../wording.js';

/** What came of a data access. Refusals are recorded as well as answers. */
export type AuditOutcome = 'ANSWERED' | 'REFUSED' | 'FAILED';

/** An entry about to be recorded, in the same transaction as the answer. The subject is a keyed digest, never a number. */
export interface AuditDraft {
  readonly consumer: string;
  readonly operation: string;
  readonly subject: string | null;
  readonly matter: string | null;
  readonly caseNumber: string | null;
  readonly mode: string | null;
  readonly clerk: string | null;
  readonly outcome: AuditOutcome;
  readonly reasons: readonly Reason[];
  /** What was given, by name only: licence types, field names, sources, verdicts. Never values. */
  readonly detail: Readonly<Record<string, unknown>>;
  readonly traceId: string;
}

export interface AuditEntryView extends AuditDraft {
  readonly position: string;
  readonly at: Date;
  /** Leaf hash (RFC 9162 §2.1.1: SHA-256 over 0x00 and the entry's canonical JSON), lower-case hex. */
  readonly leaf: string;
}

export interface AuditFilter {
  readonly consumer?: string;
  readonly operation?: string;
  readonly caseNumber?: string;
  readonly matter?: string;
  readonly outcome?: AuditOutcome;
  /** Holder identity type and number; compared by keyed digest. */
  readonly holder?: { readonly type: string; readonly code: string };
  readonly since?: Date;
  readonly until?: Date;
}
