import { Fault, isFault } from '../errors.js';
import type { Branded } from './branded.js';
import { citizenNumberProblem, type CitizenNumberProblem } from './citizen-number.js';
import { parseCreditCode } from './credit-code.js';
import {
  type HolderIdentityType,
  holderIdentityTypes,
  isHolderIdentityType,
} from './holder-identity-type.js';
import { lengthProblem, problem } from './malformed.js';
import { printableTextProblem } from './printable-text.js';

/** The number of a holder's document. A personal value: never in logs, facts, metrics or the audit record. */
export type HolderNumber = Branded<'HolderNumber'>;

export interface Holder {
  readonly type: HolderIdentityType;
  readonly code: HolderNumber;
}

/** Neither the number nor an unknown type stands in the fault: people put the number into the type's box. */
export function parseHolder(type: string, code: string): Holder {
  if (!isHolderIdentityType(type)) {
    throw new Fault('HOLDER_TYPE_UNKNOWN', { known: Object.keys(holderIdentityTypes).sort() });
  }
  const found = holderNumberProblem(type, code);
  if (found !== null) throw new Fault('HOLDER_NUMBER_MALFORMED', { type, problem: found });
  return { type, code: code as HolderNumber };
}

/** For a screen: at most the last quarter, never more than four characters; short numbers vanish altogether. */
export function maskHolderNumber(code: HolderNumber): string {
  const characters = [...code];
  const shown = Math.min(4, Math.floor(characters.length / 4));
  return '*'.repeat(characters.length - shown) + characters.slice(characters.length - shown).join('');
}

function holderNumberProblem(type: HolderIdentityType, code: string): string | null {
  if (type === '001') return creditCodeProblem(code);
  if (type === '111') {
    const found = citizenNumberProblem(code);
    return found === null ? null : citizenPhrase(found, code);
  }
  return printableTextProblem(code);
}

function creditCodeProblem(code: string): string | null {
  try {
    parseCreditCode(code);
    return null;
  } catch (error) {
    if (isFault(error)) return String(error.facts.problem);
    throw error;
  }
}

function citizenPhrase(found: CitizenNumberProblem, code: string): string {
  switch (found) {
    case 'LENGTH':
      return lengthProblem(18, code.length);
    case 'CHARACTERS':
      return problem('17 digits and then a digit or a capital X', '应为17位数字加1位数字或大写X');
    case 'REGION':
      return problem('its first two digits are no province', '前两位不是省级代码');
    case 'BIRTH_DATE':
      return problem('digits 7 to 14 are no date of birth', '第7至14位不是有效出生日期');
    case 'CHECK_DIGIT':
      return problem('the last character does not agree with the others', '校验位不符');
  }
}
