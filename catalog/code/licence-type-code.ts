import { Fault } from '../errors.js';
import type { Branded } from './branded.js';
import { type CreditCode, hasCreditCodeStructure } from './credit-code.js';
import { lengthProblem, problem, quotable } from './malformed.js';

/** 证照类型代码: credit code of the authority that defines the type 18 + number 3. */
export type LicenceTypeCode = Branded<'LicenceTypeCode'>;

export interface LicenceTypeParts {
  readonly authority: CreditCode;
  readonly number: string;
}

/** The authority's check character is not judged: the type is published by others and used as it stands. */
export function parseLicenceTypeCode(text: string): LicenceTypeCode {
  const found = licenceTypeCodeProblem(text);
  if (found !== null)
    throw new Fault('LICENCE_TYPE_CODE_MALFORMED', { value: quotable(text), problem: found });
  return text as LicenceTypeCode;
}

export function isLicenceTypeCode(text: string): text is LicenceTypeCode {
  return licenceTypeCodeProblem(text) === null;
}

export function licenceTypeParts(code: LicenceTypeCode): LicenceTypeParts {
  return { authority: code.slice(0, 18) as CreditCode, number: code.slice(18) };
}

function licenceTypeCodeProblem(text: string): string | null {
  if (text.length !== 21) return lengthProblem(21, text.length);
  if (!hasCreditCodeStructure(text.slice(0, 18))) {
    return problem('its first 18 characters are no credit code', '前18位不是统一社会信用代码');
  }
  return /^\d{3}$/.test(text.slice(18))
    ? null
    : problem('its last three characters are no number', '末三位不是数字序号');
}
