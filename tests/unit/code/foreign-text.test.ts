import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseBaseCode,
  parseCalendarDate,
  parseCreditCode,
  parseHandlingItemCode,
  parseHolder,
  parseLicenceIdentifier,
  parseLicenceTypeCode,
  parseMatterCode,
  parseRegionCode,
} from '../../../catalog/code/index.js';
import { citizenNumbers } from './arbitrary-codes.js';
import { caughtFault } from './caught-fault.js';

const parsers: [name: string, parse: (text: string) => unknown, example: string][] = [
  ['region code', parseRegionCode, '440902001001'],
  ['credit code', parseCreditCode, '11100000MB0341032Y'],
  ['base code', parseBaseCode, '440106043001'],
  ['matter code', parseMatterCode, '11440100007483172Q3440106043001'],
  ['handling item code', parseHandlingItemCode, '11370800MB28559184300011711200002'],
  ['licence type code', parseLicenceTypeCode, '11100000MB03271699001'],
  [
    'licence identifier',
    parseLicenceIdentifier,
    '1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0',
  ],
  ['citizen number', (text) => parseHolder('111', text), '11010519491231002X'],
  ['date', parseCalendarDate, '2026-11-21'],
];

const fullWidth = (character: string) => String.fromCharCode(character.charCodeAt(0) + 0xfee0);
/** Other digits and letters that look or count alike: Arabic-Indic, mathematical, Greek and Cyrillic. */
const lookAlikes = ['٠', '߁', '𝟎', 'Β', 'В', 'М', 'Ο', 'Ѕ', 'Ԝ', '\u212a', '․', '\u2010', '²', '½'];

describe.each(parsers)('a %s', (_, parse, example) => {
  it('is taken as it stands', () => {
    expect(parse(example)).toBeTruthy();
  });

  it('has no blank, line break, byte order mark or zero at either end', () => {
    for (const extra of [' ', '\n', '\r\n', '\t', '\u00a0', '\u3000', '\ufeff', '\u200b', '\u0000']) {
      caughtFault(() => parse(example + extra));
      caughtFault(() => parse(extra + example));
    }
  });

  it('has no full-width character and no look-alike at any place', () => {
    for (let at = 0; at < example.length; at += 1) {
      for (const foreign of [fullWidth(example.charAt(at)), ...lookAlikes]) {
        caughtFault(() => parse(example.slice(0, at) + foreign + example.slice(at + 1)));
      }
    }
  });

  it('is neither shorter nor longer', () => {
    for (let length = 0; length < example.length; length += 1) {
      caughtFault(() => parse(example.slice(0, length)));
    }
    caughtFault(() => parse(`${example}0`));
    caughtFault(() => parse(example + example));
  });

  it('never repeats a citizen number that was put into the wrong box', () => {
    const spoilt = citizenNumbers.chain((number) =>
      fc
        .constantFrom(
          number,
          number.toLowerCase(),
          `${number} `,
          `张三${number}`,
          number.replace(/(.{6})(.{8})/, '$1 $2-'),
        )
        .map((typed) => ({ number, typed })),
    );
    fc.assert(
      fc.property(spoilt, ({ number, typed }) => {
        const fault = faultOf(() => parse(typed));
        const told = fault === null ? '' : JSON.stringify(fault.facts) + fault.message;
        expect(told).not.toContain(number.slice(6, 14));
        expect(told).not.toContain('张三');
      }),
    );
  });
});

/** Null where the text is taken: the citizen number's own parser takes a citizen number. */
function faultOf(call: () => unknown) {
  try {
    call();
    return null;
  } catch {
    return caughtFault(call);
  }
}
