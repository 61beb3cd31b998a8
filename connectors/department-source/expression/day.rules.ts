/** The day is written in a way we do not know: better no record than a wrong date. */
export class DayUnreadable extends Error {
  readonly code = 'DAY1';

  constructor() {
    super('A date is in no form that $day reads');
    this.name = 'DayUnreadable';
  }
}

const written = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]\d{1,2}:\d{2}.*)?$/u;
const packed = /^(\d{4})(\d{2})(\d{2})(?:\d{6})?$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * `$day(…)` of the expressions: a date as departments write it, as YYYY-MM-DD. Nothing stays nothing (undefined); a word
 * such as 长期 is for the definition to decide and refused here.
 */
export function dayOf(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'number') return dayOfNumber(value);
  if (typeof value !== 'string') throw new DayUnreadable();
  const text = value.trim();
  if (instant.test(text)) return dayInChina(Date.parse(text));
  const parts = packed.exec(text) ?? written.exec(text);
  if (!parts) throw new DayUnreadable();
  const [, year = '', month = '', day = ''] = parts;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/**
 * 20261121, or milliseconds since 1970. Small numbers are refused: 0 means "none" in many systems, and seconds taken for
 * milliseconds would make every licence one of January 1970.
 */
function dayOfNumber(value: number): string | undefined {
  if (!Number.isSafeInteger(value)) throw new DayUnreadable();
  if (value >= 10_000_101 && value <= 99_991_231) return dayOf(String(value));
  if (Math.abs(value) < 10_000_000_000) throw new DayUnreadable();
  return dayInChina(value);
}

const chinaDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** Midnight in China is the day before in UTC; and from 1986 to 1991 China had summer time, so no fixed +8. */
function dayInChina(milliseconds: number): string {
  if (!Number.isFinite(milliseconds) || Math.abs(milliseconds) > 8.64e15) throw new DayUnreadable();
  return chinaDay.format(milliseconds);
}
