import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  baseCodeParts,
  buildHandlingItemCode,
  buildMatterCode,
  exerciseLevelDigit,
  handlingItemCodeParts,
  isOldMatterCode,
  matterCodeParts,
  parseHandlingItemCode,
  parseMatterCode,
} from '../../../catalog/code/index.js';
import { baseCodes, creditCodes, exerciseLevelNames, matterCodes } from './arbitrary-codes.js';
import { caughtFault } from './caught-fault.js';
import { realDataHere, realDataMissing, realRows } from './real-codes.js';

describe('matter code', () => {
  it.each([
    ['11100000MB032716991000115035000', '11100000MB03271699', true, 'NATION', '000115035000'],
    ['12441500196720244T3442199806003', '12441500196720244T', true, 'CITY', '442199806003'],
    ['11440300MB2D0722464440127028001', '11440300MB2D072246', true, 'COUNTY', '440127028001'],
    // Real codes whose organisation fails GB 32100: taken, and told.
    ['11370500004311394A3370310004812', '11370500004311394A', false, 'CITY', '370310004812'],
    ['11440300007542785T4440709003000', '11440300007542785T', false, 'COUNTY', '440709003000'],
  ])('%s falls into its segments', (code, organisation, organisationCheckOk, level, baseCode) => {
    expect(matterCodeParts(parseMatterCode(code))).toEqual({
      organisation,
      organisationCheckOk,
      level,
      baseCode,
    });
  });

  it.each([
    ['11100000MB03271699100011503500', '30 characters instead of 31'],
    ['11100000mb032716991000115035000', 'no credit code'],
    ['11100000MB032716998000115035000', 'no level from 1 to 7'],
    ['11100000MB032716990000115035000', 'no level from 1 to 7'],
    ['11100000MB032716991990115035000', 'region 99'],
    ['11100000MB03271699100011503500A', 'only the digits'],
    ['114409000071234560115035', 'older generation'],
  ])('refuses %s and says why: %s', (text, why) => {
    const fault = caughtFault(() => parseMatterCode(text));
    expect(fault.reason).toBe('MATTER_CODE_MALFORMED');
    expect(fault.facts.problem).toContain(why);
  });

  it('knows the 24 characters of the older generation', () => {
    expect(isOldMatterCode('114409000071234560115035')).toBe(true);
    expect(isOldMatterCode('11100000MB032716991000115035000')).toBe(false);
  });

  it('falls into what it was built of', () => {
    fc.assert(
      fc.property(creditCodes, exerciseLevelNames, baseCodes, (organisation, level, baseCode) => {
        const code = parseMatterCode(buildMatterCode(organisation, level, baseCode));
        expect(matterCodeParts(code)).toEqual({ organisation, organisationCheckOk: true, level, baseCode });
      }),
    );
  });
});

describe('handling item code', () => {
  it('adds two digits to the matter code', () => {
    const code = parseHandlingItemCode('114403006939513773344201505200802');
    expect(handlingItemCodeParts(code)).toEqual({
      matterCode: '1144030069395137733442015052008',
      item: '02',
    });
  });

  it.each([
    ['1144030069395137733442015052008', '31 characters instead of 33'],
    ['114403006939513773344201505200800', 'no item from 01 to 99'],
    ['11440300693951377334420150520080A', 'no item from 01 to 99'],
    ['114403006939513773844201505200801', 'no level from 1 to 7'],
  ])('refuses %s and says why: %s', (text, why) => {
    const fault = caughtFault(() => parseHandlingItemCode(text));
    expect(fault.reason).toBe('HANDLING_ITEM_CODE_MALFORMED');
    expect(fault.facts.problem).toContain(why);
  });

  it('falls into what it was built of, and is built of items 01 to 99 only', () => {
    const items = fc.integer({ min: 1, max: 99 }).map((number) => String(number).padStart(2, '0'));
    fc.assert(
      fc.property(matterCodes, items, (matterCode, item) => {
        expect(handlingItemCodeParts(buildHandlingItemCode(matterCode, item))).toEqual({ matterCode, item });
      }),
    );
    const matterCode = parseMatterCode('1144030069395137733442015052008');
    for (const item of ['00', '1', '100', '']) {
      expect(() => buildHandlingItemCode(matterCode, item)).toThrow();
    }
  });
});

describe('real matter and handling item codes', () => {
  it('fall into the published segments', (test) => {
    test.skip(!realDataHere(), realDataMissing);
    const rows = realRows('matter-codes.csv');
    expect(rows.length).toBe(23);
    for (const row of rows) {
      const code = row.code ?? '';
      const whole = row.item ? handlingItemCodeParts(parseHandlingItemCode(code)) : null;
      const parts = matterCodeParts(whole?.matterCode ?? parseMatterCode(code));
      expect({
        organisation_code: parts.organisation,
        organisation_check_ok: String(parts.organisationCheckOk),
        level: exerciseLevelDigit(parts.level),
        base_code: parts.baseCode,
        ...baseCodeParts(parts.baseCode),
        item: whole?.item ?? '',
      }).toEqual(Object.fromEntries(columns.map((column) => [column, row[column]])));
    }
  });

  const columns = [
    'organisation_code',
    'organisation_check_ok',
    'level',
    'base_code',
    'region',
    'type',
    'main',
    'sub',
    'item',
  ];
});
