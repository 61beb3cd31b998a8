import type { Clock } from '../clock.js';
import { Fault } from '../errors.js';
import type { Database, Transaction } from '../storage/index.js';
import type { AuditEntryView, AuditFilter } from './audit.js';
import type { AuditProof, AuditVerification, SignedTreeHead, TreeKey } from './audit-tree.js';
import {
  insertHead,
  insertLeaves,
  insertNodes,
  lastHead,
  lastLeaf,
  leafAt,
  nodesOf,
  rangeHashes,
  unsealedLeaves,
  type LeafRow,
} from './audit-tree.query.js';
import { proofEntryOf } from './audit-proof.rules.js';
import { selectAuditEntry, settledPosition, streamAuditEntries } from './audit.query.js';
import { verifyRecord } from './audit-verification.js';
import { grow, inclusionRanges, rootOf, type TreeNode } from './merkle.rules.js';
import { headDigest, signHead } from './tree-head.rules.js';

export interface AuditTreeService {
  /**
   * Takes all settled entries into the tree and signs its new head; the newest head otherwise, null for an empty record.
   * May be called by several processes at any time.
   */
  seal(): Promise<SignedTreeHead | null>;
  /** Whether the tree still begins with the leaves that a head was once signed of. A few rows are read. */
  holds(head: SignedTreeHead): Promise<boolean>;
  /** The entry must be sealed: `seal` first. */
  proof(position: string): Promise<AuditProof>;
  /**
   * Goes through the whole record, in bounded memory, and stops at the first thing that is not as sealed. `kept` are heads
   * that were kept outside the database: they alone show that the end of record, tree and heads was cut off together.
   */
  verify(kept?: readonly SignedTreeHead[]): Promise<AuditVerification>;
  /** Oldest first. */
  export(filter: Omit<AuditFilter, 'holder'>): AsyncIterable<AuditEntryView[]>;
}

export interface AuditTreeDeps {
  readonly database: Database;
  readonly clock: Clock;
  /** The newest first; the first one signs, the others still verify. */
  readonly treeKeys: readonly [TreeKey, ...TreeKey[]];
}

/** Any fixed number: whoever holds this advisory lock is sealing. */
const SEAL_LOCK = 7_218_064_015;
/** Entries per head: bounds memory and the length of one transaction. */
const PIECE = 5_000;

export function openAuditTreeService({ database, clock, treeKeys }: AuditTreeDeps): AuditTreeService {
  const byKid = new Map(treeKeys.map(({ kid, publicKey }) => [kid, publicKey]));

  async function sealPiece(tx: Transaction): Promise<{ head: SignedTreeHead | null; more: boolean }> {
    await tx.query('select pg_advisory_xact_lock($1)', [SEAL_LOCK]);
    const [head, last] = [await lastHead(tx), await lastLeaf(tx)];
    const upTo = await settledPosition(tx);
    const entries = await unsealedLeaves(tx, { after: last?.position ?? 0, upTo, limit: PIECE });
    if (entries.length === 0) return { head, more: false };
    const next = await extend(tx, head, last, entries);
    return { head: next, more: entries.length === PIECE };
  }

  async function extend(
    tx: Transaction,
    head: SignedTreeHead | null,
    last: LeafRow | null,
    entries: readonly { position: number; leaf: string }[],
  ): Promise<SignedTreeHead> {
    const size = last ? last.index + 1 : 0;
    let frontier = await soundFrontier(tx, head, size);
    const nodes: TreeNode[] = [];
    const leaves = entries.map(({ position, leaf }, at) => {
      const row = { index: size + at, position, leaf: Buffer.from(leaf, 'hex') };
      const grown = grow(frontier, row.leaf);
      frontier = grown.frontier;
      nodes.push(...grown.completed);
      return row;
    });
    await insertLeaves(tx, leaves);
    await insertNodes(tx, nodes);
    const signed = signHead(treeKeys[0], {
      size: size + leaves.length,
      root: rootOf(frontier).toString('hex'),
      at: clock().toISOString(),
      previous: head && headDigest(head),
    });
    await insertHead(tx, signed);
    return signed;
  }

  return {
    async seal() {
      // Nothing new is the rule: one cheap look, no transaction.
      const [state] = await database.query<{ waiting: boolean }>(anythingNew);
      if (!state?.waiting) return lastHead(database);
      for (;;) {
        const { head, more } = await database.transaction(sealPiece);
        if (!more) return head;
      }
    },

    async holds({ size, root }) {
      const [hash] = await rangeHashes(database, [{ start: 0, end: size }]);
      return hash?.toString('hex') === root;
    },

    async proof(position) {
      if (!/^\d{1,15}$/.test(position)) throw new Fault('AUDIT_ENTRY_UNKNOWN', { position });
      const [entry, leaf] = await Promise.all([
        selectAuditEntry(database, position),
        leafAt(database, position),
      ]);
      const head = await lastHead(database);
      if (!entry) throw new Fault('AUDIT_ENTRY_UNKNOWN', { position });
      if (!leaf || !head || leaf.index >= head.size) throw new Fault('AUDIT_ENTRY_UNSEALED', { position });
      const siblings = await rangeHashes(database, inclusionRanges(leaf.index, head.size));
      const path = siblings.map((hash) => {
        if (!hash) throw new Fault('AUDIT_TREE_BROKEN');
        return hash.toString('hex');
      });
      return {
        entry: proofEntryOf(entry),
        leaf: leaf.leaf.toString('hex'),
        index: leaf.index,
        path,
        head,
      };
    },

    verify: (kept = []) => verifyRecord(database, (kid) => byKid.get(kid) ?? null, kept),

    export: (filter) => streamAuditEntries(database, filter),
  };
}

const anythingNew = `
  select coalesce((select max(position) from audit_entry), 0) > coalesce((select max(position) from audit_leaf), 0)
         as waiting`;

/** What is already sealed is not signed again without a look: a head over a tampered tree would vouch for it. */
async function soundFrontier(
  tx: Transaction,
  head: SignedTreeHead | null,
  size: number,
): Promise<readonly TreeNode[]> {
  const frontier = await nodesOf(tx, { start: 0, end: size });
  if (!frontier || size !== (head?.size ?? 0)) throw new Fault('AUDIT_TREE_BROKEN');
  if (head && rootOf(frontier).toString('hex') !== head.root) throw new Fault('AUDIT_TREE_BROKEN');
  return frontier;
}
