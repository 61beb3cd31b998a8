import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { proofProblem } from '../../catalog/audit/audit-proof.rules.js';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.js';
import { auditDraft, fillRecord, jwksOf, newTreeKey, now, openRecord, treeKey } from './audit-tree-ground.js';

describe('the tree over the record of accesses', () => {
  let fresh: FreshDatabase;
  beforeEach(async () => {
    fresh = await freshDatabase();
  });
  afterEach(() => fresh.drop());

  it('says of an empty record that it is whole and has no head', async () => {
    const { tree } = openRecord(fresh.database);
    expect(await tree.seal()).toBeNull();
    expect(await tree.verify()).toEqual({
      entries: 0,
      unsealed: 0,
      intact: true,
      firstBroken: null,
      broken: null,
      treeHead: null,
    });
  });

  it('seals what is there, once, and tells what is not sealed yet', async () => {
    const { tree } = await fillRecord(fresh.database);
    const verified = await tree.verify();
    expect(verified).toMatchObject({ entries: 12, unsealed: 1, intact: true, treeHead: { size: 11 } });
    const head = await tree.seal();
    expect(head?.size).toBe(12);
    expect(await tree.seal()).toEqual(head);
    expect(await tree.verify()).toMatchObject({ entries: 12, unsealed: 0, intact: true, treeHead: head });
    expect(verified.treeHead && (await tree.holds(verified.treeHead))).toBe(true);
    const heads = await fresh.database.query('select size from audit_tree_head order by size');
    expect(heads).toEqual([{ size: 4 }, { size: 8 }, { size: 11 }, { size: 12 }]);
  });

  it('seals more than fits into one piece', async () => {
    const { tree } = openRecord(fresh.database);
    const leaf = `encode(sha256(number::text::bytea), 'hex')`;
    await fresh.database.query(
      `insert into audit_entry (at, consumer, operation, outcome, reasons, detail, trace_id, leaf)
       select now(), '', '', '', '[]', '{}', '', ${leaf} from generate_series(1, 12001) as number`,
    );
    expect((await tree.seal())?.size).toBe(12_001);
    const heads = await fresh.database.query('select size from audit_tree_head order by size');
    expect(heads).toEqual([{ size: 5_000 }, { size: 10_000 }, { size: 12_001 }]);
  });

  it.each(['audit_leaf', 'audit_node', 'audit_tree_head'])(
    '%s is append-only, also for us',
    async (table) => {
      await fillRecord(fresh.database);
      const column = table === 'audit_tree_head' ? 'size' : 'index';
      for (const statement of [
        `update ${table} set ${column} = ${column} + 100`,
        `delete from ${table}`,
        `truncate ${table}`,
      ])
        await expect(fresh.database.query(statement)).rejects.toThrow('append-only');
    },
  );

  it.each(['commits', 'fails'])(
    'does not seal an entry while one before it may still come, which at last %s',
    async (end) => {
      const { audit, tree, append } = openRecord(fresh.database);
      await append('first');
      let finish: (error?: Error) => void = () => undefined;
      let written: (position: string) => void = () => undefined;
      const early = new Promise<string>((resolve) => (written = resolve));
      const slow = fresh.database.transaction(async (tx) => {
        const { position } = await audit.append(tx, auditDraft({ traceId: 'slow' }), now);
        written(position);
        await new Promise<void>((resolve, reject) => {
          finish = (error) => (error ? reject(error) : resolve());
        });
      });
      try {
        expect(await early).toBe('2');
        expect(await append('overtakes')).toBe(3);
        expect((await tree.seal())?.size).toBe(1);
        expect(await tree.verify()).toMatchObject({ entries: 2, unsealed: 1, intact: true });
        // Other answers do not wait for the slow one, nor for sealing.
        expect(await append('goes on')).toBe(4);
      } finally {
        finish(end === 'commits' ? undefined : new Error('no answer'));
      }
      await slow.catch(() => undefined);
      expect((await tree.seal())?.size).toBe(end === 'commits' ? 4 : 3);
      expect(await tree.verify()).toMatchObject({ unsealed: 0, intact: true });
      const leaves = await fresh.database.query<{ position: number }>(
        'select position from audit_leaf order by index',
      );
      expect(leaves.map(({ position }) => position)).toEqual(end === 'commits' ? [1, 2, 3, 4] : [1, 3, 4]);
    },
  );

  it('stays whole when many write, some fail, and two seal and one verifies at the same time', async () => {
    const { audit, tree } = openRecord(fresh.database);
    let writing = true;
    const write = async (writer: number) => {
      for (let number = 0; number < 40; number += 1) {
        const work = fresh.database.transaction(async (tx) => {
          await audit.append(tx, auditDraft({ traceId: `${writer}-${number}` }), now);
          await sleep((writer * 7 + number * 3) % 5);
          if (number % 8 === 0) throw new Error('no answer');
        });
        await work.catch(() => undefined);
      }
    };
    const seal = async () => {
      while (writing) {
        await tree.seal();
        await sleep(1);
      }
    };
    const verified: boolean[] = [];
    const verify = async () => {
      while (writing) verified.push((await tree.verify()).intact);
    };
    const others = [seal(), seal(), verify()];
    await Promise.all([0, 1, 2, 3, 4].map(write));
    writing = false;
    await Promise.all(others);
    expect((await tree.seal())?.size).toBe(175);
    expect(await tree.verify()).toMatchObject({ entries: 175, unsealed: 0, intact: true });
    expect(verified).not.toContain(false);
    const [heads] = await fresh.database.query<{ count: number }>(
      'select count(*) as count from audit_tree_head',
    );
    expect(heads?.count).toBeGreaterThan(3);
  });

  it('proves each entry by the published keys alone, in trees of every size', async () => {
    const { tree, append } = openRecord(fresh.database);
    const positions: string[] = [];
    for (let size = 1; size <= 9; size += 1) {
      positions.push(String(await append(`trace-${size}`)));
      await tree.seal();
      for (const position of positions) {
        const proof: unknown = JSON.parse(JSON.stringify(await tree.proof(position)));
        expect(proofProblem(proof, jwksOf(newTreeKey('other'), treeKey))).toBeNull();
        expect(proofProblem(proof, jwksOf(newTreeKey('other')))?.code).toBe('KEY_UNKNOWN');
        expect(proofProblem(proof, jwksOf(newTreeKey(treeKey.kid)))?.code).toBe('SIGNATURE_WRONG');
      }
    }
  });

  it('gives a proof in which no character can be changed', async () => {
    const { tree } = await fillRecord(fresh.database);
    const text = JSON.stringify(await tree.proof('6'));
    const jwks = jwksOf(treeKey);
    const passed: string[] = [];
    for (let at = 0; at < text.length; at += 1) {
      for (const put of ['0', 'b', 'B', '_', '', '11', '"', ' ']) {
        const changed = text.slice(0, at) + put + text.slice(at + 1);
        const read = parsed(changed);
        // A space between tokens changes the text and not what it says.
        if (read === null || JSON.stringify(read) === text) continue;
        if (proofProblem(read, jwks) === null) passed.push(changed);
      }
    }
    expect(passed).toEqual([]);
    expect(proofProblem(parsed(text), jwks)).toBeNull();
    expect(proofProblem(parsed(text.replace('{', '{"note":"x",')), jwks)?.code).toBe('PROOF_MALFORMED');
    expect(proofProblem({}, jwks)?.code).toBe('PROOF_MALFORMED');
    expect(proofProblem(parsed(text), { keys: 1 })?.code).toBe('KEYS_MALFORMED');
  });

  it('does not prove what is not there, or not sealed', async () => {
    const { tree } = await fillRecord(fresh.database);
    await expect(tree.proof('13')).rejects.toMatchObject({ reason: 'AUDIT_ENTRY_UNSEALED' });
    for (const position of ['7', '99', '0', '-1', 'x', '9'.repeat(15), '9'.repeat(20)])
      await expect(tree.proof(position)).rejects.toMatchObject({ reason: 'AUDIT_ENTRY_UNKNOWN' });
  });

  it('goes on under a new key, and the heads of the old one still count', async () => {
    await fillRecord(fresh.database);
    const newer = newTreeKey('newer');
    const { tree } = openRecord(fresh.database, [newer, treeKey]);
    expect((await tree.seal())?.kid).toBe('newer');
    expect(await tree.verify()).toMatchObject({ intact: true, unsealed: 0 });
    expect(proofProblem(parsed(JSON.stringify(await tree.proof('13'))), jwksOf(newer))).toBeNull();
    const { tree: forgetful } = openRecord(fresh.database, [newer]);
    expect(await forgetful.verify()).toMatchObject({ intact: false, broken: { code: 'HEAD_CHANGED' } });
  });

  it('exports by consumer and time, oldest first', async () => {
    const { tree, audit } = await fillRecord(fresh.database);
    const later = new Date('2026-12-02T00:00:00Z');
    await fresh.database.transaction((tx) => audit.append(tx, auditDraft({ consumer: 'c2' }), later));
    const exported = async (filter: Parameters<typeof tree.export>[0]) => {
      const positions: string[] = [];
      for await (const piece of tree.export(filter)) positions.push(...piece.map((entry) => entry.position));
      return positions.map(Number);
    };
    expect(await exported({})).toEqual([1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14]);
    expect(await exported({ consumer: 'c2' })).toEqual([14]);
    expect(await exported({ since: later })).toEqual([14]);
    expect(await exported({ until: later, consumer: 'dept-test' })).toHaveLength(12);
  });
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
