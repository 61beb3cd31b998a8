import { holdsCitizenNumber } from './citizen-number.js';

/** A phrase for the `problem` fact: one for the clerk, one for the developer. */
export function problem(en: string, zh: string): string {
  return `${en} / ${zh}`;
}

export function lengthProblem(expected: number, found: number): string {
  return problem(`${found} characters instead of ${expected}`, `应为${expected}位，实为${found}位`);
}

const longestQuote = 64;

/**
 * What a caller typed, fit to be repeated in a fault's facts. Facts reach logs and the audit record, and people paste
 * a name or an identity number into the wrong box: characters no code has are shown as "?", and a text that
 * holds a citizen number is not repeated at all.
 */
export function quotable(text: string): string {
  if (holdsCitizenNumber(text.slice(0, 3 * longestQuote))) return '***';
  const plain = text.slice(0, longestQuote).replace(/[^\x21-\x7e]/gu, '?');
  return text.length > longestQuote ? `${plain}...` : plain;
}
