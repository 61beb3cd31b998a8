import { Fault } from '../errors.js';
import { type CalendarDate, calendarDateFromDigits } from './calendar-date.js';
import { isCitizenNumber } from './citizen-number.js';
import { problem } from './malformed.js';
import { isMatterCode, type MatterCode } from './matter-code.js';
import { printableTextProblem } from './printable-text.js';

/** How long the serial is differs by place: 4 digits in Guangdong (43 in all), 9 in Xinjiang (48). */
export interface CaseNumberSettings {
  readonly serialWidths: readonly number[];
  /** Refuse case numbers that are not matter code + YYYYMMDD + serial. */
  readonly requireStandardForm: boolean;
}

export const defaultCaseNumberSettings: CaseNumberSettings = {
  serialWidths: [4, 9],
  requireStandardForm: false,
};

export interface CaseNumberReading {
  readonly caseNumber: string;
  readonly matterCode: MatterCode | null;
  readonly date: CalendarDate | null;
  readonly serial: string | null;
}

export function parseCaseNumber(
  text: string,
  settings: CaseNumberSettings = defaultCaseNumberSettings,
): CaseNumberReading {
  const standard = readStandardForm(text, settings.serialWidths);
  if (standard) return standard;
  const found =
    localFormProblem(text) ?? (settings.requireStandardForm ? standardFormProblem(settings) : null);
  if (found !== null) throw new Fault('CASE_NUMBER_MALFORMED', { problem: found });
  return { caseNumber: text, matterCode: null, date: null, serial: null };
}

function readStandardForm(text: string, serialWidths: readonly number[]): CaseNumberReading | null {
  const matterCode = text.slice(0, 31);
  const date = calendarDateFromDigits(text.slice(31, 39));
  const serial = text.slice(39);
  if (!isMatterCode(matterCode) || date === null) return null;
  if (!/^\d+$/.test(serial) || !serialWidths.includes(serial.length)) return null;
  return { caseNumber: text, matterCode, date, serial };
}

/** Case numbers go into the audit record, which holds no personal values. */
function localFormProblem(text: string): string | null {
  if (isCitizenNumber(text)) return problem('it is a citizen identity number', '填写的是公民身份号码');
  return printableTextProblem(text);
}

function standardFormProblem({ serialWidths }: CaseNumberSettings): string {
  const widths = serialWidths.join(', ');
  return problem(
    `it is not a matter code, a date YYYYMMDD and a serial of ${widths} digits`,
    `应为实施编码、日期（YYYYMMDD）和流水号（${widths}位）`,
  );
}
