import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeMatter } from '../../../catalog/conformance/comparison.rules.js';
import type { ComparedMatter } from '../../../catalog/conformance/conformance.js';
import { conformanceRules } from '../../../catalog/conformance/conformance-rules.js';
import type { OwnElements } from '../../../catalog/matter/element.js';
import { builtInStandards } from '../../../catalog/standard/built-in.js';
import {
  against,
  anyLimit,
  anyMaterials,
  anySteps,
  days,
  expected,
  material,
  sample,
  standardOf,
} from './sample-matter.js';

const ten = builtInStandards.find(({ id }) => id === 'ten-unified');
const twelve = builtInStandards.find(({ id }) => id === 'twelve-same');
if (!ten || !twelve) throw new Error('the built-in standards are gone');

const said = (matter: ComparedMatter, standard = twelve) =>
  judgeMatter(standard, matter).map(({ element, rule }) => `${element} ${rule}`);
const { legalBases = [], materials = [], process = [], forms = [], results = [] } = expected;
const [firstBasis, secondBasis] = legalBases;
const [form] = forms;

describe('a matter beside its base matter', () => {
  it.each(builtInStandards)('has nothing to say of a clean copy: $id', (standard) => {
    expect(judgeMatter(standard, sample())).toEqual([]);
  });

  it.each(builtInStandards)('forgives how a text is typed, not what it says: $id', (standard) => {
    const found = {
      legalBases: legalBases.map((basis) => ({
        ...basis,
        title: `《${basis.title}》`,
        clause: basis.clause && ` ${basis.clause}。`,
      })),
      acceptanceConditions: ['有管理人员；', '１.有固定场所'.slice(2)],
      materials: materials.map((one) => ({ ...one, name: `“${one.name}” ` })),
    };
    expect(judgeMatter(standard, sample(found, { name: '食品经营许可(新办)' }))).toEqual([]);
  });

  const fixed: readonly (readonly [what: string, said: string, ComparedMatter])[] = [
    ['another name', 'name TEXT_DIFFERENT', sample({}, { name: '食品经营许可（变更）' })],
    ['another main item', 'mainName TEXT_DIFFERENT', sample({}, { mainItem: '食品生产许可' })],
    ['another type', 'type VALUE_DIFFERENT', sample({}, { type: '10' })],
    ['no type', 'type ELEMENT_MISSING', sample({}, { type: null })],
    ['a basis left out', 'legalBases ITEM_MISSING', sample({ legalBases: legalBases.slice(1) })],
    [
      'a basis added',
      'legalBases ITEM_ADDED',
      sample({ legalBases: [...legalBases, { ...(firstBasis ?? fail()), title: '另一部法' }] }),
    ],
    [
      'another clause',
      'legalBases ITEM_DIFFERENT',
      sample({ legalBases: [{ ...(firstBasis ?? fail()), clause: '第一条' }, secondBasis ?? fail()] }),
    ],
    [
      'no document number',
      'legalBases ITEM_DIFFERENT',
      sample({ legalBases: [firstBasis ?? fail(), { ...(secondBasis ?? fail()), documentNumber: null }] }),
    ],
    ['a service object left out', 'serviceObjects ITEM_MISSING', sample({ serviceObjects: ['1'] })],
    [
      'a condition added',
      'acceptanceConditions ITEM_ADDED',
      sample({ acceptanceConditions: ['有固定场所', '有管理人员', '居住满一年'] }),
    ],
    [
      'another result type',
      'results ITEM_DIFFERENT',
      sample({ results: results.map((one) => ({ ...one, type: '批复' })) }),
    ],
    ['another level', 'exerciseLevels EXERCISE_LEVEL_NOT_LISTED', sample({}, { level: 'TOWN' })],
    ['a level added', 'exerciseLevels ITEM_ADDED', sample({ exerciseLevels: ['CITY', 'COUNTY', 'TOWN'] })],
    [
      'another base code in the matter code',
      'baseCode BASE_CODE_DIFFERENT',
      sample({}, { baseCode: '000131024001' as ComparedMatter['baseCode'] }),
    ],
    ['no base code', 'baseCode BASE_CODE_MISSING', sample({}, { baseCode: null, base: null })],
    ['an unknown base code', 'baseCode BASE_MATTER_UNKNOWN', sample({}, { base: null })],
    [
      'conditions not stated',
      'acceptanceConditions ELEMENT_MISSING',
      sample({}, { found: without('acceptanceConditions') }),
    ],
  ];
  it.each(fixed)('finds %s', (_, rule, matter) => {
    expect(said(matter)).toEqual([rule]);
  });

  const asksMore: readonly (readonly [what: string, said: string, OwnElements])[] = [
    ['a material more', 'materials MATERIAL_ADDED', { materials: [...materials, material('困难证明')] }],
    [
      'the same material twice',
      'materials MATERIAL_ADDED',
      { materials: [...materials, material('申请书')] },
    ],
    [
      'a material under a familiar code',
      'materials MATERIAL_ADDED',
      { materials: [material('困难证明', { code: '申请书' })] },
    ],
    [
      'a cancelled material',
      'materials MATERIAL_CANCELLED_ASKED',
      { materials: materials.map((one) => ({ ...one, cancelled: null })) },
    ],
    ['a material more strictly', 'materials MATERIAL_NECESSITY_RAISED', { materials: [material('身份证')] }],
    ['one copy more', 'materials MATERIAL_COPIES_RAISED', { materials: [material('申请书', { copies: 2 })] }],
    [
      'a step more',
      'process STEP_ADDED',
      { process: [...process, { name: '评议', actor: null, limit: null, note: null }] },
    ],
    ['the steps in another order', 'process ORDER_DIFFERENT', { process: [...process].reverse() }],
    ['a longer limit', 'statutoryTimeLimit TIME_LIMIT_LONGER', { statutoryTimeLimit: days(21) }],
    [
      'a limit in months',
      'statutoryTimeLimit TIME_LIMIT_NOT_COMPARABLE',
      { statutoryTimeLimit: { value: 1, unit: 'MONTH', note: null } },
    ],
  ];
  it.each(asksMore)('finds %s', (_, rule, found) => {
    expect(said(sample(found))).toEqual([rule]);
  });

  const asksLess: readonly (readonly [what: string, OwnElements])[] = [
    ['no material', { materials: [] }],
    [
      'a cancelled material',
      { materials: materials.map((one) => ({ ...one, cancelled: 'VERIFIED_ONLINE' })) },
    ],
    [
      'a material not required',
      { materials: [material('申请书', { necessity: 'NOT_REQUIRED', originals: 0, copies: 0 })] },
    ],
    ['a step less', { process: process.filter((_, at) => at !== 2) }],
    ['a shorter limit', { statutoryTimeLimit: days(19) }],
    ['at once', { statutoryTimeLimit: { value: 0, unit: 'HOUR', note: null } }],
    ['one of its levels', { exerciseLevels: ['COUNTY'] }],
  ];
  it.each(asksLess)('lets pass who asks less: %s', (_, found) => {
    expect(said(sample(found))).toEqual([]);
    expect(said(sample(found), ten)).toEqual([]);
  });

  it('judges a promise by the base matter’s promise, else by the law’s limit', () => {
    expect(said(sample({ committedTimeLimit: days(21) }), ten)).toEqual([
      'committedTimeLimit COMMITTED_BEYOND_STATUTORY',
    ]);
    expect(said(sample({ committedTimeLimit: days(20) }), ten)).toEqual([]);
    const promising = { ...expected, committedTimeLimit: days(5) };
    expect(said(sample({ committedTimeLimit: days(6) }, { expected: promising }), ten)).toEqual([
      'committedTimeLimit TIME_LIMIT_LONGER',
    ]);
    expect(said(sample({}, { expected: promising }), ten)).toEqual([]);
  });

  it('reads the matter code by its segments', () => {
    expect(said(sample({}, { code: null }), ten)).toEqual(['matterCode MATTER_CODE_MISSING']);
    expect(
      said(sample({}, { creditCode: '11440900DEMA00160X' as ComparedMatter['creditCode'] }), ten),
    ).toEqual(['matterCode MATTER_CODE_ORGANISATION_DIFFERENT']);
    expect(judgeMatter(ten, sample({}, { level: 'CITY' }))).toMatchObject([
      {
        element: 'matterCode',
        rule: 'MATTER_CODE_LEVEL_DIFFERENT',
        severity: 'WARNING',
        expected: '3',
        found: '4',
      },
    ]);
  });

  it('compares what a person fills in of a form, not what programs call it', () => {
    const renamed = {
      ...(form ?? fail()),
      fields: form?.fields.map((field) => ({ ...field, name: `x${field.name}` })) ?? [],
    };
    expect(said(sample({ forms: [renamed] }), ten)).toEqual([]);
    const longer = {
      ...(form ?? fail()),
      fields: form?.fields.map((field) => ({ ...field, required: true })) ?? [],
    };
    expect(said(sample({ forms: [longer] }), ten)).toEqual(['forms ITEM_DIFFERENT']);
  });

  it('names every item that breaks a rule once, with what to do', () => {
    const [one, ...more] = judgeMatter(
      twelve,
      sample({ materials: [...materials, material('甲'), material('乙')] }),
    );
    expect(more).toEqual([]);
    expect(one).toMatchObject({
      matter: '11440902DEMA00021H4000131024000',
      level: 'COUNTY',
      severity: 'ERROR',
      expected: null,
      found: '甲（必要，原件1份，复印件1份）；乙（必要，原件1份，复印件1份）',
      proposal: { zh: '删除：甲（必要，原件1份，复印件1份）；乙（必要，原件1份，复印件1份）。' },
    });
  });

  it('leaves free elements alone', () => {
    const free = { ...twelve, elements: twelve.elements.map((one) => ({ ...one, lower: 'FREE' as const })) };
    const matter = sample({ materials: [...materials, material('甲')] }, { name: '另一个名称', type: '10' });
    expect(said(matter)).toHaveLength(3);
    expect(said(matter, free)).toEqual([]);
  });
});

describe('fixed lists', () => {
  it('says of every change of a set or a list that it is one', () => {
    const [set, list] = [standardOf('process', 'FIXED', 'SET'), standardOf('process', 'FIXED', 'LIST')];
    fc.assert(
      fc.property(anySteps, anySteps, (found, base) => {
        const names = (steps: typeof found) => steps.map(({ name }) => name);
        const sorted = (steps: typeof found) => names(steps).sort();
        const matter = against({ process: found }, { process: base });
        expect(judgeMatter(list, matter).length === 0).toBe(names(found).join() === names(base).join());
        expect(judgeMatter(set, matter).length === 0).toBe(sorted(found).join() === sorted(base).join());
      }),
    );
  });
});

describe('tighten only is an order', () => {
  const cases: readonly (readonly [string, fc.Arbitrary<OwnElements>, ReturnType<typeof standardOf>])[] = [
    [
      'materials',
      anyMaterials.map((materials) => ({ materials })),
      standardOf('materials', 'TIGHTEN_ONLY', 'SET'),
    ],
    ['process', anySteps.map((process) => ({ process })), standardOf('process', 'TIGHTEN_ONLY', 'LIST')],
    [
      'limits',
      anyLimit.map((statutoryTimeLimit) => ({ statutoryTimeLimit })),
      standardOf('statutoryTimeLimit', 'TIGHTEN_ONLY', 'EXACT'),
    ],
  ];
  it.each(cases)(
    '%s: each is within itself, and what is within what is within, is within',
    (_, any, standard) => {
      const within = (found: OwnElements, base: OwnElements) =>
        judgeMatter(standard, against(found, base)).length === 0;
      fc.assert(
        fc.property(any, any, any, (a, b, c) => {
          expect(within(a, a)).toBe(true);
          if (within(a, b) && within(b, c)) expect(within(a, c)).toBe(true);
        }),
        { numRuns: 2_000 },
      );
    },
  );
});

it('every rule speaks both languages and fills in only what there is', () => {
  for (const [name, rule] of Object.entries(conformanceRules)) {
    for (const { en, zh } of [rule, rule.proposal]) {
      expect([name, /\.$/.test(en), /。$/.test(zh)]).toEqual([name, true, true]);
      const facts = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, fact]) => fact);
      expect([name, facts(zh)]).toEqual([name, facts(en)]);
    }
  }
});

function without(name: keyof OwnElements): OwnElements {
  return Object.fromEntries(Object.entries(expected).filter(([key]) => key !== name));
}

function fail(): never {
  throw new Error('the sample lacks it');
}
