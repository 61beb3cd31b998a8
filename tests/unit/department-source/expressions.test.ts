import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, DayUnreadable } from '../../../connectors/department-source/expression/day.rules.js';
import {
  compileExpression,
  ExpressionFailure,
} from '../../../connectors/department-source/expression/expression.js';
import { renamed } from '../../../connectors/department-source/expression/renamed.rules.js';
import { fillPlaceholders } from '../../../connectors/department-source/definition/placeholder.rules.js';
import { sameShape } from '../../../connectors/department-source/same-shape.rules.js';

describe('$day', () => {
  test.each<[unknown, string | undefined]>([
    ['2026-11-21', '2026-11-21'],
    ['20261121', '2026-11-21'],
    ['20261121093000', '2026-11-21'],
    [20_261_121, '2026-11-21'],
    ['2026/1/5', '2026-01-05'],
    ['2026.01.05', '2026-01-05'],
    ['2026年1月5日', '2026-01-05'],
    [' 2026-11-21 00:00:00 ', '2026-11-21'],
    ['2026-11-21T00:00:00', '2026-11-21'],
    // Midnight in China, written in UTC, is the day before there.
    ['2026-11-20T16:00:00Z', '2026-11-21'],
    ['2026-11-21T00:00:00+08:00', '2026-11-21'],
    [1_795_190_400_000, '2026-11-21'],
    // Summer time: midnight of 1 July 1988 in China was 15:00 UTC of the day before.
    [Date.UTC(1988, 5, 30, 15), '1988-07-01'],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('%s → %s', (written, day) => {
    expect(dayOf(written)).toBe(day);
  });

  test.each([
    '长期',
    '不详',
    '2026',
    '2026-11',
    '202611',
    '21.11.2026',
    '0',
    0,
    1,
    1_795_190_400,
    20.5,
    true,
    {},
    [],
  ])('%s is refused rather than guessed', (written) => {
    expect(() => dayOf(written)).toThrow(DayUnreadable);
  });

  test('every day, however written, is the same day', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const day = date.toISOString().slice(0, 10);
        const [year = '', month = '', dayOfMonth = ''] = day.split('-');
        expect(dayOf(day.replaceAll('-', ''))).toBe(day);
        expect(dayOf(`${Number(year)}年${Number(month)}月${Number(dayOfMonth)}日`)).toBe(day);
        expect(dayOf(day.replaceAll('-', '/'))).toBe(day);
      }),
    );
  });
});

describe('expressions', () => {
  test('an expression that fails says code and place, never the value', async () => {
    const failing = compileExpression('$number(number)');
    const failure: unknown = await failing
      .evaluate({ number: '44090019000101001X?' }, {})
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ExpressionFailure);
    expect(JSON.stringify([failure, String(failure)])).not.toContain('4409');
    expect((failure as ExpressionFailure).code).toBe('D3030');
  });

  test('an expression without end ends', async () => {
    const endless = compileExpression('( $f := function($n) { $f($n + 1) }; $f(0) )');
    await expect(endless.evaluate(null, {})).rejects.toThrow('D101');
  });

  test('two evaluations at the same time do not see each other', async () => {
    const expression = compileExpression('$ask.row & "/" & here');
    const results = await Promise.all(
      [1, 2, 3].map((row) => expression.evaluate({ here: row * 10 }, { ask: { row } })),
    );
    expect(results).toEqual(['1/10', '2/20', '3/30']);
  });

  test('$renamed takes over what the table names, and nothing else', () => {
    expect(renamed({ XM: 'a', constructor: 'b', other: 'c' }, { XM: 'name', MZ: 'ethnicity' })).toEqual({
      name: 'a',
    });
    expect(renamed('text', {})).toEqual({});
    expect(renamed({ a: 1 }, undefined)).toEqual({});
  });
});

describe('placeholders', () => {
  const fillings = {
    values: { URL: 'http://x', EMPTY: '' },
    secrets: (reference: string) => {
      if (reference !== 'KEY') throw new Error('hunter2');
      return 'k';
    },
  };
  test('values and secrets', () => {
    expect(fillPlaceholders('{{URL}}/a?k={{ secret:KEY }}{{EMPTY}}', fillings)).toEqual({
      text: 'http://x/a?k=k',
    });
    expect(fillPlaceholders('no placeholder {}', fillings)).toEqual({ text: 'no placeholder {}' });
  });
  test.each(['{{OTHER}}', '{{constructor}}', '{{secret:OTHER}}', '{{}}'])(
    '%s cannot be filled',
    (template) => {
      const filled = fillPlaceholders(template, fillings);
      expect(filled).toHaveProperty('problem');
      expect(JSON.stringify(filled)).not.toContain('hunter2');
    },
  );
  test('no secret where none may stand', () => {
    const filled = fillPlaceholders('{{secret:KEY}}', { ...fillings, secrets: null });
    expect(filled).toMatchObject({ problem: { en: 'a secret may stand in headers only' } });
  });
});

test('messages have the same shape when lists differ in length only', () => {
  expect(sameShape({ a: [{ b: 1 }] }, { a: [{ b: 1 }, { b: 2 }] })).toBe(true);
  expect(sameShape({ a: { b: 1 } }, { a: [{ b: 1 }, { b: 2 }] })).toBe(false);
  expect(sameShape({ a: 'x' }, { a: ['x', 'y'] })).toBe(false);
  expect(sameShape({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  expect(sameShape(undefined, undefined)).toBe(true);
  expect(sameShape(null, { a: 1 })).toBe(false);
});
