import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AnswerPlan,
  mapAnswer,
  refuseFailure,
} from '../../../connectors/department-source/answer/answer.mapping.js';
import { checkResult } from '../../../connectors/department-source/answer/check-result.mapping.js';
import {
  recordOfIdentifier,
  recordsOfHolder,
} from '../../../connectors/department-source/answer/licence-record.mapping.js';
import type { AskView } from '../../../connectors/department-source/ask.js';
import { compileExpression } from '../../../connectors/department-source/expression/expression.js';
import { failureReason, SourceFailure } from '../../../connectors/department-source/failure.js';
import { asks as known, identifierAsks, purpose } from '../../support/department-source/known-asks.js';

const value = { name: 'record', expression: compileExpression('value') };
const keyed: AnswerPlan = {
  tables: {},
  rows: compileExpression('list'),
  key: { row: compileExpression('nr'), ask: compileExpression('row') },
  missing: 'FAULTED',
  absent: compileExpression('none'),
  faulted: compileExpression('error'),
  value,
};

function views(count: number): AskView[] {
  return Array.from({ length: count }, (_, index) => ({ row: index + 1, purpose }));
}

async function states(plan: AnswerPlan, body: unknown, count: number): Promise<string[]> {
  const rows = await mapAnswer(plan, { status: 200, body }, views(count), (made) => made.join());
  return rows.map((row) => (row.state === 'FOUND' ? row.value : row.state));
}

describe('rows find their questions', () => {
  test('in any order, several for one question, and each question its own', async () => {
    const list = [
      { nr: 2, value: 'b1' },
      { nr: '1', value: 'a' },
      { nr: 2, value: ['b2', 'b3'] },
      { nr: 3, none: true },
    ];
    expect(await states(keyed, { list }, 4)).toEqual(['a', 'b1,b2,b3', 'ABSENT', 'FAULTED']);
  });

  test('a question without a row is faulted, unless the list is known to be complete', async () => {
    const complete: AnswerPlan = { ...keyed, missing: 'ABSENT' };
    expect(await states(keyed, { list: [] }, 1)).toEqual(['FAULTED']);
    expect(await states(complete, { list: [{ nr: 1, value: 'a' }] }, 2)).toEqual(['a', 'ABSENT']);
    expect(await states(complete, {}, 1)).toEqual(['ABSENT']);
  });

  test('but a row that belongs to no question makes silence doubtful', async () => {
    const complete: AnswerPlan = { ...keyed, missing: 'ABSENT' };
    const stray = [
      { nr: 1, value: 'a' },
      { number: 2, value: 'b' },
    ];
    expect(await states(complete, { list: stray }, 2)).toEqual(['a', 'FAULTED']);
    expect(await states(complete, { list: [{ nr: 99, value: 'x' }] }, 1)).toEqual(['FAULTED']);
  });

  test('a value of nothing is not absence', async () => {
    expect(
      await states(keyed, { list: [{ nr: 1 }, { nr: 2, none: 'true' }, { nr: 3, value: [] }] }, 3),
    ).toEqual([...['FAULTED', 'FAULTED', 'FAULTED']]);
  });

  test('a row that reports an error, or on which an expression fails, spoils its own question', async () => {
    const failing: AnswerPlan = {
      ...keyed,
      value: { name: 'record', expression: compileExpression('$number(value)') },
    };
    const list = [
      { nr: 1, value: '7' },
      { nr: 2, value: 'x' },
      { nr: 3, error: true, value: '8' },
      { nr: 4, value: '9' },
    ];
    expect(await states(failing, { list }, 4)).toEqual(['7', 'FAULTED', 'FAULTED', '9']);
  });

  test('without a key the one question owns the answer', async () => {
    const plan: AnswerPlan = { tables: {}, missing: 'FAULTED', value };
    expect(await states(plan, { value: 'a' }, 1)).toEqual(['a']);
  });

  test('whatever the order and the strays: same length, and nobody gets the row of another', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.record({ nr: fc.integer({ min: 0, max: 10 }), value: fc.string({ minLength: 1 }) }), {
          maxLength: 20,
        }),
        async (count, list) => {
          const rows = await mapAnswer(keyed, { status: 200, body: { list } }, views(count), (made) => made);
          expect(rows).toHaveLength(count);
          rows.forEach((row, index) => {
            const own = list.filter(({ nr }) => nr === index + 1).map((entry) => entry.value);
            if (row.state === 'FOUND') expect(row.value).toEqual(own);
            else expect(own).toEqual([]);
          });
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('an answer that says it is none', () => {
  const plan: AnswerPlan = { ...keyed, failure: compileExpression('said') };
  const refuse = (said: unknown) =>
    refuseFailure(plan, { status: 200, body: { said } }, views(1)).then(
      () => 'passes',
      (error: unknown) => (error as SourceFailure).code,
    );
  test.each([
    [undefined, 'passes'],
    [null, 'passes'],
    [false, 'passes'],
    ['REFUSED', 'SOURCE_REFUSED'],
    ['DOWN', 'SOURCE_DOWN'],
    ['BUSY', 'SOURCE_BUSY'],
    ['MISBEHAVED', 'SOURCE_MISBEHAVED'],
    [true, 'SOURCE_MISBEHAVED'],
    ['anything', 'SOURCE_MISBEHAVED'],
  ])('%s: %s', async (said, outcome) => {
    expect(await refuse(said)).toBe(outcome);
  });
});

describe('a record in our words', () => {
  const ask: AskView = { row: 1, holder: known.found.holder, licenceType: known.found.type, purpose };
  const made = { validUntil: '2030-01-01', state: '10' };
  const read = (one: unknown) => recordsOfHolder([one], ask);

  test('the least that is a record: everything else is not told', () => {
    expect(read(made)).toEqual([
      {
        identifier: null,
        type: known.found.type,
        number: null,
        holder: known.found.holder,
        holderName: null,
        issuerCode: null,
        issuerName: null,
        issuedOn: null,
        validFrom: null,
        validUntil: '2030-01-01',
        state: '10',
        fields: {},
      },
    ]);
  });

  test('without end is said, never left out', () => {
    expect(read({ ...made, validUntil: '长期' })).toMatchObject([{ validUntil: null }]);
    expect(() => read({ state: '10' })).toThrow(SourceFailure);
    expect(() => read({ ...made, validUntil: null })).toThrow(SourceFailure);
    expect(() => read({ ...made, validUntil: '' })).toThrow(SourceFailure);
  });

  test('an identifier that is none is dropped, the record stays', () => {
    expect(read({ ...made, identifier: 'GZ-0001' })).toMatchObject([{ identifier: null }]);
    expect(read({ ...made, identifier: identifierAsks.found.identifier })).toMatchObject([
      { identifier: identifierAsks.found.identifier },
    ]);
  });

  test('fields are text; a number that lost digits is no number', () => {
    expect(read({ ...made, fields: { a: 'x', b: 3, c: true, d: null, e: 1.5 } })).toMatchObject([
      { fields: { a: 'x', b: '3', c: 'true', e: '1.5' } },
    ]);
    expect(() => read({ ...made, fields: { a: Number('440900190001010018') } })).toThrow(SourceFailure);
    expect(() => read({ ...made, fields: { a: { b: 1 } } })).toThrow(SourceFailure);
  });

  test.each([
    ['no object', 'x'],
    ['a state nobody knows', { ...made, state: '99' }],
    ['a day that is none', { ...made, validUntil: '2026-02-30' }],
    ['a field no record has', { ...made, extra: 1 }],
    ['another type', { ...made, type: known.company.type }],
    ['another holder', { ...made, holder: { type: '111', code: '440900190001010026' } }],
    ['a holder whose number is none', { ...made, holder: { type: '111', code: '123' } }],
  ])('%s is refused', (_, one) => {
    expect(() => read(one)).toThrow(SourceFailure);
  });

  test('by identifier: the one that was asked for, with a holder', () => {
    const byIdentifier: AskView = { row: 1, identifier: identifierAsks.found.identifier, purpose };
    const whole = {
      ...made,
      identifier: identifierAsks.found.identifier,
      holder: { ...known.company.holder },
    };
    expect(recordOfIdentifier([whole], byIdentifier)).toMatchObject({ holder: known.company.holder });
    for (const wrong of [
      [whole, whole],
      [{ ...whole, identifier: identifierAsks.other.identifier }],
      [{ ...whole, identifier: null }],
      [{ ...whole, holder: undefined }],
      [{ ...whole, type: known.found.type }],
    ]) {
      expect(() => recordOfIdentifier(wrong, byIdentifier)).toThrow(SourceFailure);
    }
  });

  test('whatever a department sends, the failure repeats none of it', () => {
    const seen = 'PERSONAL-440900190001010018';
    const anything = fc.dictionary(
      fc.constantFrom('validUntil', 'state', 'holder', 'fields', 'type', 'issuedOn', seen),
      fc.oneof(fc.constant(seen), fc.constant({ [seen]: seen }), fc.constant([seen]), fc.integer()),
    );
    fc.assert(
      fc.property(anything, (one) => {
        try {
          read(one);
        } catch (error) {
          if (!(error instanceof SourceFailure)) throw error;
          expect(JSON.stringify(failureReason(error, 'X'))).not.toContain('PERSONAL');
        }
      }),
    );
  });
});

test('a data check: yes or no, with details as text', () => {
  const ask = views(1)[0] as AskView;
  expect(checkResult([{ passed: true, detail: { months: 12 } }], ask)).toEqual({
    passed: true,
    detail: { months: '12' },
  });
  expect(checkResult([{ passed: false }], ask)).toEqual({ passed: false, detail: {} });
  for (const wrong of [
    [{ passed: 'true' }],
    [{}],
    [null],
    [{ passed: true }, { passed: true }],
    [{ passed: true, x: 1 }],
  ]) {
    expect(() => checkResult(wrong, ask)).toThrow(SourceFailure);
  }
});
