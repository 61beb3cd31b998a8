import type { Transaction } from '../storage/index.js';
import type { Page, PageRequest } from '../wording.js';
import type { AuditDraft, AuditEntryView, AuditFilter } from './audit.js';

export interface AuditService {
  /** Writes the entry inside the transaction that records the answer: no row, no answer. */
  append(
    tx: Transaction,
    entry: AuditDraft,
    at: Date,
  ): Promise<{ readonly position: string; readonly leaf: string }>;
  /** The keyed digest under which a holder stands in the record. */
  subjectOf(holder: { readonly type: string; readonly code: string }): string;
  page(filter: AuditFilter, page: PageRequest): Promise<Page<AuditEntryView>>;
}
