import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChangeDraft } from '../../catalog/change/change.js';
import type { ChangeService } from '../../catalog/change/change.service.js';
import { digestOf, openDatabase } from '../../catalog/storage/index.js';
import { faultOf, lockWaited, openRegisters, servicesOn, type Registers } from './registers.js';

let registers: Registers;
let made = 0;

function draft(regionPath: string | null = null, document: unknown = { number: made }): ChangeDraft {
  made += 1;
  return { kind: 'MATTER', key: `key ${made}`, version: 1, document, regionPath };
}

const append = (...drafts: ChangeDraft[]) =>
  registers.database.transaction((tx) => registers.changes.append(tx, drafts));
const keysOf = (page: Awaited<ReturnType<ChangeService['page']>>) => page.changes.map(({ key }) => key);
const fromStart = (first = 2_000, regionPath: string | null = null) =>
  registers.changes.page({ after: null, regionPath, first });

async function walk(first: number, regionPath: string | null): Promise<string[]> {
  const keys: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const page = await registers.changes.page({ after, regionPath, first });
    keys.push(...keysOf(page));
    ({ endCursor: after, more } = page);
    if (!more) expect(after).toBe(page.head);
  }
  return keys;
}

describe('the feed', () => {
  beforeEach(async () => {
    registers = await openRegisters();
    return () => registers.drop();
  });

  it('begins empty, and its end is a cursor too', async () => {
    const page = await fromStart();
    expect(page).toEqual({ changes: [], endCursor: '0', more: false, head: '0' });
    expect(await registers.changes.page({ after: page.endCursor, regionPath: null, first: 1 })).toEqual(page);
  });

  it('gives back what was appended, in order, with the digest of its content', async () => {
    const document = { 名称: '虚构事项', nested: { b: 1.5, a: [null, '"\\\n'] } };
    const drafts = [draft(null, document), draft(null, null)];
    await append(...drafts);
    const { changes, endCursor, head } = await fromStart();
    const origin = await registers.changes.origin();
    expect(changes).toEqual(
      drafts.map(({ kind, key, version, document: content }, at) => ({
        position: String(at + 1),
        origin,
        kind,
        key,
        version,
        digest: digestOf(content),
        deleted: content === null,
        document: content,
      })),
    );
    expect(digestOf(changes[0]?.document)).toBe(changes[0]?.digest);
    expect([endCursor, head]).toEqual(['2', '2']);
  });

  it('keeps the order of a list that takes several statements', async () => {
    const drafts = Array.from({ length: 2_345 }, () => draft());
    const before = registers.statements.length;
    await append(...drafts);
    expect(
      registers.statements.slice(before).filter((text) => text.includes('insert into change')).length,
    ).toBe(3);
    expect(await walk(1_000, null)).toEqual(drafts.map(({ key }) => key));
  });

  it('holds nothing of a transaction that failed', async () => {
    await expect(
      registers.database.transaction(async (tx) => {
        await registers.changes.append(tx, [draft()]);
        throw new Error('too late');
      }),
    ).rejects.toThrow('too late');
    const kept = draft();
    await append(kept);
    expect(keysOf(await fromStart())).toEqual([kept.key]);
  });

  it('asks nothing of the database for no changes', async () => {
    const before = registers.statements.length;
    await append();
    expect(registers.statements.length).toBe(before);
  });

  it('goes on where a page ended', async () => {
    const drafts = [draft(), draft(), draft()];
    await append(...drafts);
    const one = await fromStart(2);
    expect(one).toMatchObject({ more: true, endCursor: '2', head: '3' });
    const two = await registers.changes.page({ after: one.endCursor, regionPath: null, first: 2 });
    expect(two).toMatchObject({ more: false, endCursor: '3', head: '3', changes: [{ key: drafts[2]?.key }] });
  });

  it('refuses a cursor that it has not reached: of another gateway, or of before a restore', async () => {
    await append(draft());
    for (const regionPath of [null, '000000000000/440000000000']) {
      const fault = await faultOf(registers.changes.page({ after: '2', regionPath, first: 1 }));
      expect(fault.reason).toBe('CURSOR_INVALID');
    }
  });

  it('has one name, whoever asks first', async () => {
    const others = await Promise.all([1, 2, 3].map(() => openDatabase({ url: registers.url })));
    const services = [registers.database, ...others].flatMap((database) => [
      servicesOn(database).changes,
      servicesOn(database).changes,
    ]);
    const names = await Promise.all(services.map((changes) => changes.origin()));
    await Promise.all(others.map((database) => database.close()));
    expect(new Set(names).size).toBe(1);
    expect(await registers.database.query('select id from origin')).toEqual([{ id: names[0] }]);
  });
});

describe('what the feed refuses', () => {
  beforeAll(async () => {
    registers = await openRegisters();
  });
  afterAll(() => registers.drop());

  it.each([0, -1, 2_001, 1.5, Number.NaN])('refuses a page of %s', async (first) => {
    expect(await faultOf(fromStart(first))).toMatchObject({
      reason: 'PAGE_SIZE_INVALID',
      facts: { most: 2_000 },
    });
  });

  it.each(['', '-1', '01', '1.5', '1e3', ' 1', '１', '9'.repeat(19), "1'; drop table change; --"])(
    'refuses the cursor "%s"',
    async (after) => {
      const fault = await faultOf(registers.changes.page({ after, regionPath: null, first: 1 }));
      expect(fault.reason).toBe('CURSOR_INVALID');
    },
  );
});

describe('two writers at the same time', () => {
  beforeEach(async () => {
    registers = await openRegisters();
    return () => registers.drop();
  });

  it('commit in the order of their positions: the second waits for the first', async () => {
    const [first, second] = [draft(), draft()];
    const secondCommitted = { yet: false };
    let other: Promise<unknown> = Promise.resolve();
    await registers.database.transaction(async (tx) => {
      await registers.changes.append(tx, [first]);
      other = append(second).then(() => (secondCommitted.yet = true));
      await lockWaited(registers.database, other);
      expect(secondCommitted.yet).toBe(false);
      expect(keysOf(await fromStart())).toEqual([]);
    });
    await other;
    expect(keysOf(await fromStart())).toEqual([first.key, second.key]);
  });

  it('and a reader that follows the feed misses nothing, however commits fall', async () => {
    const writers = Array.from({ length: 6 }, async (_, writer) => {
      for (let round = 0; round < 12; round += 1) {
        await registers.database.transaction(async (tx) => {
          await registers.changes.append(tx, [draft(), draft()]);
          await pause((writer * 7 + round * 5) % 11);
        });
      }
    });
    const writing = { done: false };
    const written = Promise.all(writers).then(() => (writing.done = true));
    const followed: string[] = [];
    let after: string | null = null;
    for (let last = false; !last;) {
      last = writing.done;
      const page: Awaited<ReturnType<ChangeService['page']>> = await registers.changes.page({
        after,
        regionPath: null,
        first: 5,
      });
      followed.push(...keysOf(page));
      after = page.endCursor;
      last &&= !page.more;
    }
    await written;
    expect(followed).toEqual(await walk(2_000, null));
    expect(followed.length).toBe(6 * 12 * 2);
  });
});

describe('the feed of a region', () => {
  const nation = '000000000000';
  const guangdong = `${nation}/440000000000`;
  const maoming = `${guangdong}/440900000000`;
  const maonan = `${maoming}/440902000000`;
  const dongguan = `${guangdong}/441900000000`;
  // A neighbour whose path has 茂名's as its beginning in letters only.
  const lookalike = `${maoming}9`;
  const places = [null, nation, guangdong, maoming, maonan, dongguan, lookalike];

  beforeAll(async () => {
    registers = await openRegisters();
  });
  afterAll(() => registers.drop());

  it('holds its subtree, what lies above it and what is nationwide, page by page', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...places), { maxLength: 25 }),
        fc.constantFrom(nation, guangdong, maoming, maonan, dongguan),
        fc.integer({ min: 1, max: 6 }),
        async (paths, asked, first) => {
          const before = await walk(2_000, asked);
          const drafts = [...paths, lookalike].map((path) => draft(path));
          await append(...drafts);
          const expected = drafts.filter(
            ({ regionPath: path }) =>
              path === null || path === asked || path.startsWith(`${asked}/`) || asked.startsWith(`${path}/`),
          );
          expect(await walk(first, asked)).toEqual([...before, ...expected.map(({ key }) => key)]);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('moves its cursor past the entries of other regions', async () => {
    await append(draft(dongguan));
    const { head } = await fromStart();
    const page = await registers.changes.page({
      after: String(Number(head) - 1),
      regionPath: maoming,
      first: 1,
    });
    expect(page).toEqual({ changes: [], endCursor: head, more: false, head });
  });
});
