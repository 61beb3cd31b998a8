import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Purpose } from '../../../catalog/access/access.js';
import { demandPurpose, recordablePurpose } from '../../../catalog/access/purpose.rules.js';
import { isFault, parseHolder } from '../../../catalog/index.js';
import {
  bureau,
  caseNumber,
  matterCode,
  otherMatterCode,
  person,
  purpose,
} from '../../support/sample-case.js';
import { citizenNumbers } from '../code/arbitrary-codes.js';

function fault(change: Partial<Purpose>, holder = person): string | null {
  try {
    demandPurpose({ ...purpose, ...change }, { matter: matterCode, holder });
    return null;
  } catch (error) {
    if (isFault(error)) return error.reason;
    throw error;
  }
}

describe('a purpose', () => {
  it.each<[string, Partial<Purpose>, string | null]>([
    ['in the standard form', {}, null],
    ['with a local case number', { caseNumber: '茂南收字〔2026〕12号' }, null],
    [
      'with a case number of another matter',
      { caseNumber: `${otherMatterCode}202611210001` },
      'PURPOSE_CASE_MISMATCH',
    ],
    ['without a case number', { caseNumber: '' }, 'CASE_NUMBER_MALFORMED'],
    ['with a citizen number for a case number', { caseNumber: person.code }, 'CASE_NUMBER_MALFORMED'],
    [
      'with a case number that holds the holder',
      { caseNumber: `A-${person.code}-1` },
      'PURPOSE_NAMES_HOLDER',
    ],
    ['of another matter than asked', { matter: otherMatterCode }, 'PURPOSE_MATTER_MISMATCH'],
    ['ex officio without a clerk', { mode: 'EX_OFFICIO' }, 'PURPOSE_CLERK_MISSING'],
    ['ex officio with a blank clerk', { mode: 'EX_OFFICIO', clerk: ' 　' }, 'PURPOSE_CLERK_MISSING'],
    ['ex officio with a clerk', { mode: 'EX_OFFICIO', clerk: '工号0012' }, null],
    ['with a clerk who is the holder', { clerk: `王${person.code.toLowerCase()}` }, 'PURPOSE_NAMES_HOLDER'],
    ['with a citizen number for a clerk', { clerk: person.code }, 'PURPOSE_NAMES_HOLDER'],
    ['delegated without a clerk', { mode: 'DELEGATED' }, null],
  ])('%s', (_, change, expected) => {
    expect(fault(change)).toBe(expected);
  });

  it('may name a body: its number is public and stands in its own matter codes', () => {
    expect(fault({ clerk: bureau }, parseHolder('001', bureau))).toBeNull();
  });

  it('may by chance hold a very short number', () => {
    expect(fault({ caseNumber: 'A-2026-12' }, parseHolder('999', '2026'))).toBeNull();
  });
});

describe('what of a purpose is recorded', () => {
  it('is all of a sound one', () => {
    expect(recordablePurpose({ ...purpose, clerk: '工号0012' }, person)).toEqual({
      matter: matterCode,
      caseNumber,
      mode: 'HOLDER_PRESENT',
      clerk: '工号0012',
    });
  });

  it('is the case number of another matter too: an auditor looks for it', () => {
    const other = `${otherMatterCode}202611210001`;
    expect(recordablePurpose({ ...purpose, caseNumber: other }, person).caseNumber).toBe(other);
  });

  it('never a personal number, wherever people put it', () => {
    const wrapped = fc.tuple(fc.constantFrom('', 'A-', '王'), fc.constantFrom('', '-1', '号'));
    fc.assert(
      fc.property(citizenNumbers, wrapped, wrapped, (number, [before, after], [ahead, behind]) => {
        const holder = parseHolder('111', number);
        const put = { ...purpose, caseNumber: before + number + after, clerk: ahead + number + behind };
        expect(JSON.stringify(recordablePurpose(put, holder))).not.toContain(number);
        const alone = { ...purpose, caseNumber: number, clerk: number };
        expect(JSON.stringify(recordablePurpose(alone, null))).not.toContain(number);
      }),
    );
  });
});
