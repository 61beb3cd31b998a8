/**
 * Whether a printed percentage follows from part and whole by ordinary rounding (half up), to as many decimals as were
 * printed. Worked in whole numbers: 11.5 % of a small count is exact, and a binary fraction would tip it.
 */
export function judgePrintedRate(
  part: number,
  whole: number,
  printed: string,
): { readonly readable: boolean; readonly follows: boolean; readonly computed: string } {
  const [, integer = '', decimals = ''] = /^\s*(\d{1,9})(?:\.(\d{1,6}))?\s*[%％]\s*$/.exec(printed) ?? [];
  const computed = roundedRate(part, whole, decimals.length);
  if (integer === '') return { readable: false, follows: false, computed };
  const asPrinted = decimals === '' ? `${Number(integer)}%` : `${Number(integer)}.${decimals}%`;
  return { readable: true, follows: asPrinted === computed, computed };
}

function roundedRate(part: number, whole: number, decimals: number): string {
  if (whole === 0) return `${(0).toFixed(decimals)}%`;
  const scale = 10n ** BigInt(decimals);
  const doubled = (BigInt(part) * 100n * scale * 2n + BigInt(whole)) / (BigInt(whole) * 2n);
  const fraction = (doubled % scale).toString().padStart(decimals, '0');
  return decimals === 0 ? `${doubled}%` : `${doubled / scale}.${fraction}%`;
}
