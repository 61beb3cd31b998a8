import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareLimits, limitText } from '../../../catalog/conformance/time-limit.rules.js';
import type { TimeLimit, TimeUnit } from '../../../catalog/matter/element.js';
import { anyLimit } from './sample-matter.js';

const limit = (value: number, unit: TimeUnit): TimeLimit => ({ value, unit, note: null });

describe('time limits', () => {
  it.each([
    [limit(20, 'WORKING_DAY'), limit(20, 'WORKING_DAY'), 'SAME'],
    [limit(20, 'WORKING_DAY'), limit(30, 'WORKING_DAY'), 'SHORTER'],
    [limit(24, 'HOUR'), limit(1, 'DAY'), 'SAME'],
    [limit(12, 'MONTH'), limit(1, 'YEAR'), 'SAME'],
    [limit(0, 'WORKING_DAY'), limit(0, 'HOUR'), 'SAME'],
    [limit(0, 'DAY'), limit(1, 'WORKING_DAY'), 'SHORTER'],
    [limit(1, 'HOUR'), limit(0, 'WORKING_DAY'), 'LONGER'],
    // Ten days on the calendar are over when ten working days are.
    [limit(10, 'DAY'), limit(10, 'WORKING_DAY'), 'SHORTER'],
    [limit(11, 'DAY'), limit(10, 'WORKING_DAY'), 'UNDECIDED'],
    [limit(10, 'WORKING_DAY'), limit(9, 'DAY'), 'LONGER'],
    [limit(10, 'WORKING_DAY'), limit(10, 'DAY'), 'UNDECIDED'],
    // Holidays: no number of working days is sure to end before a day of the calendar.
    [limit(5, 'WORKING_DAY'), limit(1, 'MONTH'), 'UNDECIDED'],
    [limit(30, 'DAY'), limit(1, 'MONTH'), 'UNDECIDED'],
    [limit(28, 'DAY'), limit(1, 'MONTH'), 'SHORTER'],
    [limit(32, 'DAY'), limit(1, 'MONTH'), 'LONGER'],
  ] as const)('%o beside %o: %s', (found, expected, verdict) => {
    expect(compareLimits(found, expected)).toBe(verdict);
  });

  it('never calls one of two the shorter both ways round', () => {
    fc.assert(
      fc.property(anyLimit, anyLimit, (one, other) => {
        const [there, back] = [compareLimits(one, other), compareLimits(other, one)];
        if (there === 'SHORTER') expect(back).not.toBe('SHORTER');
        if (there === 'SAME') expect(back).toBe('SAME');
      }),
    );
  });

  it('are written as in a guide', () => {
    expect([limit(0, 'DAY'), limit(20, 'WORKING_DAY'), limit(2, 'MONTH')].map(limitText)).toEqual([
      '即办',
      '20个工作日',
      '2个月',
    ]);
  });
});
