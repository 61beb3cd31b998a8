import { type CreditCode, isCreditCode, isProvinceCode, readCreditCode } from '../code/index.js';
import type { FindingRuleName } from './finding-rules.js';
import { isOrganisationCode, looksLikeOrganisationCode } from './organisation-code.rules.js';

/** What a source wrote where a department's code belongs, and what can be said of it. Nothing is repaired here. */
export interface DepartmentCodeReading {
  readonly creditCode: CreditCode | null;
  /** The organisation code (GB 11714) inside, by which two forms of one code are told to be the same department. */
  readonly body: string | null;
  readonly rule: FindingRuleName | null;
  readonly proposal: string | null;
}

export function readDepartmentCode(text: string): DepartmentCodeReading {
  if (text === '') return reading('DEPARTMENT_CODE_MISSING');
  if (isCreditCode(text)) return { creditCode: text, body: bodyOf(text), rule: null, proposal: null };
  const [, inner = ''] = /^([0-9A-Za-z-]+)_[0-9A-Za-z]+$/.exec(text) ?? [];
  if (inner !== '') {
    const { body, creditCode, proposal } = readDepartmentCode(inner);
    return { creditCode: null, body, rule: 'DEPARTMENT_CODE_SUFFIXED', proposal: creditCode ?? proposal };
  }
  if (/^(.)\1{4,}$/.test(text)) return reading('DEPARTMENT_CODE_DUMMY');
  if (looksLikeOrganisationCode(text)) {
    return isOrganisationCode(text)
      ? { ...reading('DEPARTMENT_CODE_OLD'), body: text.replace('-', '') }
      : reading('DEPARTMENT_CODE_CHECK_WRONG');
  }
  return readAsCreditCode(text);
}

/** Two forms of one department's code: equal, or holding the same organisation code. */
export function nameSameDepartment(one: string, other: string): boolean {
  const body = readDepartmentCode(one).body;
  return one === other || (body !== null && body === readDepartmentCode(other).body);
}

function readAsCreditCode(text: string): DepartmentCodeReading {
  const { problem, proposal } = readCreditCode(text);
  if (problem === 'CHECK_DIGIT' && looksLikeCreditCodeHead(text)) {
    return { ...reading('DEPARTMENT_CODE_CHECK_WRONG'), body: bodyOf(text) };
  }
  if (problem === 'LOWER_CASE') {
    const upper = text.toUpperCase();
    return {
      ...reading('DEPARTMENT_CODE_LOWER_CASE', isCreditCode(upper) ? upper : null),
      body: bodyOf(upper),
    };
  }
  if (proposal !== null) return { ...reading('DEPARTMENT_CODE_MISTYPED', proposal), body: bodyOf(proposal) };
  if (text.length === 17 && looksLikeCreditCodeHead(text)) {
    const meant = withOneCharacterMore(text);
    return { ...reading('DEPARTMENT_CODE_LENGTH_WRONG', meant), body: meant === null ? null : bodyOf(meant) };
  }
  return reading('DEPARTMENT_CODE_LOCAL');
}

/** Registering department and kind of body, then six digits of GB/T 2260. */
function looksLikeCreditCodeHead(text: string): boolean {
  return /^[1-9ANY][1-9]\d{5}/.test(text) && isProvinceCode(text.slice(2, 4));
}

/**
 * The 18 characters that the 17 were, if there is only one answer. The check of GB 32100 alone lets one in 31 guesses
 * pass, so the organisation code inside must pass its own (GB 11714) as well.
 */
function withOneCharacterMore(text: string): CreditCode | null {
  const places = Array.from({ length: text.length + 1 }, (_, place) => place);
  const guesses = places.flatMap((place) =>
    [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map(
      (character) => text.slice(0, place) + character + text.slice(place),
    ),
  );
  const [meant, ...others] = [...new Set(guesses)].filter(
    (guess): guess is CreditCode =>
      isCreditCode(guess) && looksLikeCreditCodeHead(guess) && isOrganisationCode(bodyOf(guess)),
  );
  return meant !== undefined && others.length === 0 ? meant : null;
}

function bodyOf(creditCode: string): string {
  return creditCode.slice(8, 17);
}

function reading(rule: FindingRuleName, proposal: string | null = null): DepartmentCodeReading {
  return { creditCode: null, body: null, rule, proposal };
}
