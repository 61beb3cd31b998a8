import { type Database, keysetPage, keysetRange, type Transaction } from '../storage/index.js';
import type { Page, PageRequest } from '../wording.js';
import type { AuditDraft, AuditEntryView, AuditFilter } from './audit.js';
import {
  type AuditCondition,
  countAuditEntries,
  insertAuditEntry,
  selectAuditEntries,
} from './audit.query.js';
import { auditRange, leafOf, subjectDigest } from './audit.rules.js';

export interface AuditService {
  /** Writes the entry inside the transaction that records the answer: no row, no answer. */
  append(
    tx: Transaction,
    entry: AuditDraft,
    at: Date,
  ): Promise<{ readonly position: string; readonly leaf: string }>;
  /** The keyed digest under which a holder stands in the record. */
  subjectOf(holder: { readonly type: string; readonly code: string }): string;
  /**
   * Newest first: an auditor asks what happened lately. Whoever offers it demands `audit:read` first; this module
   * stands below `access` and knows no callers.
   */
  page(filter: AuditFilter, page: PageRequest): Promise<Page<AuditEntryView>>;
  count(filter: AuditFilter): Promise<number>;
}

export interface AuditDeps {
  readonly database: Database;
  /** Never leaves the process. A changed key makes earlier subjects unfindable, so it is kept with the data. */
  readonly auditKey: Buffer;
}

const shortestKey = 32;

export function openAuditService({ database, auditKey }: AuditDeps): AuditService {
  if (auditKey.length < shortestKey) throw new Error(`the audit key is shorter than ${shortestKey} bytes`);
  const subjectOf = (holder: { readonly type: string; readonly code: string }) =>
    subjectDigest(auditKey, holder);

  function conditionOf({ holder, ...rest }: AuditFilter): AuditCondition {
    return holder ? { ...rest, subject: subjectOf(holder) } : rest;
  }

  return {
    async append(tx, entry, at) {
      const leaf = leafOf(entry, at);
      return { position: await insertAuditEntry(tx, entry, at, leaf), leaf };
    },

    subjectOf,

    async page(filter, page) {
      const range = auditRange(keysetRange(page));
      const entries = await selectAuditEntries(database, conditionOf(filter), range);
      return keysetPage(
        entries,
        page,
        ({ position }) => position,
        (entry) => entry,
      );
    },

    count(filter) {
      return countAuditEntries(database, conditionOf(filter));
    },
  };
}
