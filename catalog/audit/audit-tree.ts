import type { KeyObject } from 'node:crypto';
import type { Wording } from '../wording.js';
import type { AuditEntryView } from './audit.js';

/** What is signed of the tree at one moment. Chained: each head carries the digest of the signed one before it. */
export interface TreeHead {
  readonly size: number;
  /** SHA-256, lower-case hex, as `previous`. */
  readonly root: string;
  /** ISO 8601 with milliseconds, in UTC. */
  readonly at: string;
  readonly previous: string | null;
  readonly kid: string;
}

export interface SignedTreeHead extends TreeHead {
  /** Ed25519 (RFC 8032) over the head's canonical JSON, base64url. */
  readonly signature: string;
}

/** A key pair that signs tree heads. */
export interface TreeKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/**
 * An entry with all that shows it is in the record. The position is left out: it is the name of a row, which nothing
 * signed repeats; the index in the tree is what is proved.
 */
export interface AuditProof {
  readonly entry: Omit<AuditEntryView, 'position' | 'leaf' | 'at'> & { readonly at: string };
  readonly leaf: string;
  readonly index: number;
  /** Sibling hashes from the leaf upwards (RFC 9162 §2.1.3.1). */
  readonly path: readonly string[];
  readonly head: SignedTreeHead;
}

/** In what way the record is not what was sealed. */
export type BreakCode =
  | 'ENTRY_CHANGED'
  | 'ENTRY_MOVED'
  | 'ENTRY_REPLACED'
  | 'ENTRY_REMOVED'
  | 'ENTRY_INSERTED'
  | 'LEAF_REMOVED'
  | 'LEAVES_REORDERED'
  | 'NODE_CHANGED'
  | 'HEAD_CHANGED'
  | 'HEAD_REMOVED'
  | 'ROOT_DIFFERS'
  | 'TAIL_REMOVED';

export interface AuditBreak extends Wording {
  readonly code: BreakCode;
  /** The first entry that is not, or may not be, what was sealed. */
  readonly position: string;
}

export interface AuditVerification {
  readonly entries: number;
  /** Entries at the end that no head covers yet; each fits its own leaf hash, but nothing signed vouches for it. */
  readonly unsealed: number;
  readonly intact: boolean;
  readonly firstBroken: string | null;
  readonly broken: AuditBreak | null;
  readonly treeHead: SignedTreeHead | null;
}
