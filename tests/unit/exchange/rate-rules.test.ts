import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgePrintedRate } from '../../../catalog/exchange/rate.rules.js';

describe('a printed rate', () => {
  it.each([
    [1, 7, '15%', '14%', false],
    [20, 65, '31%', '31%', true],
    [6, 52, '12%', '12%', true],
    [1, 8, '12.5%', '12.5%', true],
    [1, 8, '13%', '13%', true],
    [1, 8, '12%', '13%', false],
    [1, 200, '0.5%', '0.5%', true],
    [23, 2000, '1.15%', '1.15%', true],
    [23, 2000, '1.2%', '1.2%', true],
    [0, 0, '0%', '0%', true],
    [0, 5, '0.0%', '0.0%', true],
    [2, 3, ' 67 ％ ', '67%', true],
    [2, 3, '067%', '67%', true],
    [3, 2, '150%', '150%', true],
  ])('%d of %d printed %s: computed %s, follows %s', (part, whole, printed, computed, follows) => {
    expect(judgePrintedRate(part, whole, printed)).toEqual({ readable: true, follows, computed });
  });

  it.each(['', '%', '一半', '31', '1/3', '-1%', '1e3%'])('"%s" cannot be read', (printed) => {
    expect(judgePrintedRate(1, 3, printed)).toEqual({ readable: false, follows: false, computed: '33%' });
  });

  it('is off by half a unit of its last digit at most', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 10_000 }), fc.nat(4), (part, whole, decimals) => {
        const printed = `${(0).toFixed(decimals)}%`;
        const computed = Number(judgePrintedRate(part, whole, printed).computed.slice(0, -1));
        const exact = (part / whole) * 100;
        expect(Math.abs(computed - exact)).toBeLessThanOrEqual(0.5 * 10 ** -decimals + 1e-9);
      }),
    );
  });
});
