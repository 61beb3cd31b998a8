import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ancestorPathsOf,
  belowPath,
  lineageOf,
  regionPathOf,
  type RegionCode,
} from '../../../catalog/code/index.js';
import { digits } from '../code/arbitrary-codes.js';

const codes = digits(12).map((text) => text as RegionCode);
const lineages = fc.array(codes, { minLength: 1, maxLength: 6 });

/** As PostgreSQL compares under collation "C": byte by byte. */
const between = (text: string, { after, before }: { after: string; before: string }) =>
  text > after && text < before;

describe('region path', () => {
  it('gives back the lineage it was made of', () => {
    fc.assert(
      fc.property(lineages, (lineage) => {
        expect(lineageOf(regionPathOf(lineage))).toEqual(lineage);
      }),
    );
  });

  it('has one range for everything below a region, and nothing else', () => {
    fc.assert(
      fc.property(lineages, lineages, (upper, other) => {
        const path = regionPathOf(upper);
        expect(between(regionPathOf([...upper, ...other]), belowPath(path))).toBe(true);
        expect(between(path, belowPath(path))).toBe(false);
        const elsewhere = regionPathOf(other);
        expect(between(elsewhere, belowPath(path))).toBe(elsewhere.startsWith(`${path}/`));
      }),
    );
  });

  it('names the paths of all regions above, the nation first', () => {
    expect(ancestorPathsOf('000000000000/440000000000/440900000000')).toEqual([
      '000000000000',
      '000000000000/440000000000',
      '000000000000/440000000000/440900000000',
    ]);
  });
});
