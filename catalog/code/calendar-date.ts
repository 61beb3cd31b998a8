import { Fault } from '../errors.js';
import type { Branded } from './branded.js';
import { quotable } from './malformed.js';
import { dayExists } from './real-day.js';

/** A day of the calendar as YYYY-MM-DD, without a time zone: the day printed on a licence. */
export type CalendarDate = Branded<'CalendarDate'>;

export function parseCalendarDate(text: string): CalendarDate {
  if (!isCalendarDate(text)) throw new Fault('DATE_MALFORMED', { value: quotable(text) });
  return text;
}

export function isCalendarDate(text: string): text is CalendarDate {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && calendarDateFromDigits(text.replaceAll('-', '')) !== null;
}

/** YYYYMMDD, as it stands inside case numbers; null where there is no such day. */
export function calendarDateFromDigits(digits: string): CalendarDate | null {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(digits);
  if (!parts) return null;
  const [, year = '', month = '', day = ''] = parts;
  return dayExists(Number(year), Number(month), Number(day))
    ? (`${year}-${month}-${day}` as CalendarDate)
    : null;
}
