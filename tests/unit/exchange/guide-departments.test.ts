import { describe, expect, it } from 'vitest';
import { parseRegionCode } from '../../../catalog/code/index.js';
import { gatherDepartments, mostDepartments } from '../../../catalog/exchange/guide-departments.rules.js';
import { guideIndex } from '../../../catalog/exchange/mappings/guide-index.mapping.js';
import type { SourceRow } from '../../../catalog/exchange/row-reader.js';

const here = parseRegionCode('511602000000');
const there = parseRegionCode('511603000000');
const sound = '11511301008778220W';

function departmentsOf(
  ...mentions: readonly (readonly [name: string, region: typeof here | null, code: string | null])[]
) {
  const departments = gatherDepartments('guide-index');
  mentions.forEach(([name, region, code], at) =>
    departments.note({ row: at + 1, name, region, code, codeInItem: null }),
  );
  return departments;
}

describe('the departments of an index', () => {
  it('stand under their credit code, whatever the order of the rows', () => {
    for (const codes of [
      ['11736', sound, '11736'],
      [sound, '11736', '11736'],
      ['11736', '11736', sound],
    ]) {
      const departments = departmentsOf(...codes.map((code) => ['局', here, code] as const));
      expect(departments.organisation('局', here)).toMatchObject({
        key: sound,
        creditCode: sound,
        localCode: null,
      });
    }
  });

  it('stand under their name without one, and keep the code that most rows have', () => {
    const departments = departmentsOf(
      ['局', here, '11736'],
      ['局', here, '083372204'],
      ['局', here, '083372204'],
    );
    expect(departments.organisation('局', here)).toEqual({
      key: '~511602000000~局',
      creditCode: null,
      localCode: '083372204',
      name: '局',
      kind: null,
      region: here,
      level: 'COUNTY',
    });
  });

  it('of one name in two regions are two, unless one credit code says that they are one', () => {
    const two = departmentsOf(['局', here, '11736'], ['局', there, '11736']);
    expect(two.organisation('局', here).key).toBe('~511602000000~局');
    expect(two.organisation('局', there).key).toBe('~511603000000~局');
    const one = departmentsOf(['局', here, sound], ['局', there, sound], ['局', there, sound]);
    expect(one.organisation('局', here)).toEqual(one.organisation('局', there));
    expect(one.organisation('局', here)).toMatchObject({ key: sound, region: there });
  });

  it('that share a credit code under two names are neither of them it', () => {
    const departments = departmentsOf(['甲局', here, sound], ['乙局', here, sound]);
    expect(departments.organisation('甲局', here)).toMatchObject({
      key: '~511602000000~甲局',
      creditCode: null,
    });
    expect(departments.organisation('乙局', here)).toMatchObject({ localCode: sound });
    expect(
      departments.findings({ row: 2, name: '乙局', region: here, code: sound, codeInItem: null }),
    ).toMatchObject([{ rule: 'DEPARTMENT_CODE_SHARED' }]);
  });

  it('take in a row whose region cannot be read, where there is only one place for it', () => {
    const one = departmentsOf(['局', here, '11736'], ['局', null, '11736']);
    expect(one.organisation('局', null).key).toBe('~511602000000~局');
    const two = departmentsOf(['局', here, '11736'], ['局', there, '11736'], ['局', null, '11736']);
    expect(two.organisation('局', null).key).toBe('~guide-index~局');
  });

  it('are bounded in number, because they are held in memory', () => {
    const judge = guideIndex.open({ region: null });
    const row = (at: number): SourceRow => ({
      is: 'ROW',
      number: at,
      path: `$[${at}]`,
      kind: 'GUIDE',
      value: { name: '事项', link: `http://example.test/?itemCode=${at}&areaCode=511602000000` },
      carried: { department: `局${at}` },
      damage: [],
      size: 1,
    });
    for (let at = 0; at < mostDepartments; at += 1) judge.survey(row(at));
    expect(() => judge.survey(row(mostDepartments))).toThrow('20000');
  });
});
