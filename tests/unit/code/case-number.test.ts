import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultCaseNumberSettings, parseCaseNumber } from '../../../catalog/code/index.js';
import { days, digits, matterCodes } from './arbitrary-codes.js';
import { caughtFault } from './caught-fault.js';

const matterCode = '11440100007483172Q3440106043001';
const strict = { ...defaultCaseNumberSettings, requireStandardForm: true };

describe('case number', () => {
  it.each([
    ['Guangdong', '0001'],
    ['Xinjiang', '000000001'],
  ])('of %s falls into matter code, date and serial', (_, serial) => {
    const caseNumber = `${matterCode}20261121${serial}`;
    expect(parseCaseNumber(caseNumber, strict)).toEqual({
      caseNumber,
      matterCode,
      date: '2026-11-21',
      serial,
    });
  });

  it.each([
    ['a day that does not exist', `${matterCode}202602300001`],
    ['a serial of another width', `${matterCode}2026112100001`],
    ['a serial with a letter', `${matterCode}20261121000A`],
    ['no matter code in front', `${matterCode.replace('11440100', '1144O100')}202611210001`],
    ['a local form', '茂政务〔2026〕第0012号'],
  ])('with %s is kept as it stands, or refused where the standard form is required', (_, text) => {
    expect(parseCaseNumber(text)).toEqual({ caseNumber: text, matterCode: null, date: null, serial: null });
    const fault = caughtFault(() => parseCaseNumber(text, strict));
    expect(fault.reason).toBe('CASE_NUMBER_MALFORMED');
    expect(fault.facts.problem).toContain('4, 9 digits');
  });

  it.each([
    ['', 'empty'],
    ['A 1', 'blank'],
    ['A1\n', 'blank'],
    ['A\u30001', 'blank'],
    ['1'.repeat(65), 'more than 64'],
    ['Ａ1', 'full-width'],
    ['A１', 'full-width'],
    ['А1', 'full-width or invisible'],
    ['A\u200b1', 'invisible'],
    ['A\u0000', 'invisible'],
    ['11010519491231002X', 'citizen identity number'],
  ])('refuses %j: %s', (text, why) => {
    const fault = caughtFault(() => parseCaseNumber(text));
    expect(fault.reason).toBe('CASE_NUMBER_MALFORMED');
    expect(fault.facts.problem).toContain(why);
    expect(Object.keys(fault.facts)).toEqual(['problem']);
  });

  it('takes 64 characters, counted as a reader counts them', () => {
    expect(parseCaseNumber('𠮷'.repeat(64)).caseNumber).toBe('𠮷'.repeat(64));
    expect(() => parseCaseNumber('𠮷'.repeat(65))).toThrow();
  });

  it('falls into what it was built of', () => {
    fc.assert(
      fc.property(matterCodes, days, fc.constantFrom(4, 9).chain(digits), (code, date, serial) => {
        const caseNumber = code + date.replaceAll('-', '') + serial;
        expect(parseCaseNumber(caseNumber, strict)).toEqual({ caseNumber, matterCode: code, date, serial });
      }),
    );
  });
});
