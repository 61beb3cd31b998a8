import { createHmac } from 'node:crypto';
import { Fault } from '../errors.js';
import { canonicalJson, type KeysetRange } from '../storage/index.js';
import type { AuditDraft } from './audit.js';
import { hashLeaf } from './merkle.rules.js';

/**
 * The leaf hash of an entry. The moment stands in it, the position does not: the position is where the leaf stands in
 * the tree, and is proved by the tree.
 */
export function leafOf(entry: AuditDraft, at: Date): string {
  const { consumer, operation, subject, matter, caseNumber, mode, clerk, outcome, reasons, detail, traceId } =
    entry;
  const text = canonicalJson({
    at: at.toISOString(),
    ...{ consumer, operation, subject, matter, caseNumber, mode, clerk, outcome, reasons, detail, traceId },
  });
  return hashLeaf(text).toString('hex');
}

/**
 * The keyed digest under which a holder stands in the record. Without the key nobody can try out the few billion citizen
 * numbers there are. The colon stands in no identity type, so two holders never run together.
 */
export function subjectDigest(key: Buffer, holder: { readonly type: string; readonly code: string }): string {
  return createHmac('sha256', key).update(`${holder.type}:${holder.code}`).digest('hex');
}

/** The largest bigint: where a list begins that is read from its newest end. */
const newest = '9223372036854775807';

/** A cursor of another list may pass as ours until it is read: only a position is a key here. */
export function auditRange({ after, limit }: KeysetRange): {
  readonly before: string;
  readonly limit: number;
} {
  if (after !== null && !/^\d{1,18}$/.test(after)) throw new Fault('CURSOR_INVALID');
  return { before: after ?? newest, limit };
}
