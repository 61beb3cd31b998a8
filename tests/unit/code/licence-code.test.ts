import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildLicenceIdentifier,
  isLicenceIdentifier,
  licenceIdentifierParts,
  licenceTypeParts,
  mod37_36,
  parseLicenceIdentifier,
  parseLicenceTypeCode,
} from '../../../catalog/code/index.js';
import { licenceContents, withOneWrongCharacter } from './arbitrary-codes.js';
import { caughtFault } from './caught-fault.js';
import { realDataHere, realDataMissing, realRows } from './real-codes.js';

const genuine = '1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0';
/** Genuine as well, with a serial of 32 characters; its check character does not agree. */
const genuineButFailing =
  '1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M';
const head = '1.2.156.3005.2.11100000000013338W009.11330105002500287C';

describe('licence type code', () => {
  it('falls into authority and number', () => {
    const code = parseLicenceTypeCode('11100000000013127D001');
    expect(licenceTypeParts(code)).toEqual({ authority: '11100000000013127D', number: '001' });
  });

  it('does not judge the check character of the authority', () => {
    expect(parseLicenceTypeCode('11100000000013127E001')).toBe('11100000000013127E001');
  });

  it.each([
    ['11100000000013127D01', '20 characters instead of 21'],
    ['11100000000013127d001', 'no credit code'],
    ['11100000000013127D0A1', 'no number'],
  ])('refuses %s and says why: %s', (text, why) => {
    const fault = caughtFault(() => parseLicenceTypeCode(text));
    expect(fault.reason).toBe('LICENCE_TYPE_CODE_MALFORMED');
    expect(fault.facts.problem).toContain(why);
  });

  it('takes every real one', (test) => {
    test.skip(!realDataHere(), realDataMissing);
    const rows = realRows('licence-types.csv');
    expect(rows.length).toBe(22);
    for (const row of rows) {
      const parts = licenceTypeParts(parseLicenceTypeCode(row.type_code ?? ''));
      expect(parts).toEqual({ authority: row.authority_credit_code, number: row.number });
    }
  });
});

describe('licence identifier', () => {
  it('falls into its parts and tells whether the check character agrees', () => {
    expect(licenceIdentifierParts(parseLicenceIdentifier(genuine))).toEqual({
      type: '11100000000013338W009',
      issuer: '11330105002500287C',
      serial: '2025052201',
      version: '002',
      check: '0',
      checkOk: true,
    });
    expect(licenceIdentifierParts(parseLicenceIdentifier(genuineButFailing)).checkOk).toBe(false);
  });

  it.each([
    ['1.2.156.3005.6.11100000000013338W009', 'no licence identifiers'],
    ['1.2.156.3005.20.11100000000013338W009', 'does not begin with'],
    ['2.156.3005.2.11100000000013338W009', 'does not begin with'],
    [`${head}.2025052201.002`, '4 parts'],
    [`${head}.2025052201.002.0.0`, '6 parts'],
    [`${head}..002.0`, 'part 3'],
    [`${head}.20250522o1.002.0`, 'part 3'],
    [`${head}.${'1'.repeat(65)}.002.0`, 'part 3'],
    [`${head}.2025052201.02.0`, 'part 4'],
    [`${head}.2025052201.002.`, 'part 5'],
    [`${head}.2025052201.002.00`, 'part 5'],
    [genuine.replace('W009', 'w009'), 'part 1'],
    [genuine.replace('287C', '287c'), 'part 2'],
  ])('refuses %s and says why: %s', (text, why) => {
    const fault = caughtFault(() => parseLicenceIdentifier(text));
    expect(fault.reason).toBe('LICENCE_IDENTIFIER_MALFORMED');
    expect(fault.facts.problem).toContain(why);
    expect(Object.keys(fault.facts)).toEqual(['problem']);
  });

  it('counts the check character of ISO 7064 MOD 37,36', () => {
    // The printed example of the Global Release Identifier, which uses the same system: A1-2425G-ABC1234002-M.
    expect(mod37_36('A12425GABC1234002')).toBe('M');
    expect(() => mod37_36('a')).toThrow(RangeError);
  });

  it('falls into what it was built of, with a check character that agrees', () => {
    fc.assert(
      fc.property(licenceContents, (content) => {
        const parts = licenceIdentifierParts(parseLicenceIdentifier(buildLicenceIdentifier(content)));
        expect(parts).toMatchObject({ ...content, checkOk: true });
      }),
    );
  });

  it('is not built of parts that have no place in it', () => {
    const content = { issuer: '11330105002500287C', serial: '1', version: '001' };
    const type = parseLicenceTypeCode('11100000000013338W009');
    for (const wrong of [{ issuer: 'X' }, { serial: '1.2' }, { serial: '' }, { version: '1' }]) {
      const build = () => buildLicenceIdentifier({ type, ...content, ...wrong });
      expect(caughtFault(build).reason).toBe('LICENCE_IDENTIFIER_MALFORMED');
    }
  });

  it('tells any one wrong character', () => {
    const identifiers = licenceContents.map(buildLicenceIdentifier);
    fc.assert(
      fc.property(withOneWrongCharacter(identifiers), (text) => {
        expect(isLicenceIdentifier(text) && licenceIdentifierParts(text).checkOk).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with the genuine ones', (test) => {
    test.skip(!realDataHere(), realDataMissing);
    const rows = realRows('licence-identifiers.csv');
    expect(rows.length).toBe(4);
    for (const row of rows) {
      const parts = licenceIdentifierParts(parseLicenceIdentifier(row.identifier ?? ''));
      expect({ ...parts, checkOk: String(parts.checkOk) }).toEqual({
        type: row.type_code,
        issuer: row.issuer_code,
        serial: row.serial,
        version: row.version,
        check: row.check,
        checkOk: row.check_ok,
      });
    }
  });
});
