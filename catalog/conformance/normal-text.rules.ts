/**
 * A text as far as it says something: width (NFKC), case, spaces, punctuation and 书名号 are how it is typed. Punctuation between
 * two digits stays, because 1.5 is not 15; per cent and per mille stay, because they are quantities.
 */
export function normalText(text: string): string {
  const spoken = fold(text).replace(
    /[\p{Z}\p{C}]|(?<!\p{N})(?![%‰])\p{P}|(?![%‰])\p{P}(?!\p{N})|[<>~^\u0060|]/gu,
    '',
  );
  // What was taken away may have held two characters apart that now make one.
  return fold(spoken);
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFKC');
}

/** No longer than a cell of a sheet that anyone reads. */
const LONGEST_SHOWN = 500;

export function shown(texts: readonly string[]): string {
  const text = texts.join('；');
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 1)}…` : text;
}
