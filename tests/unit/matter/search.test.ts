import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  foldForSearch,
  lexemesAsked,
  lexemesOf,
  needsLookUp,
  searchText,
  searchWords,
  tsqueryOf,
  tsvectorOf,
} from '../../../catalog/matter/search.rules.js';

/** Characters of real matter names, with some that occur twice in a name, letters, figures and rare ones beyond 16 bits. */
const characters = fc.constantFrom(...'行政许可食品经营新办变更注销（）〔〕、·Aa１2Ｂ𠮷𡘙 　\'"\\|&!:*()');
const names = fc.array(characters, { maxLength: 24 }).map((parts) => parts.join(''));

/** What the database does with the lexemes and the text, in memory. */
function finds(text: string, search: string): boolean {
  const folded = searchText([text]);
  const lexemes = new Set(lexemesOf(folded));
  return searchWords(search).every(
    (word) =>
      lexemesAsked(word).every((lexeme) => lexemes.has(lexeme)) &&
      (!needsLookUp(word) || folded.includes(word)),
  );
}

describe('search without a dictionary', () => {
  it('agrees with String.includes for every word of a text, whatever its length', () => {
    fc.assert(
      fc.property(names, names, (text, search) => {
        const words = foldForSearch(search).split(' ').filter(Boolean);
        expect(finds(text, search)).toBe(words.every((word) => foldForSearch(text).includes(word)));
      }),
      { numRuns: 3_000 },
    );
  });

  it('finds every piece of a name by that piece', () => {
    const pieces = names.chain((name) =>
      fc
        .tuple(fc.nat({ max: name.length }), fc.nat({ max: name.length }))
        .map(([from, to]) => ({ name, piece: [...name].slice(from, to).join('') })),
    );
    fc.assert(fc.property(pieces, ({ name, piece }) => void expect(finds(name, piece)).toBe(true)));
  });

  it.each([
    ['ＡＢＣ１２３', 'abc123'],
    ['食品　经营 \n许可', '食品 经营 许可'],
    ["O'Neil\\", 'oneil'],
    ['（市级）', '(市级)'],
    ['', ''],
  ])('folds "%s" to "%s"', (text, folded) => {
    expect(foldForSearch(text)).toBe(folded);
  });

  it('asks for the character, the pair, or all pairs', () => {
    expect(lexemesAsked('许')).toEqual(['许']);
    expect(lexemesAsked('许可')).toEqual(['许可']);
    expect(lexemesAsked('许可证许可')).toEqual(['许可', '可证', '证许']);
    expect(lexemesAsked('𠮷野')).toEqual(['𠮷野']);
  });

  it('makes no pair across a blank or the border of two texts', () => {
    expect(lexemesOf(searchText(['食品', '经营 许可']))).toEqual([
      '食',
      '食品',
      '品',
      '经',
      '经营',
      '营',
      '许',
      '许可',
      '可',
    ]);
  });

  it('writes nothing that the database could take for a sign of its own', () => {
    fc.assert(
      fc.property(names, names, (text, search) => {
        expect(tsvectorOf(lexemesOf(searchText([text])))).toMatch(/^(?:'[^'\\]{1,4}'(?: |$))*$/u);
        const words = searchWords(search);
        expect(tsqueryOf(words)).toMatch(words.length ? /^'[^'\\]{1,4}'(?: & '[^'\\]{1,4}')*$/u : /^$/u);
      }),
    );
  });

  it('refuses an endless search', () => {
    expect(searchWords('字'.repeat(200))).toHaveLength(1);
    expect(() => searchWords('字'.repeat(201))).toThrow(
      expect.objectContaining({ reason: 'SEARCH_TOO_LONG' }) as Error,
    );
  });
});
