import { Fault } from '../errors.js';
import { type BaseCode, baseCodeProblem, isBaseCode } from './base-code.js';
import type { Branded } from './branded.js';
import { type CreditCode, hasCreditCodeStructure, isCreditCode } from './credit-code.js';
import {
  type ExerciseLevel,
  type ExerciseLevelDigit,
  exerciseLevelDigit,
  exerciseLevelFromDigit,
} from './level.js';
import { lengthProblem, problem, quotable } from './malformed.js';

/** 实施编码: credit code of the organisation 18 + exercise level 1 + base code 12. */
export type MatterCode = Branded<'MatterCode'>;

export interface MatterCodeParts {
  readonly organisation: CreditCode;
  /** False for some real codes: their organisation's credit code fails GB 32100. A finding, not a refusal. */
  readonly organisationCheckOk: boolean;
  readonly level: ExerciseLevel;
  readonly baseCode: BaseCode;
}

export function parseMatterCode(text: string): MatterCode {
  const found = matterCodeProblem(text);
  if (found !== null) throw new Fault('MATTER_CODE_MALFORMED', { value: quotable(text), problem: found });
  return text as MatterCode;
}

export function isMatterCode(text: string): text is MatterCode {
  return matterCodeProblem(text) === null;
}

export function matterCodeParts(code: MatterCode): MatterCodeParts {
  const organisation = code.slice(0, 18) as CreditCode;
  return {
    organisation,
    organisationCheckOk: isCreditCode(organisation),
    level: exerciseLevelFromDigit(code.charAt(18) as ExerciseLevelDigit),
    baseCode: code.slice(19) as BaseCode,
  };
}

export function buildMatterCode(
  organisation: CreditCode,
  level: ExerciseLevel,
  baseCode: BaseCode,
): MatterCode {
  return `${organisation}${exerciseLevelDigit(level)}${baseCode}` as MatterCode;
}

/** The 24 characters of the generation before; kept as a local code beside the current one. */
export function isOldMatterCode(text: string): boolean {
  return /^[0-9A-Z]{24}$/.test(text);
}

export function matterCodeProblem(text: string): string | null {
  if (isOldMatterCode(text)) return problem('a 24-character code of the older generation', '为旧版24位编码');
  if (text.length !== 31) return lengthProblem(31, text.length);
  if (!hasCreditCodeStructure(text.slice(0, 18))) {
    return problem('its first 18 characters are no credit code', '前18位不是统一社会信用代码');
  }
  if (exerciseLevelFromDigit(text.charAt(18)) === null) {
    return problem('its 19th character is no level from 1 to 7', '第19位不是层级1至7');
  }
  return isBaseCode(text.slice(19)) ? null : baseCodeProblem(text.slice(19));
}
