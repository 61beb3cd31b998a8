import { Fault } from '../errors.js';
import type { Branded } from './branded.js';
import { lengthProblem, problem, quotable } from './malformed.js';
import { isProvinceCode } from './province.js';

/** 基本编码: region 2 (`00` national) + matter type 2 + main item 5 + sub item 3 (`000` = none). */
export type BaseCode = Branded<'BaseCode'>;

/** The generation before: matter type 2 + main item 5 + sub item 3, without a region. */
export type OldBaseCode = Branded<'OldBaseCode'>;

export interface BaseCodeParts {
  readonly region: string;
  readonly type: string;
  readonly main: string;
  readonly sub: string;
}

/** The main item is never judged: its first digits are often, but not always, the lead ministry's number. */
export function parseBaseCode(text: string): BaseCode {
  if (!isBaseCode(text)) {
    throw new Fault('BASE_CODE_MALFORMED', { value: quotable(text), problem: baseCodeProblem(text) });
  }
  return text;
}

export function isBaseCode(text: string): text is BaseCode {
  return /^\d{12}$/.test(text) && isBaseCodeRegion(text.slice(0, 2));
}

export function baseCodeParts(code: BaseCode): BaseCodeParts {
  return { region: code.slice(0, 2), type: code.slice(2, 4), main: code.slice(4, 9), sub: code.slice(9) };
}

export function readBaseCodeGeneration(text: string): 'CURRENT' | 'OLD_10' | null {
  if (isBaseCode(text)) return 'CURRENT';
  return isOldBaseCode(text) ? 'OLD_10' : null;
}

export function isOldBaseCode(text: string): text is OldBaseCode {
  return /^\d{10}$/.test(text);
}

export function oldBaseCodeParts(code: OldBaseCode): Omit<BaseCodeParts, 'region'> {
  return { type: code.slice(0, 2), main: code.slice(2, 7), sub: code.slice(7) };
}

/** Why a text is no base code; also said of the base code inside a matter code. */
export function baseCodeProblem(text: string): string {
  if (isOldBaseCode(text)) return problem('a 10-digit code of the older generation', '为旧版10位编码');
  if (text.length !== 12) return lengthProblem(12, text.length);
  if (!/^\d+$/.test(text)) return problem('only the digits 0 to 9', '只能是数字0至9');
  return problem(
    `region ${text.slice(0, 2)} is neither 00 nor a province`,
    `区划${text.slice(0, 2)}既不是00，也不是省级代码`,
  );
}

function isBaseCodeRegion(text: string): boolean {
  return text === '00' || isProvinceCode(text);
}
