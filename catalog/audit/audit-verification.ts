import { Fault } from '../errors.js';
import type { Database } from '../storage/index.js';
import { brokenAt } from './audit-break.js';
import type { AuditBreak, AuditVerification, SignedTreeHead } from './audit-tree.js';
import { headsUpTo, lastHead, leavesBelow, leafAt, nodesAt, type LeafRow } from './audit-tree.query.js';
import { viewOf, type AuditRow } from './audit.query.js';
import { leafOf } from './audit.rules.js';
import { grow, rootOf, type TreeNode } from './merkle.rules.js';
import { openCursor, type RowCursor } from './row-cursor.js';
import { headDigest, isSignedByUs, type TreeKeyring } from './tree-head.rules.js';

interface CheckedRow extends AuditRow {
  /** The moment was hashed with milliseconds; what is finer than that in the column was not written by us. */
  readonly tooFine: boolean;
}

const allEntries = `
  select *, at <> date_trunc('milliseconds', at) as "tooFine" from audit_entry order by position`;

/** Stored nodes are compared in pieces of so many: one statement each. */
const PIECE = 1_000;

/**
 * Walks entries, leaves and heads side by side, each in its order. The newest head is read first and bounds the rest, so
 * that sealing may go on meanwhile; entries behind its leaves are the unsealed tail.
 */
export async function verifyRecord(
  database: Database,
  keyOf: TreeKeyring,
  kept: readonly SignedTreeHead[],
): Promise<AuditVerification> {
  const foreign = kept.find((head) => !isSignedByUs(head, keyOf));
  if (foreign) throw new Fault('AUDIT_HEAD_UNUSABLE', { problem: foreign.size });
  const treeHead = await lastHead(database);
  const size = treeHead?.size ?? 0;
  const heads = openCursor(database.stream<SignedTreeHead>(headsUpTo, [size]));
  const leaves = openCursor(database.stream<LeafRow>(leavesBelow, [size]));
  const entries = openCursor(database.stream<CheckedRow>(allEntries));
  try {
    const walk = { database, keyOf, kept, heads, leaves, entries, size };
    const sealed = await walkSealed(walk);
    const tail = sealed.broken === null ? await walkTail(entries) : { broken: sealed.broken, count: 0 };
    const broken = tail.broken;
    const counted = sealed.count + tail.count;
    return {
      entries: broken ? await countEntries(database) : counted,
      unsealed: tail.count,
      intact: broken === null,
      firstBroken: broken?.position ?? null,
      broken,
      treeHead,
    };
  } finally {
    await Promise.all([heads.close(), leaves.close(), entries.close()]);
  }
}

interface Walk {
  readonly database: Database;
  readonly keyOf: TreeKeyring;
  readonly kept: readonly SignedTreeHead[];
  readonly heads: RowCursor<SignedTreeHead>;
  readonly leaves: RowCursor<LeafRow>;
  readonly entries: RowCursor<CheckedRow>;
  /** Of the newest head. */
  readonly size: number;
}

interface Walked {
  readonly broken: AuditBreak | null;
  readonly count: number;
}

async function walkSealed(walk: Walk): Promise<Walked> {
  const { database, kept, leaves, entries, heads, size } = walk;
  let frontier: readonly TreeNode[] = [];
  let nodes: TreeNode[] = [];
  let count = 0;
  let position = 0;
  /** The first entry that no checked head covers: where a wrong head may begin to be wrong. */
  let since: number | null = null;
  let previous: SignedTreeHead | null = null;
  for (let leaf = await leaves.next(); leaf; leaf = await leaves.next()) {
    const wrong = await entryBreak(walk, leaf, count, position);
    if (wrong) return { broken: wrong, count };
    since ??= leaf.position;
    position = leaf.position;
    count += 1;
    const grown = grow(frontier, leaf.leaf);
    frontier = grown.frontier;
    nodes.push(...grown.completed);
    const head = await heads.peek();
    const isHead = head !== null && head.size <= count;
    if (isHead || nodes.length >= PIECE) {
      const changed = await nodeBreak(database, nodes);
      if (changed) return { broken: changed, count };
      nodes = [];
    }
    const keptHere = kept.filter((each) => each.size === count);
    const root = isHead || keptHere.length > 0 ? rootOf(frontier).toString('hex') : null;
    if (keptHere.some((each) => each.root !== root))
      return { broken: brokenAt('ROOT_DIFFERS', since), count };
    if (!isHead) continue;
    await heads.next();
    const broken = headBreak(head, { keyOf: walk.keyOf, previous, count, root });
    if (broken) return { broken: brokenAt(broken, since), count };
    previous = head;
    since = null;
  }
  if (count < size) {
    const left = await entries.peek();
    return {
      broken: left ? brokenAt('LEAF_REMOVED', left.position) : brokenAt('TAIL_REMOVED', position + 1),
      count,
    };
  }
  return { broken: await endBreak(walk, position), count };
}

async function entryBreak(
  { database, entries }: Walk,
  leaf: LeafRow,
  count: number,
  before: number,
): Promise<AuditBreak | null> {
  const entry = await entries.peek();
  if (leaf.index !== count)
    return brokenAt('LEAF_REMOVED', Math.min(entry?.position ?? leaf.position, leaf.position));
  if (leaf.position <= before) return brokenAt('LEAVES_REORDERED', leaf.position);
  if (!entry || entry.position > leaf.position) return brokenAt('ENTRY_REMOVED', leaf.position);
  if (entry.position < leaf.position) {
    const own = await leafAt(database, String(entry.position));
    return brokenAt(own ? 'LEAVES_REORDERED' : 'ENTRY_INSERTED', entry.position);
  }
  await entries.next();
  if (!fitsItsLeaf(entry)) return brokenAt('ENTRY_CHANGED', entry.position);
  const sealed = leaf.leaf.toString('hex');
  if (entry.leaf === sealed) return null;
  const [elsewhere] = await database.query('select 1 from audit_entry where leaf = $1 limit 1', [sealed]);
  return brokenAt(elsewhere ? 'ENTRY_MOVED' : 'ENTRY_REPLACED', entry.position);
}

function fitsItsLeaf(row: CheckedRow): boolean {
  // 'infinity' is read as a number.
  if (row.tooFine || !(row.at instanceof Date)) return false;
  return leafOf(viewOf(row), row.at) === row.leaf;
}

/** Entries that no head covers yet: all that can be said is whether each fits the hash that it was written with. */
async function walkTail(entries: RowCursor<CheckedRow>): Promise<Walked> {
  let count = 0;
  for (let entry = await entries.next(); entry; entry = await entries.next()) {
    if (!fitsItsLeaf(entry)) return { broken: brokenAt('ENTRY_CHANGED', entry.position), count };
    count += 1;
  }
  return { broken: null, count };
}

async function nodeBreak(database: Database, nodes: readonly TreeNode[]): Promise<AuditBreak | null> {
  const stored = await nodesAt(database, nodes);
  const wrong = nodes.find(({ hash }, at) => !stored[at]?.equals(hash));
  if (!wrong) return null;
  const first = wrong.index * 2 ** wrong.level;
  const [leaf] = await database.query<LeafRow>('select * from audit_leaf where index = $1', [first]);
  return brokenAt('NODE_CHANGED', leaf?.position ?? first);
}

function headBreak(
  head: SignedTreeHead,
  seen: { keyOf: TreeKeyring; previous: SignedTreeHead | null; count: number; root: string | null },
): 'HEAD_CHANGED' | 'HEAD_REMOVED' | 'ROOT_DIFFERS' | null {
  if (head.size !== seen.count || !isSignedByUs(head, seen.keyOf)) return 'HEAD_CHANGED';
  if (head.previous !== (seen.previous && headDigest(seen.previous))) return 'HEAD_REMOVED';
  return head.root === seen.root ? null : 'ROOT_DIFFERS';
}

/** What was cut off, or put, behind the newest head that is left. */
async function endBreak({ database, kept, size }: Walk, position: number): Promise<AuditBreak | null> {
  const [bare] = await database.query<LeafRow>(
    `select * from audit_leaf
      where index >= coalesce((select max(size) from audit_tree_head), 0) order by index limit 1`,
  );
  if (bare) return brokenAt('HEAD_REMOVED', bare.position);
  // A node over leaves that are not there yet would stand in the way of sealing.
  const [early] = await database.query(
    `select 1 from audit_node
      where (index + 1) * power(2::float8, level) > coalesce((select max(index) + 1 from audit_leaf), 0) limit 1`,
  );
  if (early) return brokenAt('NODE_CHANGED', position + 1);
  return kept.some((head) => head.size > size) ? brokenAt('TAIL_REMOVED', position + 1) : null;
}

async function countEntries(database: Database): Promise<number> {
  const [row] = await database.query<{ count: number }>('select count(*) as count from audit_entry');
  return row?.count ?? 0;
}
