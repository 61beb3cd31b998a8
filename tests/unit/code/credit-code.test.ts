import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCreditCode, parseCreditCode, readCreditCode } from '../../../catalog/code/index.js';
import { creditCodes, withNeighboursExchanged, withOneWrongCharacter } from './arbitrary-codes.js';
import { caughtFault } from './caught-fault.js';
import { realDataHere, realDataMissing, realDepartmentCodes, realRows } from './real-codes.js';

/** 自然资源部, 国家药品监督管理局, 公安部, 国家市场监督管理总局 and 广安区 bodies, as published. */
const published = [
  '11100000MB03271699',
  '11100000MB0341032Y',
  '11100000000013127D',
  '11100000MB0143028R',
  '11511301008778183N',
  '115113010833722043',
];
/** In use by real bodies although the check character does not agree. */
const genuineButFailing = ['11370500004311394A', '11440300007542785T'];

describe('credit code', () => {
  it.each(published)('takes %s', (code) => {
    expect(parseCreditCode(code)).toBe(code);
    expect(readCreditCode(code)).toEqual({ code, problem: null, proposal: null });
  });

  it.each(genuineButFailing)('%s: an import keeps it with a problem, a caller is refused', (code) => {
    expect(readCreditCode(code)).toEqual({ code, problem: 'CHECK_DIGIT', proposal: null });
    expect(caughtFault(() => parseCreditCode(code)).reason).toBe('CREDIT_CODE_MALFORMED');
  });

  it.each([
    ['11100000mb03271699', 'LOWER_CASE', '11100000MB03271699'],
    ['1110000OMB03271699', 'ALPHABET', '11100000MB03271699'],
    ['１1100000MB03271699', 'ALPHABET', '11100000MB03271699'],
    ['1110000SMB03271699', 'ALPHABET', null],
    ['11100000MB03271699 ', 'LENGTH', '11100000MB03271699'],
    ['083372204', 'LENGTH', null],
    ['', 'LENGTH', null],
  ])('reads "%s" as %s and proposes %s', (text, problem, proposal) => {
    expect(readCreditCode(text)).toEqual({ code: null, problem, proposal });
  });

  it('says what to do about lower case, and repeats no code in the fault', () => {
    const fault = caughtFault(() => parseCreditCode('11100000mb03271699'));
    expect(fault.facts.problem).toContain('write them in upper case');
    expect(fault.facts.problem).toContain('请改为大写');
    expect(fault.message.toUpperCase()).not.toContain('11100000MB03271699');
  });

  it('catches any one wrong character and any two exchanged neighbours', () => {
    fc.assert(fc.property(creditCodes, (code) => isCreditCode(code)));
    fc.assert(fc.property(withOneWrongCharacter(creditCodes), (text) => !isCreditCode(text)));
    fc.assert(fc.property(withNeighboursExchanged(creditCodes), (text) => !isCreditCode(text)));
  });

  it('agrees with the real matter codes on which organisation fails', (test) => {
    test.skip(!realDataHere(), realDataMissing);
    const rows = realRows('matter-codes.csv');
    expect(rows.length).toBe(23);
    for (const row of rows) {
      expect(isCreditCode(row.organisation_code ?? ''), row.organisation_code).toBe(
        row.organisation_check_ok === 'true',
      );
    }
  });

  it('reads every department code of the real guide index without losing one', (test) => {
    test.skip(!realDataHere(), realDataMissing);
    const readings = realDepartmentCodes().map((code) => readCreditCode(code));
    const count = (problem: string | null) =>
      readings.filter((reading) => reading.problem === problem).length;
    const counts = { ok: count(null), length: count('LENGTH'), lowerCase: count('LOWER_CASE') };
    expect(counts).toEqual({ ok: 251, length: 871, lowerCase: 13 });
    expect(readings.length).toBe(1135);
  });
});
