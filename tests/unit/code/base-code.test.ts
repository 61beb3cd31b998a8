import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  baseCodeParts,
  isOldBaseCode,
  oldBaseCodeParts,
  parseBaseCode,
  readBaseCodeGeneration,
} from '../../../catalog/code/index.js';
import { baseCodes } from './arbitrary-codes.js';
import { caughtFault } from './caught-fault.js';

describe('base code', () => {
  it.each([
    ['000115035000', { region: '00', type: '01', main: '15035', sub: '000' }],
    ['002072029000', { region: '00', type: '20', main: '72029', sub: '000' }],
    ['440106043001', { region: '44', type: '01', main: '06043', sub: '001' }],
    ['370310004812', { region: '37', type: '03', main: '10004', sub: '812' }],
  ])('%s falls into its segments', (code, parts) => {
    expect(baseCodeParts(parseBaseCode(code))).toEqual(parts);
    expect(readBaseCodeGeneration(code)).toBe('CURRENT');
  });

  it.each([
    ['0115035000', 'older generation'],
    ['99011503500', '11 characters instead of 12'],
    ['990115035000', 'region 99'],
    ['00011503500X', 'only the digits'],
  ])('refuses %s and says why: %s', (text, why) => {
    const fault = caughtFault(() => parseBaseCode(text));
    expect(fault.reason).toBe('BASE_CODE_MALFORMED');
    expect(fault.facts.value).toBe(text);
    expect(fault.facts.problem).toContain(why);
  });

  it('tells the generations apart', () => {
    expect(readBaseCodeGeneration('0115035000')).toBe('OLD_10');
    for (const text of ['', '01150350', '990115035000', '511A0138000000', '0115035000\n']) {
      expect(readBaseCodeGeneration(text)).toBeNull();
    }
    const old = '0115035001';
    expect(isOldBaseCode(old) && oldBaseCodeParts(old)).toEqual({ type: '01', main: '15035', sub: '001' });
  });

  it('is put together again from its segments', () => {
    fc.assert(
      fc.property(baseCodes, (code) => {
        const { region, type, main, sub } = baseCodeParts(parseBaseCode(code));
        expect(region + type + main + sub).toBe(code);
      }),
    );
  });
});
