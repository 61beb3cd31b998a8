import { describe, expect, it } from 'vitest';
import {
  baseCodeParts,
  isCreditCode,
  isMatterCode,
  matterCodeParts,
  regionLevelOf,
  type RegionCode,
} from '../../../catalog/index.js';
import { demonstrationCatalogue } from '../../../gateway/demonstration/catalogue.js';
import { tourBaseCode } from '../../../gateway/demonstration/tour-matter.js';
import { asTheBaseHasIt, catalogue, compiled } from './compiled.js';

const twice = (values: readonly string[]) => values.filter((value, at) => values.indexOf(value) !== at);

describe('the demonstration catalogue', () => {
  it('is the same at every call', () => {
    expect(demonstrationCatalogue()).toEqual(catalogue);
  });

  it('reaches every level', () => {
    const counts: Record<string, number> = {};
    for (const { level } of catalogue.matters) counts[level ?? ''] = (counts[level ?? ''] ?? 0) + 1;
    expect(counts).toEqual({ PROVINCE: 4, CITY: 20, COUNTY: 190, TOWN: 1938, VILLAGE: 399 });
  });

  it('has every town and subdistrict of 茂名 and the villages of three towns', () => {
    const at = (level: string) => catalogue.organisations.filter((one) => one.level === level);
    expect(at('TOWN')).toHaveLength(112);
    expect(at('VILLAGE')).toHaveLength(57);
    expect(new Set(at('VILLAGE').map((one) => one.region?.slice(0, 9))).size).toBe(3);
    expect(at('COUNTY')).toHaveLength(5 * 17);
  });

  it('has at least forty base matters and ten licence types', () => {
    expect(catalogue.baseMatters.length).toBeGreaterThanOrEqual(40);
    expect(catalogue.licenceTypes).toHaveLength(10);
  });
});

describe('codes', () => {
  it('of organisations pass GB 32100, are marked as invented and stand once', () => {
    const codes = catalogue.organisations.map((one) => one.creditCode ?? '');
    expect(codes.filter((code) => !isCreditCode(code))).toEqual([]);
    expect(codes.filter((code) => !/^(11|12|54)44\d{4}DE/.test(code))).toEqual([]);
    expect(twice(codes)).toEqual([]);
  });

  it('of organisations carry the region of the organisation', () => {
    for (const { creditCode, region, level } of catalogue.organisations) {
      expect(creditCode?.slice(2, 8)).toBe(region?.slice(0, 6));
      expect(regionLevelOf(region as RegionCode)).toBe(level);
    }
  });

  it('of base matters stand once, carry their type, and are marked as invented except the real one', () => {
    expect(twice(catalogue.baseMatters.map((one) => one.code))).toEqual([]);
    for (const { code, type } of catalogue.baseMatters) {
      const parts = baseCodeParts(code);
      expect(parts.type).toBe(type);
      expect(['00', '44']).toContain(parts.region);
      if (code !== tourBaseCode) expect(parts.main).toMatch(/^99/);
    }
  });

  it('of matters say organisation, level and base matter', () => {
    expect(twice(catalogue.matters.map((one) => one.key))).toEqual([]);
    const organisations = new Map(catalogue.organisations.map((one) => [one.key as string, one]));
    for (const { matter } of compiled) {
      const { code, organisation, level, baseCode, region } = matter;
      expect(code !== null && isMatterCode(code)).toBe(true);
      if (code === null) continue;
      expect(matterCodeParts(code)).toMatchObject({
        organisation,
        level,
        baseCode,
        organisationCheckOk: true,
      });
      expect(organisations.get(organisation)).toMatchObject({ region, level });
    }
  });
});

describe('implementations', () => {
  it('stand at every level that exercises the matter, and at no other', () => {
    for (const base of catalogue.baseMatters) {
      const here = new Set(
        catalogue.matters.filter((one) => one.baseCode === base.code).map((one) => one.level),
      );
      expect([...here].sort(), base.mainName).toEqual([...(base.elements.exerciseLevels ?? [])].sort());
    }
  });

  it('keep to the name and type of the base matter and leave the unified elements to it', () => {
    const unified = ['materials', 'process', 'legalBases', 'acceptanceConditions', 'statutoryTimeLimit'];
    for (const { matter, base } of asTheBaseHasIt) {
      expect(matter.name).toBe(base.subName ?? base.mainName);
      expect(matter.type).toBe(base.type);
      expect(Object.keys(matter.elements).filter((name) => unified.includes(name))).toEqual([]);
    }
  });

  it('differ between levels as real ones do', () => {
    const promises = (baseCode: string) =>
      new Set(
        catalogue.matters
          .filter((one) => one.baseCode === baseCode)
          .map((one) => one.elements.committedTimeLimit?.value),
      );
    expect(promises('000599301000').size).toBeGreaterThan(3);
    const halls = new Set(catalogue.matters.map((one) => one.elements.place?.hall));
    expect(halls.size).toBeGreaterThan(150);
  });
});
