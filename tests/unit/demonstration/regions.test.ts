import { describe, expect, it } from 'vitest';
import type { RegionRow } from '../../../catalog/index.js';
import { openRegionData } from '../../../connectors/index.js';
import { organisationCodeCheck } from '../../../gateway/demonstration/invented-code.js';
import { demonstrationRegions } from '../../../gateway/demonstration/regions.js';

describe('regions of the demonstration', () => {
  it('stand in the published data set with the same names, and all towns of 茂名 are there', async () => {
    const published = new Map<string, RegionRow>();
    const { pieces } = await openRegionData({ all: false });
    for await (const rows of pieces) for (const row of rows) published.set(row.code, row);
    const regions = demonstrationRegions();
    for (const { code, name } of regions) expect(published.get(code)?.name, code).toBe(name);
    const towns = [...published.values()].filter(
      ({ code, name }) => /^4409\d{5}000$/.test(code) && /(镇|街道)$/.test(name),
    );
    expect(regions.filter((one) => one.level === 'TOWN').map((one) => one.code)).toEqual(
      towns.map((one) => one.code),
    );
    const villages = regions.filter((one) => one.level === 'VILLAGE').map((one) => one.code as string);
    const inTheirTowns = new Set(villages.map((code) => code.slice(0, 9)));
    const all = [...published.keys()].filter(
      (code) => inTheirTowns.has(code.slice(0, 9)) && !code.endsWith('000'),
    );
    expect(villages).toEqual(all);
  });

  it('stand after the region they lie in', () => {
    const seen = new Set<string>();
    for (const { code, level } of demonstrationRegions()) {
      if (level === 'VILLAGE') expect(seen).toContain(`${code.slice(0, 9)}000`);
      if (level === 'TOWN') expect(seen).toContain(`${code.slice(0, 6)}000000`);
      seen.add(code);
    }
  });
});

describe('the check character of an organisation code (GB 11714)', () => {
  it.each([
    ['00754278', '5'],
    ['00748317', '2'],
    ['MB014302', '8'],
    ['MB032716', '9'],
  ])('of the published %s is %s', (mark, check) => {
    expect(organisationCodeCheck(mark)).toBe(check);
  });
});
