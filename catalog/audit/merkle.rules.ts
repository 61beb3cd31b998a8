import { createHash } from 'node:crypto';

// The Merkle tree of RFC 9162 §2.1 over SHA-256. Sizes and indexes are numbers below 2^53, so no bit operators (32 bits).

/** A full subtree: covers the leaves from index × 2^level up to, not including, (index + 1) × 2^level. */
export interface NodePlace {
  readonly level: number;
  readonly index: number;
}

export interface TreeNode extends NodePlace {
  readonly hash: Buffer;
}

/** Leaves from `start` up to, not including, `end`. */
export interface LeafRange {
  readonly start: number;
  readonly end: number;
}

/** §2.1.1: a leaf is hashed behind 0x00 and a node behind 0x01, so that neither can pass for the other. */
const leafPrefix = Buffer.of(0x00);
const nodePrefix = Buffer.of(0x01);

export function hashLeaf(input: Uint8Array | string): Buffer {
  return createHash('sha256').update(leafPrefix).update(input).digest();
}

export function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(nodePrefix).update(left).update(right).digest();
}

/**
 * The full subtrees that make up a range, left to right. A range is a whole tree or one that a path asks for: it begins
 * at a multiple of the largest power of two in it, so the subtrees get smaller to the right.
 */
export function placesOf({ start, end }: LeafRange): NodePlace[] {
  const places: NodePlace[] = [];
  for (let at = start; at < end;) {
    const level = Math.log2(largestPower(end - at));
    places.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return places;
}

/** The hash over such subtrees: those on the right are joined first, because every left one is full. */
export function foldNodes(hashes: readonly Buffer[]): Buffer {
  const last = hashes.at(-1);
  // RFC 9162 §2.1.1: the hash of an empty list is the hash of an empty string.
  if (!last) return createHash('sha256').digest();
  return hashes.slice(0, -1).reduceRight((right, left) => hashNode(left, right), last);
}

/** One more leaf behind those that the full subtrees `frontier` cover; `completed` are the subtrees that it fills. */
export function grow(
  frontier: readonly TreeNode[],
  leaf: Buffer,
): { readonly frontier: readonly TreeNode[]; readonly completed: readonly TreeNode[] } {
  const stack = [...frontier];
  const completed: TreeNode[] = [];
  let node: TreeNode = { level: 0, index: sizeOf(frontier), hash: leaf };
  for (let left = stack.at(-1); left?.level === node.level; left = stack.at(-1)) {
    stack.pop();
    node = { level: node.level + 1, index: left.index / 2, hash: hashNode(left.hash, node.hash) };
    completed.push(node);
  }
  return { frontier: [...stack, node], completed };
}

export function rootOf(frontier: readonly TreeNode[]): Buffer {
  return foldNodes(frontier.map(({ hash }) => hash));
}

/** How many leaves the full subtrees cover. */
export function sizeOf(frontier: readonly TreeNode[]): number {
  return frontier.reduce((sum, { level }) => sum + 2 ** level, 0);
}

/** The ranges whose hashes prove that a leaf is in the tree, from the leaf upwards (RFC 9162 §2.1.3.1). */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  const ranges: LeafRange[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + largestPowerBelow(end - start);
    if (index < middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  return ranges.reverse();
}

/** The root that a leaf and its path lead to (RFC 9162 §2.1.3.2); null when the path has not the length it must have. */
export function rootByPath(
  leaf: Buffer,
  index: number,
  size: number,
  path: readonly Buffer[],
): Buffer | null {
  const ranges = index < size ? inclusionRanges(index, size) : null;
  if (ranges?.length !== path.length) return null;
  return path.reduce((hash, sibling, step) => {
    const isLeft = (ranges[step]?.start ?? 0) <= index;
    return isLeft ? hashNode(sibling, hash) : hashNode(hash, sibling);
  }, leaf);
}

function largestPower(count: number): number {
  const power = 2 ** Math.floor(Math.log2(count));
  // log2 of a number just below a power of two is rounded up to it once the number is large.
  return power > count ? power / 2 : power;
}

function largestPowerBelow(count: number): number {
  return largestPower(count - 1);
}
