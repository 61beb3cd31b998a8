import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalText, shown } from '../../../catalog/conformance/normal-text.rules.js';

describe('normalised text', () => {
  it.each([
    ['《中华人民共和国食品安全法》', '中华人民共和国食品安全法'],
    ['食品经营许可(新办)', '食品经营许可（新办）'],
    ['ＡＢＣ　１２３', 'abc 123'],
    ['申请书、身份证；', '申请书 身份证'],
    ['“一件事”', '一件事'],
    ['〈办法〉', '<办法>'],
  ])('%s is the same as %s', (one, other) => {
    expect(normalText(one)).toBe(normalText(other));
  });

  it.each([
    ['注册资本1.5万元', '注册资本15万元'],
    ['50%', '50'],
    ['结婚登记', '离婚登记'],
    ['2016-2020', '20162020'],
    ['第三十五条', '第三十六条'],
  ])('%s is not the same as %s', (one, other) => {
    expect(normalText(one)).not.toBe(normalText(other));
  });

  it('is the same when done twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(normalText(normalText(text))).toBe(normalText(text));
      }),
      { numRuns: 2_000 },
    );
    const dense = fc.string({
      unit: fc.constantFrom('1', '.', '，', ' ', '％', '《', 'e', '\u0301', '\u200d', 'İ', 'ﬁ', '①', '`'),
    });
    fc.assert(
      fc.property(dense, (text) => {
        expect(normalText(normalText(text))).toBe(normalText(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it('shows no more than a cell holds', () => {
    expect(shown(['甲', '乙'])).toBe('甲；乙');
    expect(shown(['长'.repeat(900)])).toHaveLength(500);
  });
});
