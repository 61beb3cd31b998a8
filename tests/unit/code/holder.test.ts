import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  citizenNumberProblem,
  holderIdentityTypes,
  isCitizenNumber,
  maskHolderNumber,
  parseHolder,
} from '../../../catalog/code/index.js';
import {
  citizenNumbers,
  creditCodes,
  withNeighboursExchanged,
  withOneWrongCharacter,
} from './arbitrary-codes.js';
import { caughtFault } from './caught-fault.js';
import { realDataHere, realDataMissing, realRows } from './real-codes.js';

/** The example printed in GB 11643 itself; it is nobody's number. */
const printed = '11010519491231002X';

describe('holder identity types', () => {
  it('are the 16 published ones', (test) => {
    expect(Object.keys(holderIdentityTypes)).toHaveLength(16);
    expect(holderIdentityTypes['111'].zh).toBe('公民身份号码');
    test.skip(!realDataHere(), realDataMissing);
    const rows = realRows('licence-holder-types.csv');
    const names = Object.entries(holderIdentityTypes).map(([code, { zh }]) => [code, zh]);
    expect(Object.fromEntries(names)).toEqual(Object.fromEntries(rows.map(({ code, name }) => [code, name])));
  });

  it.each(['', '1', '112', '１１１', 'toString', printed])(
    'refuse type "%s" without repeating it',
    (type) => {
      const fault = caughtFault(() => parseHolder(type, printed));
      expect(fault.reason).toBe('HOLDER_TYPE_UNKNOWN');
      expect(fault.message).toContain('111');
      expect(fault.message).not.toContain(printed);
    },
  );
});

describe('citizen number', () => {
  it('takes the example of the standard', () => {
    expect(isCitizenNumber(printed)).toBe(true);
    expect(parseHolder('111', printed)).toEqual({ type: '111', code: printed });
  });

  it.each([
    ['11010519491231002x', 'CHARACTERS'],
    ['1101051949123100２X', 'CHARACTERS'],
    ['110105491231002', 'LENGTH'],
    ['11010519491231002X\n', 'LENGTH'],
    ['99010519491231002X', 'REGION'],
    ['110105194902290025', 'BIRTH_DATE'],
    ['110105194913310021', 'BIRTH_DATE'],
    ['110105099912310021', 'BIRTH_DATE'],
    ['110105194912310021', 'CHECK_DIGIT'],
  ])('%s fails for its %s', (text, problem) => {
    expect(citizenNumberProblem(text)).toBe(problem);
    const fault = caughtFault(() => parseHolder('111', text));
    expect(fault.reason).toBe('HOLDER_NUMBER_MALFORMED');
    expect(JSON.stringify(fault) + fault.message).not.toContain(text.slice(0, 14));
  });

  it('catches any one wrong character and any two exchanged neighbours', () => {
    fc.assert(fc.property(citizenNumbers, (number) => isCitizenNumber(number)));
    fc.assert(fc.property(withOneWrongCharacter(citizenNumbers), (text) => !isCitizenNumber(text)));
    fc.assert(fc.property(withNeighboursExchanged(citizenNumbers), (text) => !isCitizenNumber(text)));
  });
});

describe('other holders', () => {
  it('type 001 is a strict credit code', () => {
    fc.assert(
      fc.property(creditCodes, (code) => {
        expect(parseHolder('001', code)).toEqual({ type: '001', code });
      }),
    );
    const fault = caughtFault(() => parseHolder('001', '11440300007542785T'));
    expect(fault.facts).toMatchObject({ type: '001' });
    expect(fault.facts.problem).toContain('校验位不符');
  });

  it.each([
    ['414', 'E12345678'],
    ['114', '军字第1234567号'],
    ['516', 'H1234567800'],
    ['999', 'A/1-2(3)'],
  ])('type %s takes %s', (type, code) => {
    expect(parseHolder(type, code)).toEqual({ type, code });
  });

  it.each(['', 'E 1', ' E1', 'E1\n', 'Ｅ1', '\u202eE1', '9'.repeat(65)])('of any type refuses %j', (code) => {
    expect(caughtFault(() => parseHolder('414', code)).reason).toBe('HOLDER_NUMBER_MALFORMED');
  });
});

describe('masked holder number', () => {
  it.each([
    ['111', printed, '**************002X'],
    ['414', 'E12345678', '*******78'],
    ['999', 'A12', '***'],
    ['099', 'N'.repeat(36) + '1234', '*'.repeat(36) + '1234'],
  ])('of type %s hides all but the end', (type, code, masked) => {
    expect(maskHolderNumber(parseHolder(type, code).code)).toBe(masked);
  });
});
