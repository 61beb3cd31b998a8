import type { TimeLimit, TimeUnit } from '../matter/element.js';

/** What one time limit is against another. UNDECIDED: only a calendar could tell. */
export type LimitComparison = 'SAME' | 'SHORTER' | 'LONGER' | 'UNDECIDED';

/** Units that are multiples of each other, as hours (of days) or months (of years). */
const measures: Readonly<Record<TimeUnit, readonly [kind: string, size: number]>> = {
  HOUR: ['HOUR', 1],
  DAY: ['HOUR', 24],
  WORKING_DAY: ['WORKING_DAY', 1],
  MONTH: ['MONTH', 1],
  YEAR: ['MONTH', 12],
};

/** The shortest and the longest that a unit can be, in days: holidays lengthen working days without a bound. */
const extents: Readonly<Record<TimeUnit, readonly [shortest: number, longest: number]>> = {
  HOUR: [1 / 24, 1 / 24],
  DAY: [1, 1],
  WORKING_DAY: [1, Infinity],
  MONTH: [28, 31],
  YEAR: [365, 366],
};

export function compareLimits(found: TimeLimit, expected: TimeLimit): LimitComparison {
  const [foundKind, foundSize] = measures[found.unit];
  const [expectedKind, expectedSize] = measures[expected.unit];
  // At once is at once in every unit.
  if (found.value === 0 || expected.value === 0 || foundKind === expectedKind) {
    const difference = found.value * foundSize - expected.value * expectedSize;
    return difference === 0 ? 'SAME' : difference < 0 ? 'SHORTER' : 'LONGER';
  }
  const [foundShortest, foundLongest] = extents[found.unit].map((days) => days * found.value) as [
    number,
    number,
  ];
  const [shortest, longest] = extents[expected.unit].map((days) => days * expected.value) as [number, number];
  if (foundLongest <= shortest) return 'SHORTER';
  return foundShortest > longest ? 'LONGER' : 'UNDECIDED';
}

const unitNames: Readonly<Record<TimeUnit, string>> = {
  HOUR: '小时',
  DAY: '日',
  WORKING_DAY: '个工作日',
  MONTH: '个月',
  YEAR: '年',
};

/** As it is written in a guide. */
export function limitText({ value, unit }: TimeLimit): string {
  return value === 0 ? '即办' : `${value}${unitNames[unit]}`;
}
