import fc from 'fast-check';
import {
  type BaseCode,
  buildMatterCode,
  citizenNumberCheckDigit,
  type CreditCode,
  creditCodeCheckDigit,
  type ExerciseLevel,
  levels,
  type LicenceTypeCode,
  provinceCodes,
} from '../../../catalog/code/index.js';

const creditAlphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];

export const digits = (length: number) =>
  fc.stringMatching(new RegExp(`^[0-9]{${length}}$`), { maxLength: length });

export const creditCodes = fc
  .array(fc.constantFrom(...creditAlphabet), { minLength: 17, maxLength: 17 })
  .map((characters) => characters.join(''))
  .map((first17) => (first17 + creditCodeCheckDigit(first17)) as CreditCode);

export const baseCodes = fc
  .tuple(fc.constantFrom('00', ...provinceCodes), digits(10))
  .map(([region, rest]) => (region + rest) as BaseCode);

export const exerciseLevelNames = fc.constantFrom<ExerciseLevel>(...levels, 'GRADED');

export const matterCodes = fc
  .tuple(creditCodes, exerciseLevelNames, baseCodes)
  .map(([organisation, level, baseCode]) => buildMatterCode(organisation, level, baseCode));

export const days = fc
  .date({ min: new Date('1800-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

export const citizenNumbers = fc
  .tuple(fc.constantFrom(...provinceCodes, '83'), digits(4), days, digits(3))
  .map(([province, county, day, sequence]) => province + county + day.replaceAll('-', '') + sequence)
  .map((first17) => first17 + citizenNumberCheckDigit(first17));

export const licenceTypeCodes = fc
  .tuple(creditCodes, digits(3))
  .map(([authority, number]) => (authority + number) as LicenceTypeCode);

export const licenceContents = fc.record({
  type: licenceTypeCodes,
  issuer: creditCodes,
  serial: fc.stringMatching(/^[0-9A-Z]{1,64}$/),
  version: digits(3),
});

const printable = Array.from({ length: 94 }, (_, i) => String.fromCharCode(0x21 + i));

/** The text with one character replaced by another visible ASCII character. */
export const withOneWrongCharacter = (texts: fc.Arbitrary<string>, from = 0) =>
  texts.chain((text) =>
    fc
      .tuple(fc.integer({ min: from, max: text.length - 1 }), fc.constantFrom(...printable))
      .filter(([at, character]) => text[at] !== character)
      .map(([at, character]) => text.slice(0, at) + character + text.slice(at + 1)),
  );

/** The text with two different neighbours exchanged. */
export const withNeighboursExchanged = (texts: fc.Arbitrary<string>) =>
  texts.chain((text) =>
    fc
      .integer({ min: 0, max: text.length - 2 })
      .filter((at) => text[at] !== text[at + 1])
      .map((at) => text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2)),
  );
