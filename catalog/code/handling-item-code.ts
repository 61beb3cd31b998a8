import { Fault } from '../errors.js';
import type { Branded } from './branded.js';
import { lengthProblem, problem, quotable } from './malformed.js';
import { type MatterCode, matterCodeProblem } from './matter-code.js';

/** 业务办理项编码: matter code 31 + item 2, counted from 01. */
export type HandlingItemCode = Branded<'HandlingItemCode'>;

export interface HandlingItemCodeParts {
  readonly matterCode: MatterCode;
  readonly item: string;
}

export function parseHandlingItemCode(text: string): HandlingItemCode {
  const found = handlingItemCodeProblem(text);
  if (found !== null)
    throw new Fault('HANDLING_ITEM_CODE_MALFORMED', { value: quotable(text), problem: found });
  return text as HandlingItemCode;
}

export function isHandlingItemCode(text: string): text is HandlingItemCode {
  return handlingItemCodeProblem(text) === null;
}

export function handlingItemCodeParts(code: HandlingItemCode): HandlingItemCodeParts {
  return { matterCode: code.slice(0, 31) as MatterCode, item: code.slice(31) };
}

export function buildHandlingItemCode(matterCode: MatterCode, item: string): HandlingItemCode {
  return parseHandlingItemCode(`${matterCode}${item}`);
}

function handlingItemCodeProblem(text: string): string | null {
  if (text.length !== 33) return lengthProblem(33, text.length);
  const item = text.slice(31);
  if (!/^\d\d$/.test(item) || item === '00') {
    return problem('its last two characters are no item from 01 to 99', '末两位不是办理项01至99');
  }
  return matterCodeProblem(text.slice(0, 31));
}
