/** 组织机构代码, GB 11714: 8 characters and a check character. The generation before the credit code, which holds it as characters 9 to 17. */
const weights = [3, 7, 9, 10, 5, 8, 4, 2];
const form = /^[0-9A-Z]{8}-?[0-9X]$/;

/** Nine characters, with or without the hyphen before the last. */
export function looksLikeOrganisationCode(text: string): boolean {
  return form.test(text);
}

export function isOrganisationCode(text: string): boolean {
  const plain = text.replace('-', '');
  return form.test(text) && organisationCodeCheck(plain.slice(0, 8)) === plain[8];
}

/** 11 − Σ value · weight mod 11; 10 is written X and 11 is written 0. */
function organisationCodeCheck(first8: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * Number.parseInt(first8.charAt(i), 36), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : String(check % 11);
}
