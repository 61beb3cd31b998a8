import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BreakCode, SignedTreeHead } from '../../catalog/audit/audit-tree.js';
import { leafOf } from '../../catalog/audit/audit.rules.js';
import { grow, rootOf, type TreeNode } from '../../catalog/audit/merkle.rules.js';
import { signHead } from '../../catalog/audit/tree-head.rules.js';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.js';
import type { openRecord } from './audit-tree-ground.js';
import { auditDraft, fillRecord, newTreeKey, now, tamper, treeKey } from './audit-tree-ground.js';

/**
 * What a superuser of the database does to the record, and what is said of it. Positions 1 to 13 without 7; the leaves
 * 0–3 are positions 1–4, 4–7 are 5, 6, 8, 9, and 8–10 are 10–12 (one head each); 13 is not sealed.
 */
type Case = readonly [what: string, code: BreakCode, position: string, statements: readonly string[]];

/** Another value of the column's type. */
const other: Readonly<Record<string, string>> = {
  at: `at + interval '1 microsecond'`,
  subject: `overlay(subject placing 'f' from 1 for 1)`,
  reasons: `jsonb_set(reasons, '{0,zh}', '"無效"')`,
  detail: `jsonb_set(detail, '{count}', '3')`,
  leaf: `overlay(leaf placing case left(leaf, 1) when '0' then '1' else '0' end from 1 for 1)`,
};
const columns = [
  ...['at', 'consumer', 'operation', 'subject', 'matter', 'case_number', 'mode', 'clerk', 'outcome'],
  ...['reasons', 'detail', 'trace_id', 'leaf'],
];
const change = (column: string, position: number) =>
  `update audit_entry set ${column} = ${other[column] ?? `${column} || ' '`} where position = ${position}`;

const exchange = (table: string, column: string, one: number, two: number) => [
  `update ${table} set ${column} = -1 where ${column} = ${one}`,
  `update ${table} set ${column} = ${one} where ${column} = ${two}`,
  `update ${table} set ${column} = ${two} where ${column} = -1`,
];
const copyTo = (position: number) =>
  `insert into audit_entry overriding system value
   select (json_populate_record(entry, '{"position": ${position}}')).* from audit_entry as entry where position = 5`;
const flip = (column: string) => `set_byte(${column}, 31, get_byte(${column}, 31) # 1)`;

const entryCases: readonly Case[] = [
  ...columns.map((column): Case => [`${column} changed`, 'ENTRY_CHANGED', '6', [change(column, 6)]]),
  [
    'a moment out of time',
    'ENTRY_CHANGED',
    '6',
    [`update audit_entry set at = 'infinity' where position = 6`],
  ],
  ['a value emptied', 'ENTRY_CHANGED', '6', [`update audit_entry set clerk = null where position = 6`]],
  ['the first entry changed', 'ENTRY_CHANGED', '1', [change('clerk', 1)]],
  ['the last sealed one changed', 'ENTRY_CHANGED', '12', [change('clerk', 12)]],
  ['one not yet sealed changed', 'ENTRY_CHANGED', '13', [change('clerk', 13)]],
  ['two changed', 'ENTRY_CHANGED', '3', [change('clerk', 8), change('mode', 3)]],
  ['one removed', 'ENTRY_REMOVED', '6', ['delete from audit_entry where position = 6']],
  ['the first one removed', 'ENTRY_REMOVED', '1', ['delete from audit_entry where position = 1']],
  ['the sealed end removed', 'ENTRY_REMOVED', '11', ['delete from audit_entry where position >= 11']],
  ['all removed', 'ENTRY_REMOVED', '1', ['truncate audit_entry']],
  ['two exchanged', 'ENTRY_MOVED', '5', exchange('audit_entry', 'position', 5, 10)],
  [
    'one put at another position',
    'ENTRY_REMOVED',
    '6',
    ['update audit_entry set position = 99 where position = 6'],
  ],
  ['one put into a gap', 'ENTRY_REMOVED', '6', ['update audit_entry set position = 7 where position = 6']],
  ['a copy put into a gap', 'ENTRY_INSERTED', '7', [copyTo(7)]],
  ['a copy put before all', 'ENTRY_INSERTED', '0', [copyTo(0)]],
];

const treeCases: readonly Case[] = [
  ['a leaf changed', 'ENTRY_REPLACED', '6', [`update audit_leaf set leaf = ${flip('leaf')} where index = 5`]],
  ['a leaf removed', 'LEAF_REMOVED', '6', ['delete from audit_leaf where index = 5']],
  ['the last leaves removed', 'LEAF_REMOVED', '11', ['delete from audit_leaf where index >= 9']],
  ['two leaves exchanged', 'LEAVES_REORDERED', '5', exchange('audit_leaf', 'index', 4, 7)],
  [
    'entry and leaf removed',
    'LEAF_REMOVED',
    '8',
    ['delete from audit_entry where position = 6', 'delete from audit_leaf where position = 6'],
  ],
  [
    'leaf and entry of the end removed',
    'TAIL_REMOVED',
    '11',
    ['delete from audit_entry where position >= 11', 'delete from audit_leaf where position >= 11'],
  ],
  [
    'a node changed',
    'NODE_CHANGED',
    '5',
    [`update audit_node set hash = ${flip('hash')} where level = 2 and index = 1`],
  ],
  ['a node removed', 'NODE_CHANGED', '5', ['delete from audit_node where level = 1 and index = 2']],
  [
    'a node put in early',
    'NODE_CHANGED',
    '13',
    [`insert into audit_node select 2, 2, hash from audit_node where level = 2 and index = 1`],
  ],
  ['a head removed', 'HEAD_REMOVED', '5', ['delete from audit_tree_head where size = 8']],
  ['the first head removed', 'HEAD_REMOVED', '1', ['delete from audit_tree_head where size = 4']],
  ['the last head removed', 'HEAD_REMOVED', '10', ['delete from audit_tree_head where size = 11']],
  ['all heads removed', 'HEAD_REMOVED', '1', ['truncate audit_tree_head']],
  ...['root', 'at', 'previous', 'kid', 'signature'].map((column): Case => [
    `${column} of a head changed`,
    'HEAD_CHANGED',
    '5',
    [`update audit_tree_head set ${column} = ${column} || ' ' where size = 8`],
  ]),
  ['size of a head changed', 'HEAD_CHANGED', '5', ['update audit_tree_head set size = 7 where size = 8']],
  [
    'a head of nothing put in',
    'HEAD_CHANGED',
    '1',
    [
      `insert into audit_tree_head select 0, root, at, previous, kid, signature from audit_tree_head where size = 4`,
    ],
  ],
];

describe('tampering with the record of accesses', () => {
  let fresh: FreshDatabase;
  let record: ReturnType<typeof openRecord>;
  beforeEach(async () => {
    fresh = await freshDatabase();
    record = await fillRecord(fresh.database);
  });
  afterEach(() => fresh.drop());

  const found = async (kept: readonly SignedTreeHead[] = []) => {
    const { intact, firstBroken, broken } = await record.tree.verify(kept);
    expect(firstBroken).toBe(broken?.position ?? null);
    expect(intact).toBe(broken === null);
    return broken && [broken.code, broken.position];
  };
  const newestHead = async () => {
    const { treeHead } = await record.tree.verify();
    if (!treeHead) throw new Error('no head');
    return treeHead;
  };

  it.each([...entryCases, ...treeCases])('%s: %s at %s', async (_, code, position, statements) => {
    expect(await found()).toBeNull();
    await tamper(fresh.database, ...statements);
    expect(await found()).toEqual([code, position]);
  });

  /** Entry 6 gets another clerk, and everything that hangs on it is made anew as far as wanted. */
  async function rewrite(depth: 'entry' | 'leaf' | 'nodes' | 'root' | 'signature'): Promise<void> {
    const { database } = fresh;
    const leaf = leafOf(auditDraft({ traceId: 'trace-6', clerk: 'someone else' }), now);
    await tamper(
      database,
      `update audit_entry set clerk = 'someone else', leaf = '${leaf}' where position = 6`,
    );
    if (depth === 'entry') return;
    await database.query(`update audit_leaf set leaf = decode($1, 'hex') where position = 6`, [leaf]);
    if (depth === 'leaf') return;
    const leaves = await database.query<{ leaf: Buffer }>('select leaf from audit_leaf order by index');
    const heads = await database.query<SignedTreeHead>('select * from audit_tree_head order by size');
    let frontier: readonly TreeNode[] = [];
    for (const [at, each] of leaves.entries()) {
      const grown = grow(frontier, each.leaf);
      frontier = grown.frontier;
      for (const node of grown.completed)
        await database.query('update audit_node set hash = $3 where level = $1 and index = $2', [
          ...[node.level, node.index, node.hash],
        ]);
      const head = heads.find(({ size }) => size === at + 1);
      if (!head || depth === 'nodes') continue;
      const root = rootOf(frontier).toString('hex');
      if (root === head.root) continue;
      const { signature } = signHead({ ...newTreeKey(treeKey.kid) }, { ...head, root });
      await database.query('update audit_tree_head set root = $2, signature = $3 where size = $1', [
        ...[head.size, root, depth === 'signature' ? signature : head.signature],
      ]);
    }
  }

  it.each([
    ['entry', 'ENTRY_REPLACED', '6'],
    ['leaf', 'NODE_CHANGED', '5'],
    ['nodes', 'ROOT_DIFFERS', '5'],
    ['root', 'HEAD_CHANGED', '5'],
    ['signature', 'HEAD_CHANGED', '5'],
  ] as const)('a rewriting that reaches the %s: %s at %s', async (depth, code, position) => {
    await rewrite(depth);
    expect(await found()).toEqual([code, position]);
  });

  it('the end cut off everywhere is found with a head that was kept elsewhere, and only with it', async () => {
    const kept = await newestHead();
    await tamper(
      fresh.database,
      'delete from audit_entry where position >= 10',
      'delete from audit_leaf where position >= 10',
      'delete from audit_node where (index + 1) * 2 ^ level > 8',
      'delete from audit_tree_head where size > 8',
    );
    expect(await found()).toBeNull();
    expect(await record.tree.holds(kept)).toBe(false);
    expect(await found([kept])).toEqual(['TAIL_REMOVED', '10']);
    // Other entries in their place do not help.
    for (let number = 0; number < 4; number += 1) await record.append('instead');
    await record.tree.seal();
    expect(await found()).toBeNull();
    expect(await record.tree.holds(kept)).toBe(false);
    expect(await found([kept])).toEqual(['ROOT_DIFFERS', '14']);
  });

  it('a kept head must be ours', async () => {
    const head = await newestHead();
    const forged = signHead(newTreeKey(treeKey.kid), { ...head, size: 99 });
    await expect(record.tree.verify([forged])).rejects.toMatchObject({ reason: 'AUDIT_HEAD_UNUSABLE' });
  });

  it.each([
    ['a node', `update audit_node set hash = ${flip('hash')} where level = 3`],
    ['a leaf', `update audit_leaf set leaf = ${flip('leaf')} where index = 10`],
    ['the last leaf', `delete from audit_leaf where index = 10`],
    ['the last head', `delete from audit_tree_head where size = 11`],
  ])('nothing is sealed on top of a tree in which %s is not as signed', async (_, statement) => {
    await tamper(fresh.database, statement);
    await expect(record.tree.seal()).rejects.toMatchObject({ reason: 'AUDIT_TREE_BROKEN' });
  });

  it('counts all entries also when it stopped early', async () => {
    await tamper(fresh.database, change('clerk', 1));
    expect(await record.tree.verify()).toMatchObject({ entries: 12, intact: false, firstBroken: '1' });
  });
});
