import type { Sql } from '../storage/index.js';
import type { SignedTreeHead } from './audit-tree.js';
import { foldNodes, placesOf, type LeafRange, type NodePlace, type TreeNode } from './merkle.rules.js';

export interface LeafRow {
  readonly index: number;
  readonly position: number;
  readonly leaf: Buffer;
}

export async function lastHead(sql: Sql): Promise<SignedTreeHead | null> {
  const [row] = await sql.query<SignedTreeHead>(
    `select size, root, at, previous, kid, signature from audit_tree_head order by size desc limit 1`,
  );
  return row ?? null;
}

// What verification streams, up to the size of the head that it read first.
export const headsUpTo = `
  select size, root, at, previous, kid, signature from audit_tree_head where size <= $1 order by size`;
export const leavesBelow = `select index, position, leaf from audit_leaf where index < $1 order by index`;

export async function lastLeaf(sql: Sql): Promise<LeafRow | null> {
  const [row] = await sql.query<LeafRow>(
    `select index, position, leaf from audit_leaf order by index desc limit 1`,
  );
  return row ?? null;
}

export async function leafAt(sql: Sql, position: string): Promise<LeafRow | null> {
  const [row] = await sql.query<LeafRow>(`select index, position, leaf from audit_leaf where position = $1`, [
    position,
  ]);
  return row ?? null;
}

export function unsealedLeaves(
  sql: Sql,
  range: { readonly after: number; readonly upTo: number; readonly limit: number },
): Promise<{ position: number; leaf: string }[]> {
  return sql.query(
    `select position, leaf from audit_entry where position > $1 and position <= $2 order by position limit $3`,
    [range.after, range.upTo, range.limit],
  );
}

/** In the order asked for; null where the tree lacks the subtree. */
export async function nodesAt(sql: Sql, places: readonly NodePlace[]): Promise<(Buffer | null)[]> {
  if (places.length === 0) return [];
  const rows = await sql.query<{ hash: Buffer | null }>(
    `select coalesce(node.hash, leaf.leaf) as hash
       from unnest($1::smallint[], $2::bigint[]) with ordinality as place (level, index, number)
       left join audit_node as node on node.level = place.level and node.index = place.index
       left join audit_leaf as leaf on place.level = 0 and leaf.index = place.index
      order by place.number`,
    [places.map(({ level }) => level), places.map(({ index }) => index)],
  );
  return rows.map(({ hash }) => hash);
}

/** The full subtrees of a range with their hashes; null when the stored tree has a hole there. */
export async function nodesOf(sql: Sql, range: LeafRange): Promise<TreeNode[] | null> {
  const places = placesOf(range);
  const hashes = await nodesAt(sql, places);
  const nodes = places.flatMap((place, at) => {
    const hash = hashes[at];
    return hash ? [{ ...place, hash }] : [];
  });
  return nodes.length === places.length ? nodes : null;
}

/** The hash over each range, read in one statement; null when the stored tree has a hole there. */
export async function rangeHashes(sql: Sql, ranges: readonly LeafRange[]): Promise<(Buffer | null)[]> {
  const places = ranges.map(placesOf);
  const hashes = await nodesAt(sql, places.flat());
  let read = 0;
  return places.map(({ length }) => {
    const own = hashes.slice(read, (read += length)).filter((hash) => hash !== null);
    return own.length === length ? foldNodes(own) : null;
  });
}

export async function insertLeaves(sql: Sql, leaves: readonly LeafRow[]): Promise<void> {
  await sql.query(
    `insert into audit_leaf (index, position, leaf) select * from unnest($1::bigint[], $2::bigint[], $3::bytea[])`,
    [
      leaves.map(({ index }) => index),
      leaves.map(({ position }) => position),
      leaves.map(({ leaf }) => leaf),
    ],
  );
}

export async function insertNodes(sql: Sql, nodes: readonly TreeNode[]): Promise<void> {
  await sql.query(
    `insert into audit_node (level, index, hash) select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])`,
    [nodes.map(({ level }) => level), nodes.map(({ index }) => index), nodes.map(({ hash }) => hash)],
  );
}

export async function insertHead(sql: Sql, head: SignedTreeHead): Promise<void> {
  const { size, root, at, previous, kid, signature } = head;
  await sql.query(
    `insert into audit_tree_head (size, root, at, previous, kid, signature) values ($1, $2, $3, $4, $5, $6)`,
    [size, root, at, previous, kid, signature],
  );
}
