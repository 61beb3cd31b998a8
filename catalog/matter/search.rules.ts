import { Fault } from '../errors.js';

/*
 * Search without a dictionary: a Chinese text is filed under each of its characters and each pair of neighbours. One and two
 * characters are then found exactly; a longer word is found by all its pairs and looked up once more in the text itself.
 * A segmenter would lose matches that cross its word borders (工商户 holds 商户).
 */

const LONGEST_SEARCH = 200;

/**
 * Both sides of the comparison: full-width to half-width and other compatibility forms (NFKC), letters in lower case,
 * blanks as one space. Quotes, backslashes and NUL go, because they mean something in the text form of a lexeme.
 */
export function foldForSearch(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replace(/['\\\0]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The words of what a person typed; all of them must be found, each anywhere. Empty = nothing is searched for. */
export function searchWords(search: string): readonly string[] {
  if (search.length > LONGEST_SEARCH) throw new Fault('SEARCH_TOO_LONG', { most: LONGEST_SEARCH });
  return [...new Set(wordsOf(foldForSearch(search)))];
}

/** What a text is filed under. */
export function lexemesOf(foldedText: string): readonly string[] {
  const lexemes = new Set<string>();
  for (const word of wordsOf(foldedText)) {
    const characters = [...word];
    characters.forEach((character, at) => {
      lexemes.add(character);
      const next = characters[at + 1];
      if (next !== undefined) lexemes.add(character + next);
    });
  }
  return [...lexemes];
}

/** The lexemes that every match of a word is filed under: the character, the pair, or all pairs. */
export function lexemesAsked(word: string): readonly string[] {
  const characters = [...word];
  if (characters.length < 3) return [word];
  return [...new Set(characters.slice(1).map((character, at) => (characters[at] ?? '') + character))];
}

/** Pairs alone would find 行政许可 in 许可行政许…: only a longer word has to be looked up in the text again. */
export function needsLookUp(word: string): boolean {
  return [...word].length > 2;
}

/** One text for the look-up. Words hold no blank, so none can match across the border of two texts. */
export function searchText(texts: readonly string[]): string {
  return texts.map(foldForSearch).join('\n');
}

/** Text form of PostgreSQL's tsvector; a lexeme holds neither quote nor backslash. */
export function tsvectorOf(lexemes: readonly string[]): string {
  return lexemes.map((lexeme) => `'${lexeme}'`).join(' ');
}

/** Text form of a tsquery that wants all lexemes of all words. */
export function tsqueryOf(words: readonly string[]): string {
  return [...new Set(words.flatMap(lexemesAsked))].map((lexeme) => `'${lexeme}'`).join(' & ');
}

function wordsOf(foldedText: string): readonly string[] {
  return foldedText.split(/\s/u).filter((word) => word !== '');
}
