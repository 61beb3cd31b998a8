import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  foldNodes,
  grow,
  hashLeaf,
  hashNode,
  inclusionRanges,
  placesOf,
  rootByPath,
  rootOf,
  sizeOf,
  type LeafRange,
  type TreeNode,
} from '../../../catalog/audit/merkle.rules.js';

// The tree of the Certificate Transparency reference implementation: eight inputs, the root of each beginning of them.
const inputs = [
  ...['', '00', '10', '2021', '3031', '40414243', '5051525354555657'],
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => Buffer.from(hex, 'hex'));
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const paths: readonly (readonly [index: number, size: number, path: readonly string[]])[] = [
  [0, 1, []],
  [
    ...([0, 8] as const),
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    ...([5, 8] as const),
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    ...([1, 5] as const),
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
];

function grown(leaves: readonly Buffer[]): { frontier: readonly TreeNode[]; nodes: TreeNode[] } {
  let frontier: readonly TreeNode[] = [];
  const nodes: TreeNode[] = [];
  for (const [index, hash] of leaves.entries()) {
    const step = grow(frontier, hash);
    frontier = step.frontier;
    nodes.push({ level: 0, index, hash }, ...step.completed);
  }
  return { frontier, nodes };
}

/** Only what a store of full subtrees has. */
function hashOf(nodes: readonly TreeNode[], range: LeafRange): Buffer {
  const byPlace = new Map(nodes.map((node) => [`${node.level}/${node.index}`, node.hash]));
  return foldNodes(
    placesOf(range).map(({ level, index }) => {
      const hash = byPlace.get(`${level}/${index}`);
      if (!hash) throw new Error(`no node ${level}/${index}`);
      return hash;
    }),
  );
}

const pathOf = (nodes: readonly TreeNode[], index: number, size: number) =>
  inclusionRanges(index, size).map((range) => hashOf(nodes, range));

describe('the Merkle tree, against published vectors', () => {
  const leaves = inputs.map((input) => hashLeaf(input));

  it.each(roots.map((root, at) => [at + 1, root] as const))('the root of %i leaves', (size, root) => {
    const { frontier } = grown(leaves.slice(0, size));
    expect(rootOf(frontier).toString('hex')).toBe(root);
    expect(sizeOf(frontier)).toBe(size);
  });

  it('the root of nothing is the hash of nothing', () => {
    expect(rootOf([]).toString('hex')).toBe(createHash('sha256').digest('hex'));
  });

  it.each(paths)('the path of leaf %i in a tree of %i', (index, size, path) => {
    const { nodes } = grown(leaves.slice(0, size));
    expect(pathOf(nodes, index, size).map((hash) => hash.toString('hex'))).toEqual(path);
    const root = rootByPath(
      leaves[index] ?? Buffer.of(),
      index,
      size,
      path.map((hex) => Buffer.from(hex, 'hex')),
    );
    expect(root?.toString('hex')).toBe(roots[size - 1]);
  });
});

// The definitions of RFC 9162 written down as they stand there: slow, and with nothing of our code in them.
function definedRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0] ?? Buffer.of();
  const k = split(leaves.length);
  const pair = [Buffer.of(1), definedRoot(leaves.slice(0, k)), definedRoot(leaves.slice(k))];
  return createHash('sha256').update(Buffer.concat(pair)).digest();
}
function definedPath(m: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return m < k
    ? [...definedPath(m, left), definedRoot(right)]
    : [...definedPath(m - k, right), definedRoot(left)];
}
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}
/** §2.1.3.2, step by step. */
function definedCheck(hash: Buffer, index: number, size: number, path: readonly Buffer[], root: Buffer) {
  if (index >= size) return false;
  let [fn, sn, r] = [index, size - 1, hash];
  for (const p of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      r = hashNode(p, r);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else {
      r = hashNode(r, p);
    }
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  return sn === 0 && r.equals(root);
}

describe('the Merkle tree, against its definition', () => {
  const sizes = fc.integer({ min: 1, max: 130 });
  const leavesOf = (size: number) => Array.from({ length: size }, (_, at) => hashLeaf(`leaf ${at}`));

  it('has the same root and the same paths for every leaf', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (size, seed) => {
        const leaves = leavesOf(size);
        const index = seed % size;
        const { frontier, nodes } = grown(leaves);
        expect(rootOf(frontier)).toEqual(definedRoot(leaves));
        expect(pathOf(nodes, index, size)).toEqual(definedPath(index, leaves));
      }),
    );
  });

  it('can be asked for the root of every smaller tree, from full subtrees alone', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (size, seed) => {
        const leaves = leavesOf(size);
        const end = 1 + (seed % size);
        expect(hashOf(grown(leaves).nodes, { start: 0, end })).toEqual(definedRoot(leaves.slice(0, end)));
      }),
    );
  });

  it('takes a path for good exactly when the definition does, also at a wrong index or size', () => {
    const asked = fc.record({
      size: sizes,
      seed: fc.nat(),
      claimedIndex: fc.option(fc.nat({ max: 140 })),
      claimedSize: fc.option(fc.nat({ max: 140 })),
      cut: fc.nat({ max: 2 }),
    });
    fc.assert(
      fc.property(asked, ({ size, seed, claimedIndex, claimedSize, cut }) => {
        const leaves = leavesOf(size);
        const index = seed % size;
        const leaf = leaves[index] ?? Buffer.of();
        const root = definedRoot(leaves);
        const path = definedPath(index, leaves).slice(cut);
        const claim = [leaf, claimedIndex ?? index, claimedSize ?? size, path] as const;
        const reached = rootByPath(...claim);
        expect(reached?.equals(root) ?? false).toBe(definedCheck(...claim, root));
      }),
      { numRuns: 500 },
    );
  });

  it('counts beyond 32 bits and up to 2^53', () => {
    const size = 2 ** 53 - 1;
    expect(placesOf({ start: 0, end: size })).toHaveLength(53);
    expect(inclusionRanges(size - 1, size)).toHaveLength(52);
    expect(inclusionRanges(0, size)).toHaveLength(53);
    expect(placesOf({ start: 2 ** 40, end: 2 ** 40 + 3 })).toEqual([
      { level: 1, index: 2 ** 39 },
      { level: 0, index: 2 ** 40 + 2 },
    ]);
  });
});
