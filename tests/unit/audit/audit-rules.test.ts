import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditDraft } from '../../../catalog/audit/audit.js';
import { auditRange, leafOf, subjectDigest } from '../../../catalog/audit/audit.rules.js';
import { caughtFault } from '../code/caught-fault.js';

const at = new Date('2026-11-21T02:00:00.123Z');
const entry: AuditDraft = {
  consumer: 'dept-demo',
  operation: 'licences',
  subject: 'ab',
  matter: 'm',
  caseNumber: 'c',
  mode: 'HOLDER_PRESENT',
  clerk: null,
  outcome: 'ANSWERED',
  reasons: [{ code: 'VALID', en: 'yes', zh: '是' }],
  detail: { types: ['t'] },
  traceId: 'trace',
};

describe('the leaf of an audit entry', () => {
  it('is SHA-256 over 0x00 and the canonical JSON, written out here by hand', () => {
    const json =
      '{"at":"2026-11-21T02:00:00.123Z","caseNumber":"c","clerk":null,"consumer":"dept-demo",' +
      '"detail":{"types":["t"]},"matter":"m","mode":"HOLDER_PRESENT","operation":"licences",' +
      '"outcome":"ANSWERED","reasons":[{"code":"VALID","en":"yes","zh":"是"}],"subject":"ab","traceId":"trace"}';
    const bytes = Buffer.concat([Buffer.of(0), Buffer.from(json, 'utf8')]);
    expect(leafOf(entry, at)).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('does not hang on the order of keys, nor on what a wider view adds', () => {
    const turned = Object.fromEntries(Object.entries(entry).reverse()) as unknown as AuditDraft;
    expect(leafOf(turned, at)).toBe(leafOf(entry, at));
    expect(leafOf({ ...entry, ...{ position: '7', leaf: 'x', at } }, at)).toBe(leafOf(entry, at));
  });

  it.each(Object.keys(entry) as (keyof AuditDraft)[])('changes when %s changes', (key) => {
    expect(leafOf({ ...entry, [key]: 'CHANGED' }, at)).not.toBe(leafOf(entry, at));
  });

  it('changes with the moment', () => {
    expect(leafOf(entry, new Date(at.getTime() + 1))).not.toBe(leafOf(entry, at));
  });
});

describe('the subject of an audit entry', () => {
  const key = Buffer.alloc(32, 7);

  it('is an HMAC over type, colon and number', () => {
    const expected = createHmac('sha256', key).update('111:X').digest('hex');
    expect(subjectDigest(key, { type: '111', code: 'X' })).toBe(expected);
  });

  it('tells holders and keys apart and never shows the number', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[0-9]{17}[0-9X]$/),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (code, bytes) => {
          const digest = subjectDigest(Buffer.from(bytes), { type: '111', code });
          expect(digest).toMatch(/^[0-9a-f]{64}$/);
          expect(digest).not.toContain(code);
          expect(digest).not.toBe(subjectDigest(Buffer.from(bytes), { type: '999', code }));
          expect(digest).not.toBe(subjectDigest(Buffer.from([...bytes, 1]), { type: '111', code }));
        },
      ),
    );
  });
});

describe('where a page of the record begins', () => {
  it('is the newest entry without a cursor, and a position with one', () => {
    expect(auditRange({ after: null, limit: 21 })).toEqual({ before: '9223372036854775807', limit: 21 });
    expect(auditRange({ after: '17', limit: 21 })).toEqual({ before: '17', limit: 21 });
  });

  it.each(['', '-1', '1.5', 'x', '1'.repeat(19), '１'])('refuses the key %j of another list', (after) => {
    expect(caughtFault(() => auditRange({ after, limit: 1 })).reason).toBe('CURSOR_INVALID');
  });
});
