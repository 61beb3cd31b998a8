import { describe, expect, it } from 'vitest';
import { elementShapes } from '../../../catalog/exchange/element.rules.js';
import type { FindingDraft } from '../../../catalog/exchange/finding.js';
import {
  list,
  oneOf,
  optional,
  partial,
  record,
  type Shape,
  text,
  wholeNumber,
} from '../../../catalog/exchange/shape.rules.js';

function read<Value>(shape: Shape<Value>, value: unknown) {
  const findings: FindingDraft[] = [];
  const accepted = shape(value, '', (finding) => findings.push(finding));
  return { accepted, found: findings.map(({ rule, field }) => `${field} ${rule}`) };
}

const fee = record<{ name: string; amount: number; note: string | null }>({
  name: text(10),
  amount: wholeNumber,
  note: optional(text()),
});

describe('the form of a value', () => {
  it('is accepted with what may be left out filled in', () => {
    expect(read(fee, { name: '工本费', amount: 0 })).toEqual({
      accepted: { name: '工本费', amount: 0, note: null },
      found: [],
    });
  });

  it.each([
    [null, [' VALUE_WRONG_KIND']],
    [[], [' VALUE_WRONG_KIND']],
    [{}, ['name FIELD_MISSING', 'amount FIELD_MISSING']],
    [{ name: '', amount: 1 }, ['name NAME_EMPTY']],
    [{ name: 1, amount: '1' }, ['name VALUE_WRONG_KIND', 'amount VALUE_WRONG_KIND']],
    [{ name: '十一个字的名称超过长度了', amount: 1 }, ['name TEXT_TOO_LONG']],
    [{ name: 'a\0', amount: 1 }, ['name TEXT_NOT_STORABLE']],
    [{ name: 'a', amount: -1 }, ['amount VALUE_WRONG_KIND']],
    [{ name: 'a', amount: 1.5 }, ['amount VALUE_WRONG_KIND']],
    [{ name: 'a', amount: 1, nmae: 'b' }, ['nmae FIELD_UNKNOWN']],
    [JSON.parse('{"name":"a","amount":1,"__proto__":{}}'), ['__proto__ FIELD_UNKNOWN']],
    [JSON.parse('{"name":"a","amount":1,"constructor":1}'), ['constructor FIELD_UNKNOWN']],
  ])('%j is refused: %j', (value, found) => {
    expect(read(fee, value)).toEqual({ accepted: undefined, found });
  });

  it('says where in a list of lists', () => {
    const shape = record<{ rows: readonly (readonly string[])[] }>({ rows: list(list(oneOf('A', 'B'))) });
    expect(read(shape, { rows: [['A'], ['B', 'C']] }).found).toEqual(['rows[1][1] VALUE_NOT_IN_LIST']);
    expect(read(shape, { rows: [['A'], ['B']] }).accepted).toEqual({ rows: [['A'], ['B']] });
  });

  it('takes any of the fields of a partial record, and no other', () => {
    const shape = partial<{ a: string; b: string }>({ a: text(), b: text() });
    expect(read(shape, { b: 'x' })).toEqual({ accepted: { b: 'x' }, found: [] });
    expect(read(shape, { c: 'x' }).found).toEqual(['c FIELD_UNKNOWN']);
    expect(read(shape, { a: null }).found).toEqual(['a VALUE_WRONG_KIND']);
  });
});

describe('the elements of a matter', () => {
  const material = { code: '1', name: '申请书', form: 'BOTH', necessity: 'REQUIRED', source: 'APPLICANT' };

  it('fill in a material', () => {
    const { accepted, found } = read(elementShapes, {
      materials: [{ ...material, alternatives: [[{ way: 'DATA', check: 'social-insurance-enrolment' }]] }],
    });
    expect(found).toEqual([]);
    expect(accepted?.materials?.[0]).toMatchObject({
      originals: 0,
      copies: 0,
      cancelled: null,
      legalBasis: [],
    });
  });

  it.each([
    [
      { materials: [{ ...material, alternatives: [{ way: 'DATA', check: 'x' }] }] },
      'materials[0].alternatives[0] VALUE_WRONG_KIND',
    ],
    [
      { materials: [{ ...material, alternatives: [[{ way: 'MAGIC' }]] }] },
      'materials[0].alternatives[0][0].way VALUE_NOT_IN_LIST',
    ],
    [
      { materials: [{ ...material, alternatives: [[{ way: 'COMMITMENT', by: '2' }]] }] },
      'materials[0].alternatives[0][0].by FIELD_UNKNOWN',
    ],
    [
      { materials: [{ ...material, alternatives: [[{ way: 'LICENCE', licenceType: '1' }]] }] },
      'materials[0].alternatives[0][0].licenceType CODE_MALFORMED',
    ],
    [{ serviceObjects: [1] }, 'serviceObjects[0] VALUE_NOT_IN_LIST'],
    [{ exerciseLevels: ['DISTRICT'] }, 'exerciseLevels[0] VALUE_NOT_IN_LIST'],
    [{ statutoryTimeLimit: { value: 5, unit: 'WEEK' } }, 'statutoryTimeLimit.unit VALUE_NOT_IN_LIST'],
    [{ committedTimeLimt: { value: 5, unit: 'DAY' } }, 'committedTimeLimt FIELD_UNKNOWN'],
    [{ online: { available: 'yes' } }, 'online.available VALUE_WRONG_KIND'],
  ])('%j is refused', (elements, expected) => {
    expect(read(elementShapes, elements).found).toEqual([expected]);
  });
});
