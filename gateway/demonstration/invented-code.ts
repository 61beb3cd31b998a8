import { creditCodeCheckDigit, parseCreditCode, type CreditCode } from '../../catalog/index.js';

/** Who registers the organisation and what it is (GB 32100): 11 government body, 12 public institution, 54 village committee. */
export type Registration = '11' | '12' | '54';

const weights = [3, 7, 9, 10, 5, 8, 4, 2];

/**
 * A credit code that nobody was given: registration 2, region 6, then an organisation code of our own that begins with `DE` for
 * demonstration. Both check characters (GB 11714 inside GB 32100) are right, so that every rule for real codes applies to it.
 */
export function inventedCreditCode(
  registration: Registration,
  region: string,
  mark: `DE${string}`,
): CreditCode {
  const first17 = `${registration}${region.slice(0, 6)}${mark}${organisationCodeCheck(mark)}`;
  return parseCreditCode(first17 + creditCodeCheckDigit(first17));
}

/** GB 11714: 11 − Σ value · weight mod 11, where 10 is written X and 11 is written 0. */
export function organisationCodeCheck(mark: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * parseInt(mark.charAt(at), 36), 0);
  const check = 11 - (sum % 11);
  return check === 11 ? '0' : check === 10 ? 'X' : String(check);
}
