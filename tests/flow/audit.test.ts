import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditDraft, AuditFilter } from '../../catalog/audit/audit.js';
import { leafOf } from '../../catalog/audit/audit.rules.js';
import { type AuditService, openAuditService } from '../../catalog/audit/audit.service.js';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.js';
import { neighbour, now, person } from '../support/sample-case.js';

const auditKey = Buffer.alloc(32, 5);

describe('the record of accesses', () => {
  let fresh: FreshDatabase;
  let audit: AuditService;
  beforeAll(async () => {
    fresh = await freshDatabase();
    audit = openAuditService({ database: fresh.database, auditKey });
  });
  afterAll(() => fresh.drop());

  const draft = (change: Partial<AuditDraft> = {}): AuditDraft => ({
    consumer: 'dept-test',
    operation: 'licences',
    subject: audit.subjectOf(person),
    matter: 'M-1',
    caseNumber: 'C-1',
    mode: 'HOLDER_PRESENT',
    clerk: null,
    outcome: 'ANSWERED',
    reasons: [{ code: 'VALID', en: 'valid', zh: '有效' }],
    detail: { types: ['t'] },
    traceId: 'trace',
    ...change,
  });
  const append = (change: Partial<AuditDraft> = {}, at = now) =>
    fresh.database.transaction((tx) => audit.append(tx, draft(change), at));
  const count = async () => (await fresh.database.query('select 1 from audit_entry')).length;
  const all = async (filter: AuditFilter = {}) =>
    (await audit.page(filter, { first: 200, after: null })).items.map(({ node }) => node);

  it('keeps an entry with its transaction and loses it with its transaction', async () => {
    const before = await count();
    await append();
    const failed = fresh.database.transaction(async (tx) => {
      await audit.append(tx, draft(), now);
      throw new Error('the answer failed');
    });
    await expect(failed).rejects.toThrow('the answer failed');
    expect(await count()).toBe(before + 1);
  });

  it('gives the leaf that anyone can compute from the stored row alone', async () => {
    const text = fc.string({ unit: 'grapheme' }).filter((each) => !each.includes('\0'));
    const json = fc
      .jsonValue({ stringUnit: 'grapheme' })
      .filter((each) => !JSON.stringify(each).includes('\\u0000'));
    const entries = fc.record({
      operation: text,
      clerk: fc.option(text),
      reasons: fc.array(fc.record({ code: text, en: text, zh: text }), { maxLength: 3 }),
      detail: fc.dictionary(text, json),
      outcome: fc.constantFrom('ANSWERED', 'REFUSED', 'FAILED' as const),
    });
    const moments = fc.date({
      min: new Date('2020-01-01'),
      max: new Date('2099-01-01'),
      noInvalidDate: true,
    });
    await fc.assert(
      fc.asyncProperty(entries, moments, async (change, at) => {
        const { position, leaf } = await append(change, at);
        const [stored] = (await all()).filter((each) => each.position === position);
        expect(stored && leafOf(stored, stored.at)).toBe(leaf);
        expect(stored?.leaf).toBe(leaf);
      }),
      { numRuns: 50 },
    );
  });

  it.each(['update audit_entry set clerk = $$x$$', 'delete from audit_entry', 'truncate audit_entry'])(
    'refuses `%s`: it is append-only, also for us',
    async (statement) => {
      await append();
      const before = await all();
      await expect(fresh.database.query(statement)).rejects.toThrow('append-only');
      expect(await all()).toEqual(before);
    },
  );

  it('is read from its newest end, page by page, without a gap or a repetition', async () => {
    for (let index = 0; index < 7; index += 1) await append({ operation: 'paged', traceId: `p${index}` });
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const page: Awaited<ReturnType<AuditService['page']>> = await audit.page(
        { operation: 'paged' },
        { first: 3, after },
      );
      seen.push(...page.items.map(({ node }) => node.traceId));
      // Whatever is appended meanwhile is newer and moves nothing.
      await append({ operation: 'paged', traceId: 'later' });
      if (!page.hasNextPage) break;
      after = page.items.at(-1)?.cursor ?? null;
    }
    expect(seen).toEqual(['p6', 'p5', 'p4', 'p3', 'p2', 'p1', 'p0']);
  });

  it('is searched by each of its filters and counted alike', async () => {
    const at = new Date('2030-05-05T05:05:05.005Z');
    const other = {
      consumer: 'c2',
      operation: 'o2',
      caseNumber: 'C-2',
      matter: 'M-2',
      outcome: 'REFUSED' as const,
    };
    await append({ ...other, subject: audit.subjectOf(neighbour) }, at);
    const filters: readonly AuditFilter[] = [
      { consumer: 'c2' },
      { operation: 'o2' },
      { caseNumber: 'C-2' },
      { matter: 'M-2' },
      { outcome: 'REFUSED', consumer: 'c2' },
      { holder: neighbour },
      { since: at, until: new Date(at.getTime() + 1) },
      { ...other, holder: neighbour, since: at },
    ];
    for (const filter of filters) {
      expect((await all(filter)).map(({ consumer }) => consumer)).toEqual(['c2']);
      expect(await audit.count(filter)).toBe(1);
    }
    expect(await all({ holder: { type: '999', code: neighbour.code } })).toEqual([]);
    expect(await all({ since: at, until: at })).toEqual([]);
    expect(await audit.count({})).toBe(await count());
  });

  it('does not find a holder by the number under another key', async () => {
    const stranger = openAuditService({ database: fresh.database, auditKey: Buffer.alloc(32, 6) });
    const found = await stranger.page({ holder: person }, { first: 1, after: null });
    expect(found.items).toEqual([]);
  });

  it('refuses a key that could be guessed, a page that is too large and a cursor of another list', async () => {
    expect(() => openAuditService({ database: fresh.database, auditKey: Buffer.alloc(16) })).toThrow(
      'audit key',
    );
    await expect(audit.page({}, { first: 201, after: null })).rejects.toMatchObject({
      reason: 'PAGE_SIZE_INVALID',
    });
    await expect(audit.page({}, { first: 1, after: 'x' })).rejects.toMatchObject({
      reason: 'CURSOR_INVALID',
    });
  });
});
