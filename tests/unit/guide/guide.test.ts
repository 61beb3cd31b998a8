import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guideOf } from '../../../catalog/guide/guide.rules.js';
import type {
  CancellationReason,
  Material,
  OwnElements,
  Situation,
} from '../../../catalog/matter/element.js';
import type { MatterDocument, Publication } from '../../../catalog/publication/publication.js';

const card = '11100000000013127D001' as never;

function material(code: string, changes: Partial<Material> = {}): Material {
  const plain = { code, name: `材料${code}`, necessity: 'REQUIRED', cancelled: null, alternatives: [] };
  return { ...plain, ...changes } as unknown as Material;
}

function published(elements: OwnElements, handlingItems: MatterDocument['handlingItems'] = []): Publication {
  const licenceTypes = { [card]: { code: card, name: '居民身份证' } };
  return { document: { elements, handlingItems, licenceTypes } } as unknown as Publication;
}

const option = (answer: string, materials: string[] = [], handlingItem: string | null = null) => ({
  answer,
  label: answer,
  materials,
  handlingItem,
});

const situations: Situation[] = [
  {
    code: 'agent',
    question: '是否委托他人办理？',
    options: [option('yes', ['letter', 'agentCard']), option('no')],
  },
  {
    code: 'kind',
    question: '办理什么？',
    options: [
      option('new', ['plan'], '01'),
      option('change', ['oldLicence'], '02'),
      option('lost', ['plan', 'agentCard']),
    ],
  },
];
const materials = ['always', 'letter', 'agentCard', 'plan', 'oldLicence'].map((code) => material(code));
const codes = (elements: OwnElements, answers: [string, string][]) =>
  guideOf(
    published(elements),
    answers.map(([question, answer]) => ({ question, answer })),
  ).materials.map(({ material }) => material.code);

describe('materials of a guide', () => {
  it.each<[[string, string][], string[], string[]]>([
    [[], ['always'], ['agent', 'kind']],
    [[['agent', 'no']], ['always'], ['kind']],
    [[['agent', 'yes']], ['always', 'letter', 'agentCard'], ['kind']],
    [
      [
        ['agent', 'no'],
        ['kind', 'lost'],
      ],
      ['always', 'agentCard', 'plan'],
      [],
    ],
    [
      [
        ['kind', 'change'],
        ['agent', 'yes'],
      ],
      ['always', 'letter', 'agentCard', 'oldLicence'],
      [],
    ],
    [
      [
        ['kind', 'new'],
        ['kind', 'lost'],
      ],
      ['always', 'agentCard', 'plan'],
      ['agent'],
    ],
    [
      [
        ['agent', 'yes'],
        ['agent', 'yes'],
      ],
      ['always', 'letter', 'agentCard'],
      ['kind'],
    ],
  ])('for %j are %j', (answers, expected, open) => {
    expect(codes({ situations, materials }, answers)).toEqual(expected);
    const asked = answers.map(([question, answer]) => ({ question, answer }));
    expect(guideOf(published({ situations, materials }), asked).openQuestions).toEqual(open);
  });

  it('grow with every answer, keep their order and never lose what is always needed', () => {
    const answers = fc.subarray<[string, string]>([
      ['agent', 'yes'],
      ['agent', 'no'],
      ['kind', 'new'],
      ['kind', 'lost'],
    ]);
    fc.assert(
      fc.property(answers, answers, (some, more) => {
        const fewer = codes({ situations, materials }, some);
        const all = codes({ situations, materials }, [...some, ...more]);
        expect(all).toEqual(expect.arrayContaining(fewer));
        expect(all[0]).toBe('always');
        expect(all).toEqual(materials.map(({ code }) => code).filter((code) => all.includes(code)));
      }),
    );
  });

  it.each([
    ['agent', 'maybe'],
    ['weather', 'yes'],
    ['Agent', 'yes'],
    ['', ''],
  ])('refuses %s = %s', (question, answer) => {
    expect(() => codes({ situations, materials }, [[question, answer]])).toThrow(
      expect.objectContaining({ reason: 'SITUATION_UNKNOWN', facts: { question, answer } }) as Error,
    );
  });

  it('repeats nothing personal that was typed into the wrong box', () => {
    try {
      codes({ situations, materials }, [['agent', '440902199003070018张三']]);
    } catch (error) {
      expect((error as Error).message).not.toMatch(/张三/u);
      return;
    }
    throw new Error('taken for an answer');
  });

  it('of a matter without questions are all, of one without materials none', () => {
    expect(codes({ materials }, [])).toHaveLength(5);
    expect(codes({}, [])).toEqual([]);
  });
});

describe('the handling item of a guide', () => {
  const items: MatterDocument['handlingItems'] = [
    { item: '01', code: null, name: '新办', elements: { onSiteVisits: 2 } },
    { item: '02', code: null, name: '变更', elements: { materials: [material('form')] } },
  ];
  const guide = (...answers: [string, string][]) =>
    guideOf(
      published({ situations, materials, onSiteVisits: 1 }, items),
      answers.map(([question, answer]) => ({ question, answer })),
    );

  it('is the one that the answers name, and its elements stand before those of the matter', () => {
    expect(guide()).toMatchObject({ handlingItem: null, elements: { onSiteVisits: 1 } });
    expect(guide(['kind', 'lost'])).toMatchObject({ handlingItem: null });
    const created = guide(['kind', 'new']);
    expect(created).toMatchObject({ handlingItem: '01', elements: { onSiteVisits: 2 } });
    expect(created.materials.map(({ material }) => material.code)).toEqual(['always', 'plan']);
    expect(guide(['kind', 'change']).materials.map(({ material }) => material.code)).toEqual(['form']);
  });

  it('is refused where the answers name two', () => {
    expect(() => guide(['kind', 'new'], ['kind', 'change'])).toThrow(
      expect.objectContaining({ reason: 'SITUATION_AMBIGUOUS', facts: { items: '01, 02' } }) as Error,
    );
  });
});

describe('ways to leave a material at home', () => {
  const only = (changes: Partial<Material>) => {
    const list = [material('1', changes), material('2', { name: '营业执照复印件' })];
    const found = guideOf(published({ materials: list }), []).materials[0];
    return { exempt: found?.mayBeExempt, ways: found?.ways ?? [] };
  };

  it.each<[Partial<Material>, boolean, string[], RegExp]>([
    [{}, false, [], /^$/u],
    [
      { alternatives: [[{ way: 'LICENCE', licenceType: card, fields: [] }]] },
      true,
      ['WAY_LICENCE'],
      /居民身份证/u,
    ],
    [
      { alternatives: [[{ way: 'LICENCE', licenceType: '11100000000013127D999' as never, fields: [] }]] },
      true,
      ['WAY_LICENCE'],
      /11100000000013127D999/u,
    ],
    [{ alternatives: [[{ way: 'DATA', check: '社保缴纳' }]] }, true, ['WAY_DATA'], /社保缴纳/u],
    [{ alternatives: [[{ way: 'COVERED', by: '2' }]] }, true, ['WAY_COVERED'], /营业执照复印件/u],
    [
      { alternatives: [[{ way: 'INQUIRY', organisation: '11100000000013127D' as never }]] },
      true,
      ['WAY_INQUIRY'],
      /协查/u,
    ],
    [{ alternatives: [[{ way: 'COMMITMENT' }]] }, true, ['WAY_COMMITMENT'], /承诺/u],
    [{ alternatives: [[{ way: 'DEFERRED' }]] }, false, ['WAY_DEFERRED'], /容缺/u],
    [{ necessity: 'DEFERRABLE' }, false, ['WAY_DEFERRED'], /容缺/u],
    [{ necessity: 'DEFERRABLE', alternatives: [[{ way: 'DEFERRED' }]] }, false, ['WAY_DEFERRED'], /容缺/u],
    [
      {
        necessity: 'DEFERRABLE',
        alternatives: [
          [{ way: 'LICENCE', licenceType: card, fields: [] }, { way: 'COMMITMENT' }],
          [{ way: 'DATA', check: '婚姻登记' }],
        ],
      },
      true,
      ['WAY_COMBINED', 'WAY_DATA', 'WAY_DEFERRED'],
      /居民身份证.*并且.*承诺/u,
    ],
  ])('of %j', (changes, exempt, expected, wording) => {
    const found = only(changes);
    expect(found.exempt).toBe(exempt);
    expect(found.ways.map(({ code }) => code)).toEqual(expected);
    expect(found.ways.map(({ zh }) => zh).join('')).toMatch(wording);
    for (const { en, zh } of found.ways) {
      expect(en).toMatch(/^[A-Z].*\.$/u);
      expect(zh).toMatch(/。$/u);
    }
  });

  const reasons: CancellationReason[] = [
    'NO_LEGAL_BASIS',
    'PROVED_BY_LICENCE',
    'REPLACED_BY_COMMITMENT',
    'COVERED_BY_OTHER_MATERIAL',
    'VERIFIED_ONLINE',
    'ISSUER_CANNOT_VERIFY',
  ];
  it('a cancelled material needs no other way, and each of the six reasons has its own sentence', () => {
    const found = reasons.map((cancelled) => only({ cancelled, alternatives: [[{ way: 'DEFERRED' }]] }));
    expect(found.map(({ exempt }) => exempt)).toEqual(reasons.map(() => true));
    expect(found.flatMap(({ ways }) => ways.map(({ code }) => code))).toEqual(
      reasons.map((reason) => `WAY_CANCELLED_${reason}`),
    );
    expect(new Set(found.flatMap(({ ways }) => ways.map(({ zh }) => zh))).size).toBe(6);
  });
});
