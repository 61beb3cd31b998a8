import { parseCalendarDate, type CalendarDate } from './code/index.js';

/** The one source of time, so that tests can hold it still. */
export type Clock = () => Date;

/**
 * The calendar day in China at a moment. Dates on licences and in grants mean Beijing time, wherever the server stands;
 * the offset has been +08:00 without summer time since 1991.
 */
export function chinaDay(moment: Date): CalendarDate {
  const shifted = new Date(moment.getTime() + 8 * 3_600_000);
  return parseCalendarDate(shifted.toISOString().slice(0, 10));
}
