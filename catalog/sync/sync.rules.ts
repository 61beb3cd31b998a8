import { changeKinds, type ChangeKind, type ChangeView } from '../change/change.js';
import { digestOf } from '../storage/index.js';
import { peerDocuments } from './peer-document.schema.js';
import type { QuarantineReason } from './sync.js';

/** A change fit to be applied, of a kind that we know. */
export interface SoundChange extends ChangeView {
  readonly kind: ChangeKind;
}

/** Is this change what it says it is? null = yes. */
export function judgeChange(change: ChangeView): QuarantineReason | null {
  if (!isKnown(change.kind)) return 'KIND_UNKNOWN';
  if (change.deleted) return 'DELETION_UNSUPPORTED';
  if (digestOf(change.document) !== change.digest) return 'DIGEST_MISMATCH';
  return peerDocuments[change.kind].safeParse(change.document).success ? null : 'DOCUMENT_MALFORMED';
}

function isKnown(kind: string): kind is ChangeKind {
  return (changeKinds as readonly string[]).includes(kind);
}

/**
 * Splits a page into runs that one batch each can apply, in the feed's order: one kind, and no key twice, because the second
 * version of a thing rests on the first.
 */
export function runsOf(changes: readonly SoundChange[]): readonly (readonly SoundChange[])[] {
  const runs: SoundChange[][] = [];
  let seen = new Set<string>();
  for (const change of changes) {
    const run = runs.at(-1);
    if (run?.[0]?.kind === change.kind && !seen.has(change.key)) run.push(change);
    else {
      runs.push([change]);
      seen = new Set();
    }
    seen.add(change.key);
  }
  return runs;
}
