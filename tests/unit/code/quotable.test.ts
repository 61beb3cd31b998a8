import { describe, expect, it } from 'vitest';
import { quotable } from '../../../catalog/code/index.js';

describe('what a fault may repeat of a typed text', () => {
  it.each([
    ['44090200100X', '44090200100X'],
    ['张三 440902', '???440902'],
    ['４４09', '??09'],
    ['a\nb\u0000\u202ec', 'a?b??c'],
    ['11010519491231002X', '***'],
    ['no. 110105 19491231 0021, mistyped', '***'],
    [`${'9'.repeat(60)}11010519491231002X`, '***'],
    ['9'.repeat(70), `${'9'.repeat(64)}...`],
    ['', ''],
  ])('%j becomes %j', (typed, told) => {
    expect(quotable(typed)).toBe(told);
  });
});
