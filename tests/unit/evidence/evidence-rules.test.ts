import { describe, expect, it } from 'vitest';
import { judgeMaterials, toSubmitOf } from '../../../catalog/evidence/evidence.rules.js';
import type { Verdict } from '../../../catalog/evidence/evidence-verdict.rules.js';
import type { Material } from '../../../catalog/index.js';
import { businessLicence, identityCard, materialOf } from '../../support/sample-case.js';
import {
  commitment,
  coveredBy,
  data,
  decided,
  deferred,
  denial,
  groundOf,
  inquiry,
  licence,
  verdictOf,
} from './sample-verdicts.js';

const valid = verdictOf('LICENCE', businessLicence, 'VALID');
const silent = verdictOf('LICENCE', businessLicence, 'UNDECIDED');
const expired = verdictOf('LICENCE', businessLicence, 'EXPIRED');
const passed = verdictOf('DATA', 'tax', 'PASSED');
const failed = verdictOf('DATA', 'tax', 'NOT_PASSED');
const mute = verdictOf('DATA', 'tax', 'UNDECIDED');

const by = (...alternatives: Material['alternatives']) => materialOf('A', { alternatives });

describe('one material', () => {
  it.each<[string, Material, readonly Verdict[], string]>([
    ['nothing but paper', materialOf('A'), [], 'A SUBMIT ONLY_PAPER'],
    ['an alternative that asks for nothing proves nothing', by([]), [], 'A SUBMIT ONLY_PAPER'],
    ['a valid licence', by([licence()]), [valid], 'A LICENCE LICENCE_PROVES else SUBMIT'],
    ['an expired licence', by([licence()]), [expired], 'A SUBMIT LICENCE_NOT_VALID'],
    [
      'no such licence',
      by([licence()]),
      [verdictOf('LICENCE', businessLicence, 'NOT_FOUND')],
      'A SUBMIT LICENCE_NOT_FOUND',
    ],
    ['a silent source', by([licence()]), [silent], 'A UNDECIDED SOURCE_SILENT else SUBMIT'],
    [
      'no source at all: nothing to wait for',
      by([licence()]),
      [verdictOf('LICENCE', businessLicence, 'UNDECIDED', { connected: false })],
      'A SUBMIT NO_SOURCE',
    ],
    [
      'no grant',
      by([licence()]),
      [verdictOf('LICENCE', businessLicence, 'WITHHELD', { denial, connected: false })],
      'A SUBMIT GRANT_NONE',
    ],
    ['a check that passed', by([data()]), [passed], 'A DATA DATA_CONFIRMS else SUBMIT'],
    ['a check that says no', by([data()]), [failed], 'A SUBMIT DATA_NOT_PASSED'],
    [
      'a check that knows nothing',
      by([data()]),
      [verdictOf('DATA', 'tax', 'NOT_FOUND')],
      'A SUBMIT DATA_NOT_FOUND',
    ],
    ['a silent check', by([data()]), [mute], 'A UNDECIDED SOURCE_SILENT else SUBMIT'],

    [
      'either: the lighter of two that hold',
      by([data()], [licence()]),
      [valid, passed],
      'A LICENCE LICENCE_PROVES else SUBMIT',
    ],
    [
      'either: one is enough',
      by([licence()], [data()]),
      [expired, passed],
      'A DATA DATA_CONFIRMS else SUBMIT',
    ],
    [
      'either: a silent one does not matter',
      by([licence()], [data()]),
      [silent, passed],
      'A DATA DATA_CONFIRMS else SUBMIT',
    ],
    [
      'either: one failed, one silent',
      by([licence()], [data()]),
      [expired, mute],
      'A UNDECIDED SOURCE_SILENT else SUBMIT',
    ],
    [
      'both hold: named after the heavier',
      by([licence(), data()]),
      [valid, passed],
      'A DATA DATA_CONFIRMS else SUBMIT',
    ],
    ['both: one fails', by([licence(), data()]), [valid, failed], 'A SUBMIT DATA_NOT_PASSED'],
    ['both: one silent', by([licence(), data()]), [valid, mute], 'A UNDECIDED SOURCE_SILENT else SUBMIT'],
    [
      'both: one fails, one silent: waiting is in vain',
      by([licence(), data()]),
      [expired, mute],
      'A SUBMIT LICENCE_NOT_VALID',
    ],

    [
      'a commitment is never chosen for the applicant',
      by([commitment]),
      [],
      'A SUBMIT APPLICANT_MAY_CHOOSE else COMMITMENT',
    ],
    [
      'the lightest choice is the hint',
      by([deferred], [commitment], [inquiry]),
      [],
      'A SUBMIT APPLICANT_MAY_CHOOSE else INQUIRY',
    ],
    [
      'a choice beside a proof that failed',
      by([licence()], [commitment]),
      [expired],
      'A SUBMIT LICENCE_NOT_VALID else COMMITMENT',
    ],
    [
      'a choice that also needs a proof',
      by([licence(), commitment]),
      [valid],
      'A SUBMIT APPLICANT_MAY_CHOOSE else COMMITMENT',
    ],
    ['no choice where its proof fails', by([licence(), commitment]), [expired], 'A SUBMIT LICENCE_NOT_VALID'],
    [
      'no choice while its proof may still come',
      by([licence(), commitment]),
      [silent],
      'A SUBMIT ONLY_PAPER',
    ],
    [
      'a deferrable material',
      materialOf('A', { necessity: 'DEFERRABLE' }),
      [],
      'A SUBMIT APPLICANT_MAY_CHOOSE else DEFERRED',
    ],
    [
      'a material that is not required',
      materialOf('A', { necessity: 'NOT_REQUIRED' }),
      [],
      'A SUBMIT ONLY_IF_IT_APPLIES',
    ],
  ])('%s', (_, material, verdicts, expected) => {
    expect(decided([material], verdicts)).toEqual([expected]);
  });

  it.each([
    'NO_LEGAL_BASIS',
    'PROVED_BY_LICENCE',
    'REPLACED_BY_COMMITMENT',
    'COVERED_BY_OTHER_MATERIAL',
    'VERIFIED_ONLINE',
    'ISSUER_CANNOT_VERIFY',
  ] as const)('cancelled: %s, whatever else it names', (cancelled) => {
    expect(decided([materialOf('A', { cancelled, alternatives: [[licence()]] })], [])).toEqual([
      `A CANCELLED ${cancelled}`,
    ]);
  });
});

describe('materials that cover each other', () => {
  const covers = (code: string, ...others: readonly string[]) =>
    materialOf(code, { alternatives: others.map((other) => [coveredBy(other)]) });

  it.each<[string, readonly Material[], readonly Verdict[], readonly string[]]>([
    [
      'one that is handed in',
      [covers('A', 'B'), materialOf('B')],
      [],
      ['A COVERED COVERED_BY_MATERIAL else SUBMIT', 'B SUBMIT ONLY_PAPER'],
    ],
    [
      'one that a licence proves',
      [covers('A', 'B'), materialOf('B', { alternatives: [[licence()]] })],
      [valid],
      ['A COVERED COVERED_BY_MATERIAL else SUBMIT', 'B LICENCE LICENCE_PROVES else SUBMIT'],
    ],
    [
      'one that is undecided',
      [covers('A', 'B'), materialOf('B', { alternatives: [[licence()]] })],
      [silent],
      ['A UNDECIDED COVERING_UNDECIDED else SUBMIT', 'B UNDECIDED SOURCE_SILENT else SUBMIT'],
    ],
    [
      'one that is cancelled is not there',
      [covers('A', 'B'), materialOf('B', { cancelled: 'NO_LEGAL_BASIS' })],
      [],
      ['A SUBMIT COVERING_NOT_HANDED_IN', 'B CANCELLED NO_LEGAL_BASIS'],
    ],
    [
      'one that is not required is not there',
      [covers('A', 'B'), materialOf('B', { necessity: 'NOT_REQUIRED' })],
      [],
      ['A SUBMIT COVERING_NOT_HANDED_IN', 'B SUBMIT ONLY_IF_IT_APPLIES'],
    ],
    ['one that this case does not ask for', [covers('A', 'B')], [], ['A SUBMIT COVERING_NOT_HANDED_IN']],
    ['itself', [covers('A', 'A')], [], ['A SUBMIT COVERING_EACH_OTHER']],
    [
      'each other: one is handed in',
      [covers('B', 'A'), covers('A', 'B')],
      [],
      ['B COVERED COVERED_BY_MATERIAL else SUBMIT', 'A SUBMIT COVERING_EACH_OTHER'],
    ],
    [
      'a chain that ends in a circle: the circle is broken, not the chain',
      [covers('A', 'B'), covers('B', 'C'), covers('C', 'B')],
      [],
      [
        'A COVERED COVERED_BY_MATERIAL else SUBMIT',
        'B SUBMIT COVERING_EACH_OTHER',
        'C COVERED COVERED_BY_MATERIAL else SUBMIT',
      ],
    ],
    [
      'two circles',
      [covers('A', 'B'), covers('B', 'A'), covers('C', 'D'), covers('D', 'C')],
      [],
      [
        'A SUBMIT COVERING_EACH_OTHER',
        'B COVERED COVERED_BY_MATERIAL else SUBMIT',
        'C SUBMIT COVERING_EACH_OTHER',
        'D COVERED COVERED_BY_MATERIAL else SUBMIT',
      ],
    ],
    [
      'a proof is lighter than being covered',
      [materialOf('A', { alternatives: [[coveredBy('B')], [data()]] }), materialOf('B')],
      [passed],
      ['A DATA DATA_CONFIRMS else SUBMIT', 'B SUBMIT ONLY_PAPER'],
    ],
    [
      'a silent source does not matter where another material covers',
      [materialOf('A', { alternatives: [[coveredBy('B')], [licence()]] }), materialOf('B')],
      [silent],
      ['A COVERED COVERED_BY_MATERIAL else SUBMIT', 'B SUBMIT ONLY_PAPER'],
    ],
  ])('%s', (_, materials, verdicts, expected) => {
    expect(decided(materials, verdicts)).toEqual(expected);
  });
});

describe('what a decision carries', () => {
  const basis = { title: '某条例', clause: '第三条', text: null, documentNumber: null, issuer: null };
  const first = (material: Material, verdicts: readonly Verdict[]) =>
    judgeMaterials([material], groundOf(verdicts))[0];
  const clauses = (material: Material, verdicts: readonly Verdict[]) =>
    first(material, verdicts)?.legalBasis.map(
      ({ documentNumber, clause }) => `${documentNumber ?? ''}${clause ?? ''}`,
    );

  it('the legal basis of its own, and that of the exemption', () => {
    const own = { legalBasis: [basis] };
    const article = (number: string) => `国务院令第716号第${number}条`;
    const cases: readonly [Material, readonly Verdict[], readonly string[]][] = [
      [materialOf('A', own), [], ['第三条']],
      [
        materialOf('A', { ...own, alternatives: [[licence()]] }),
        [valid],
        ['第三条', article('七'), article('十')],
      ],
      [materialOf('A', { ...own, alternatives: [[data()]] }), [passed], ['第三条', article('七')]],
      [materialOf('A', { ...own, alternatives: [[licence()]] }), [expired], ['第三条']],
      [materialOf('A', { ...own, cancelled: 'PROVED_BY_LICENCE' }), [], ['第三条', article('十')]],
      [materialOf('A', { ...own, cancelled: 'VERIFIED_ONLINE' }), [], ['第三条', article('七')]],
      [
        materialOf('A', { ...own, cancelled: 'REPLACED_BY_COMMITMENT' }),
        [],
        ['第三条', '国办发〔2020〕42号'],
      ],
    ];
    for (const [material, verdicts, expected] of cases) expect(clauses(material, verdicts)).toEqual(expected);
  });

  it('evidence with provenance: of what proved it, or of everything that did not', () => {
    const both = by([licence()], [data()]);
    expect(first(both, [valid, failed])?.evidence).toEqual([
      { kind: 'LICENCE', target: businessLicence, status: 'VALID', provenance: valid.provenance },
    ]);
    expect(first(both, [expired, failed])?.evidence.map(({ target, status }) => [target, status])).toEqual([
      ['tax', 'NOT_PASSED'],
      [businessLicence, 'EXPIRED'],
    ]);
  });

  it('a text for the window in both languages, by the names people know', () => {
    expect(first(by([licence()]), [silent])?.reason).toEqual({
      code: 'SOURCE_SILENT',
      en: expect.stringMatching(
        /测试系统 gave no answer on 营业执照\. At the window.*0668-0000000/,
      ) as string,
      zh: expect.stringMatching(/测试系统未就“营业执照”答复.*收取纸质材料.*0668-0000000/) as string,
    });
    expect(
      first(by([licence(identityCard)]), [verdictOf('LICENCE', identityCard, 'VALID')])?.reason.en,
    ).toContain(identityCard);
  });

  it('the denial itself where a grant is missing: it says who can give it', () => {
    expect(
      first(by([licence()]), [verdictOf('LICENCE', businessLicence, 'WITHHELD', { denial })])?.reason,
    ).toEqual(denial);
  });

  it('to be handed in is what must be: not the undecided, not the optional', () => {
    const materials = [
      materialOf('A'),
      materialOf('B', { alternatives: [[licence()]] }),
      materialOf('C', { necessity: 'NOT_REQUIRED' }),
      materialOf('D', { necessity: 'DEFERRABLE' }),
    ];
    const decisions = judgeMaterials(materials, groundOf([silent]));
    expect(toSubmitOf(decisions).map(({ code }) => code)).toEqual(['A', 'D']);
  });

  it('refuses to judge what was never asked', () => {
    expect(() => judgeMaterials([by([licence()])], groundOf([]))).toThrow('not planned');
  });
});
