import { describe, expect, it } from 'vitest';
import { wordingOf } from '../../../catalog/exchange/finding.js';
import { findingRules, type FindingRuleName } from '../../../catalog/exchange/finding-rules.js';
import { nameFindings, stepFindings } from '../../../catalog/exchange/name.rules.js';

const rules = (name: string) => nameFindings('name', name).map(({ rule, proposal }) => [rule, proposal]);

describe('a name', () => {
  it.each([
    ['食品经营许可', []],
    ['食品经营许可（新办）', []],
    ['80周岁以上老年人高龄津贴发放', []],
    ['', [['NAME_EMPTY', null]]],
    ['　', [['NAME_EMPTY', null]]],
    ['长'.repeat(501), [['TEXT_TOO_LONG', null]]],
    ['a\0b', [['TEXT_NOT_STORABLE', null]]],
    ['半\ud83d', [['TEXT_NOT_STORABLE', null]]],
    ['整\u{1f600}', []],
    [' 食品 经营', [['NAME_HAS_BLANKS', '食品经营']]],
    ['成都等８市)审批', [['NAME_WIDTH_MIXED', '成都等8市）审批']]],
    ['第349号,部分', [['NAME_WIDTH_MIXED', '第349号，部分']]],
    ['拖拉机\\收割机', [['NAME_CHARACTER_ODD', null]]],
    ['乱\ufffd码', [['NAME_CHARACTER_ODD', null]]],
    ['审批（县级）', [['NAME_CARRIES_LEVEL', '审批']]],
    ['备案（技术改造）（市级/县级）', [['NAME_CARRIES_LEVEL', '备案（技术改造）']]],
    [
      '停业登记(县级行使）',
      [
        ['NAME_WIDTH_MIXED', '停业登记（县级行使）'],
        ['NAME_CARRIES_LEVEL', '停业登记'],
      ],
    ],
    ['核准（据样板令第1号）', [['NAME_CARRIES_BASIS', '核准']]],
    ['初审', [['NAME_TOO_GENERAL', null]]],
    ['音像制品初审', []],
  ])('%j', (name, expected) => {
    expect(rules(name)).toEqual(expected);
  });

  it('may name a step instead of a matter', () => {
    expect(stepFindings('matter', '施工许可证的初审')).toMatchObject([
      { rule: 'NAME_IS_A_STEP', proposal: '施工许可证' },
    ]);
    expect(stepFindings('matter', '初审')).toEqual([]);
    expect(stepFindings('matter', '受理点设立审批')).toEqual([]);
  });
});

describe('the list of rules', () => {
  it.each(Object.keys(findingRules) as FindingRuleName[])(
    '%s says what is wrong in both languages',
    (rule) => {
      const { en, zh } = wordingOf(rule);
      expect(en).toMatch(/^[A-Z].*\.$/);
      expect(zh).toMatch(/^[^a-zA-Z].*。$|^NUL|^GB/u);
      expect(zh).toMatch(/\p{Script=Han}/u);
    },
  );
});
