import { Fault } from '../errors.js';
import type { Branded } from './branded.js';
import { lengthProblem, problem } from './malformed.js';

/** Unified social credit code, GB 32100: 17 characters and a check character. */
export type CreditCode = Branded<'CreditCode'>;

export type CreditCodeProblem = 'LENGTH' | 'ALPHABET' | 'CHECK_DIGIT' | 'LOWER_CASE';

/** What an import row holds: a code that can be kept, or why not and what was perhaps meant. */
export interface CreditCodeReading {
  readonly code: CreditCode | null;
  readonly problem: CreditCodeProblem | null;
  readonly proposal: string | null;
}

/** No I, O, S, V, Z: too easily taken for digits and for each other. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const structure = new RegExp(`^[${alphabet}]{18}$`);
/** 3^i mod 31. */
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Right length and alphabet; the check character is another question (a few genuine early codes fail it). */
export function hasCreditCodeStructure(text: string): text is CreditCode {
  return structure.test(text);
}

export function isCreditCode(text: string): text is CreditCode {
  return hasCreditCodeStructure(text) && creditCodeCheckDigit(text.slice(0, 17)) === text[17];
}

/** For codes typed by a caller: strict. The code itself never stands in the fault; a sole trader's is personal. */
export function parseCreditCode(text: string): CreditCode {
  const reading = readCreditCode(text);
  if (reading.code === null || reading.problem !== null) {
    throw new Fault('CREDIT_CODE_MALFORMED', { problem: phrase(reading, text) });
  }
  return reading.code;
}

/** For imports: a wrong check character is told and the code kept, nothing is repaired silently. */
export function readCreditCode(text: string): CreditCodeReading {
  if (isCreditCode(text)) return { code: text, problem: null, proposal: null };
  if (hasCreditCodeStructure(text)) return { code: text, problem: 'CHECK_DIGIT', proposal: null };
  if (text.length !== 18) return { code: null, problem: 'LENGTH', proposal: retyped(text) };
  const upper = text.toUpperCase();
  if (/^[0-9A-Za-z]+$/.test(text) && hasCreditCodeStructure(upper)) {
    return { code: null, problem: 'LOWER_CASE', proposal: upper };
  }
  return { code: null, problem: 'ALPHABET', proposal: retyped(text) };
}

/** Check index = (31 − Σ index · 3^i mod 31) mod 31. */
export function creditCodeCheckDigit(first17: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * alphabet.indexOf(first17.charAt(i)), 0);
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

/** Blanks, full-width characters and the letters O and I for digits; proposed only if the check character then agrees. */
function retyped(text: string): string | null {
  if (text.length > 40) return null;
  const meant = text
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll('I', '1');
  return isCreditCode(meant) ? meant : null;
}

function phrase({ problem: kind }: CreditCodeReading, text: string): string {
  switch (kind) {
    case 'LENGTH':
      return lengthProblem(18, text.length);
    case 'LOWER_CASE':
      return problem('its letters are lower case, write them in upper case', '含小写字母，请改为大写');
    case 'CHECK_DIGIT':
      return problem(
        'the last character does not agree with the others, check for a typing error',
        '校验位不符，请核对',
      );
    default:
      return problem(
        'only digits and capital letters without I, O, S, V, Z',
        '只能是数字和大写字母（不含I、O、S、V、Z）',
      );
  }
}
