import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditCodeCheckDigit, isCreditCode } from '../../../catalog/code/index.js';
import { nameSameDepartment, readDepartmentCode } from '../../../catalog/exchange/department-code.rules.js';
import { isOrganisationCode } from '../../../catalog/exchange/organisation-code.rules.js';

describe('organisation code, GB 11714', () => {
  it.each(['083372204', '00877868-5', '00877836X', '76726532-X', '68236467-9', '008779522'])(
    '%s agrees',
    (code) => {
      expect(isOrganisationCode(code)).toBe(true);
    },
  );

  it.each(['083372205', '130501003', '00877868', '0087786855', '0087-78685', '00877868-x', ''])(
    '%s does not',
    (code) => {
      expect(isOrganisationCode(code)).toBe(false);
    },
  );
});

describe('a department code', () => {
  it.each([
    ['11511301008778220W', null, null],
    ['', 'DEPARTMENT_CODE_MISSING', null],
    ['083372204', 'DEPARTMENT_CODE_OLD', null],
    ['00877868-5', 'DEPARTMENT_CODE_OLD', null],
    ['130501003', 'DEPARTMENT_CODE_CHECK_WRONG', null],
    ['1151130108778239R', 'DEPARTMENT_CODE_LENGTH_WRONG', '11511301008778239R'],
    ['1151130000877869M', 'DEPARTMENT_CODE_LENGTH_WRONG', '11511300008778693M'],
    ['1151130108778239R_6918', 'DEPARTMENT_CODE_SUFFIXED', '11511301008778239R'],
    ['11511301008778220W_1', 'DEPARTMENT_CODE_SUFFIXED', '11511301008778220W'],
    ['11511301452259996u', 'DEPARTMENT_CODE_LOWER_CASE', '11511301452259996U'],
    ['11511301 00877822 0W', 'DEPARTMENT_CODE_MISTYPED', '11511301008778220W'],
    ['1151130l008778220W', 'DEPARTMENT_CODE_LOWER_CASE', null],
    ['1151130I008778220W', 'DEPARTMENT_CODE_MISTYPED', '11511301008778220W'],
    ['11511301008778221W', 'DEPARTMENT_CODE_CHECK_WRONG', null],
    ['1111111111111111', 'DEPARTMENT_CODE_DUMMY', null],
    ['4431152073643597824', 'DEPARTMENT_CODE_LOCAL', null],
    ['TE5116020105116050', 'DEPARTMENT_CODE_LOCAL', null],
    ['11736', 'DEPARTMENT_CODE_LOCAL', null],
  ])('%s is %s, perhaps %s', (text, rule, proposal) => {
    expect(readDepartmentCode(text)).toMatchObject({ rule, proposal });
  });

  it('is a credit code only when nothing is wrong with it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Za-z_-]{0,20}$/), (text) => {
        const { creditCode, rule, proposal } = readDepartmentCode(text);
        expect(creditCode === null).toBe(rule !== null);
        if (creditCode !== null) expect(isCreditCode(creditCode)).toBe(true);
        // Nothing is proposed that would itself be a finding.
        if (proposal !== null) expect(isCreditCode(proposal)).toBe(true);
      }),
    );
  });

  it('that lost one character is given back as it was, or not at all', () => {
    const body = fc.stringMatching(/^[0-9]{8}$/).map(
      (eight) =>
        '0123456789X'
          .split('')
          .map((check) => eight + check)
          .find(isOrganisationCode) ?? '',
    );
    const code = body.map((nine) => `11511301${nine}${creditCodeCheckDigit(`11511301${nine}`)}`);
    let told = 0;
    fc.assert(
      fc.property(code, fc.nat(16), (whole, at) => {
        const { proposal } = readDepartmentCode(whole.slice(0, at) + whole.slice(at + 1));
        expect([whole, null]).toContain(proposal);
        if (proposal !== null) told += 1;
      }),
      { numRuns: 300, seed: 11714 },
    );
    expect(told).toBeGreaterThan(20);
  });
});

describe('two forms of one department', () => {
  it.each([
    ['083372204', '115113010833722043', true],
    ['00877868-5', '115113010087786859', true],
    ['11511301452259996u', '11511301452259996U', true],
    ['1151130108778239R_6918', '1151130108778239R', true],
    ['00877836X', '11511301MB1550442U', false],
    ['11736', '2222222222222', false],
  ])('%s and %s: %s', (one, other, same) => {
    expect(nameSameDepartment(one, other)).toBe(same);
    expect(nameSameDepartment(other, one)).toBe(same);
  });
});
