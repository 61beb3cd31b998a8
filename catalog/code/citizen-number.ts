import { isProvinceCode } from './province.js';
import { dayExists } from './real-day.js';

/** GB 11643: weights of the first 17 digits, and the check character for each remainder mod 11. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';

/** Residence permits of Taiwan residents carry address code 830000, although GB/T 2260 gives Taiwan 71. */
const taiwanResidents = '83';

/** No register in use holds anyone born earlier; a year such as 0199 is a slip of the keyboard. */
const earliestBirthYear = 1800;

export type CitizenNumberProblem = 'LENGTH' | 'CHARACTERS' | 'REGION' | 'BIRTH_DATE' | 'CHECK_DIGIT';

export function isCitizenNumber(text: string): boolean {
  return citizenNumberProblem(text) === null;
}

/** A birth date in the future is not refused here: a parser has no clock. */
export function citizenNumberProblem(text: string): CitizenNumberProblem | null {
  if (text.length !== 18) return 'LENGTH';
  if (!/^\d{17}[\dX]$/.test(text)) return 'CHARACTERS';
  const region = text.slice(0, 2);
  if (!isProvinceCode(region) && region !== taiwanResidents) return 'REGION';
  const year = Number(text.slice(6, 10));
  if (year < earliestBirthYear || !dayExists(year, Number(text.slice(10, 12)), Number(text.slice(12, 14)))) {
    return 'BIRTH_DATE';
  }
  return citizenNumberCheckDigit(text.slice(0, 17)) === text[17] ? null : 'CHECK_DIGIT';
}

export function citizenNumberCheckDigit(first17: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return checkCharacters.charAt(sum % 11);
}

/** Also with blanks or dashes between, with a small x, or with a check digit that was mistyped. */
export function holdsCitizenNumber(text: string): boolean {
  const packed = text.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
  for (let start = 0; start + 18 <= packed.length; start += 1) {
    const found = citizenNumberProblem(packed.slice(start, start + 18));
    if (found === null || found === 'CHECK_DIGIT') return true;
  }
  return false;
}
