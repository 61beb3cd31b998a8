import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDateFromDigits, isCalendarDate, parseCalendarDate } from '../../../catalog/code/index.js';
import { days } from './arbitrary-codes.js';
import { caughtFault } from './caught-fault.js';

describe('calendar date', () => {
  it.each(['2026-11-21', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('takes %s', (text) => {
    expect(parseCalendarDate(text)).toBe(text);
    expect(calendarDateFromDigits(text.replaceAll('-', ''))).toBe(text);
  });

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '0000-01-01',
    '2026-1-1',
    '20261121',
    '2026/11/21',
    '2026-11-21T00:00:00Z',
    '２０２６-11-21',
    '2026-11-21\n',
    '',
  ])('refuses %j', (text) => {
    expect(isCalendarDate(text)).toBe(false);
    expect(caughtFault(() => parseCalendarDate(text)).reason).toBe('DATE_MALFORMED');
  });

  it('takes every day there is', () => {
    fc.assert(fc.property(days, (day) => isCalendarDate(day)));
  });

  it('agrees with the calendar of the machine on every month and day number', () => {
    const numbers = fc.tuple(
      fc.integer({ min: 1600, max: 2400 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
    );
    fc.assert(
      fc.property(numbers, ([year, month, day]) => {
        const text = [year, month, day].map((number) => String(number).padStart(2, '0')).join('-');
        const machine = new Date(Date.UTC(year, month - 1, day));
        expect(isCalendarDate(text)).toBe(machine.toISOString().slice(0, 10) === text);
      }),
      { numRuns: 2000 },
    );
  });
});
