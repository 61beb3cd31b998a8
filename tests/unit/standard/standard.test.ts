import { describe, expect, it } from 'vitest';
import { isFault } from '../../../catalog/errors.js';
import { builtInStandards } from '../../../catalog/standard/built-in.js';
import { readStandard } from '../../../catalog/standard/standard.schema.js';

const own = {
  id: 'guangdong-own',
  title: { zh: '本省标准', en: 'Our own' },
  document: '粤府办〔虚构〕1号',
  confirmed: true,
  note: null,
  levels: ['CITY', 'COUNTY'],
  elements: [
    { reads: 'name', title: { zh: '名称', en: 'Name' }, compares: 'TEXT', lower: 'FIXED' },
    { reads: 'materials', title: { zh: '材料', en: 'Materials' }, compares: 'SET', lower: 'TIGHTEN_ONLY' },
  ],
};
const [nameElement, materialsElement] = own.elements;

describe('the built-in standards', () => {
  it('are those of the domain, each as sure as it is', () => {
    expect(builtInStandards.map(({ id, confirmed, elements }) => [id, confirmed, elements.length])).toEqual([
      ['ten-unified', true, 11],
      ['twelve-same', false, 12],
      ['four-same', false, 4],
      ['national-ten', false, 10],
    ]);
    expect(builtInStandards.every(({ builtIn }) => builtIn)).toBe(true);
  });

  it('tell by a note when their list is not sure', () => {
    expect(builtInStandards.filter(({ confirmed, note }) => !confirmed && note === null)).toEqual([]);
  });
});

describe('a standard from outside', () => {
  it('is kept as it is when it is sound', () => {
    expect(readStandard(own)).toEqual(own);
  });

  it.each([
    ['id', { ...own, id: 'Own Standard' }],
    ['levels[1]', { ...own, levels: ['CITY', 'CITY'] }],
    ['levels[0]', { ...own, levels: ['STREET'] }],
    ['title.zh', { ...own, title: { zh: '', en: 'Own' } }],
    ['elements', { ...own, elements: [] }],
    ['elements[0].reads', { ...own, elements: [{ ...nameElement, reads: 'colour' }] }],
    ['elements[1].reads', { ...own, elements: [nameElement, nameElement] }],
    ['elements[0].compares', { ...own, elements: [{ ...nameElement, compares: 'SET' }] }],
    ['elements[0].lower', { ...own, elements: [{ ...nameElement, lower: 'TIGHTEN_ONLY' }] }],
    ['elements[1].compares', { ...own, elements: [nameElement, { ...materialsElement, compares: 'EXACT' }] }],
    ['document', { ...own, document: 'a\0b' }],
    ['colour', { ...own, colour: 'red' }],
    ['-', 'ten-unified'],
  ])('is refused with the place of the fault: %s', (path, value) => {
    let thrown: unknown;
    try {
      readStandard(value);
    } catch (error) {
      thrown = error;
    }
    expect(isFault(thrown) && [thrown.reason, thrown.facts['path']]).toEqual(['STANDARD_INVALID', path]);
    // English and Chinese: each sentence of the fault takes its half.
    expect(isFault(thrown) && thrown.facts['problem']).toMatch(/^[^\u4e00-\u9fff]+ \/ .*[\u4e00-\u9fff]/u);
  });
});
