import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { competenceQuestions, judgeSeals, noTrust, sealStepNames } from '../../../catalog/seal/index.js';
import type {
  CompetenceAnswer,
  PathLink,
  SealFacts,
  SealReading,
  SealVerdict,
  TrustPolicy,
} from '../../../catalog/seal/index.js';
import { certificate, facts, imprint, path, timeStamp } from '../../support/seal-ca/facts.js';

const now = new Date('2026-06-01T00:00:00Z');

function judge(
  one: SealFacts,
  policy: Partial<TrustPolicy> = {},
  at = now,
  competence?: CompetenceAnswer,
): SealVerdict {
  const settings = { ...noTrust, policy: { ...noTrust.policy, ...policy } };
  const [verdict] = judgeSeals({ state: 'READ', signatures: [one] }, settings, at, [competence]);
  if (verdict === undefined) throw new Error('a verdict for each signature');
  return verdict;
}

const outcome = (verdict: SealVerdict, name: string) =>
  verdict.steps.find((step) => step.name === name)?.outcome;

describe('a verdict', () => {
  it('on sound facts is valid in every sense', () => {
    expect(judge(facts)).toMatchObject({
      valid: true,
      validWhenSealed: true,
      validNow: true,
      conclusion: { code: 'VALID' },
    });
  });

  it.each<[string, Partial<SealFacts>, string, string]>([
    ['signature value', { signatureValue: 'BROKEN' }, 'SIGNATURE_VALUE', 'FAILED'],
    ['signature value', { signatureValue: 'MALFORMED' }, 'SIGNATURE_VALUE', 'FAILED'],
    ['signature value', { signatureValue: 'UNSUPPORTED' }, 'SIGNATURE_VALUE', 'FAILED'],
    ['signature value', { signatureValue: 'NO_KEY' }, 'SIGNATURE_VALUE', 'UNKNOWN'],
    ['listing', { listed: 'NOT_LISTED' }, 'SIGNER_LISTED', 'FAILED'],
    ['maker', { seal: { ...imprint, makerSignature: 'BROKEN' } }, 'SEAL_SIGNATURE', 'FAILED'],
    ['maker', { seal: { ...imprint, makerSignature: 'NO_KEY' } }, 'SEAL_SIGNATURE', 'UNKNOWN'],
    [
      'maker path',
      { seal: { ...imprint, maker: { ...path, anchored: false } } },
      'MAKER_CERTIFICATE',
      'UNKNOWN',
    ],
    ['signer', { signer: null }, 'SIGNER_CERTIFICATE', 'UNKNOWN'],
    ['signer path', { signer: { ...path, anchored: false } }, 'SIGNER_CERTIFICATE', 'UNKNOWN'],
    ['time', { signedAt: null }, 'SIGNING_TIME', 'UNKNOWN'],
    ['original', { original: { state: 'DIFFERS', name: null } }, 'ORIGINAL_DIGEST', 'FAILED'],
    ['original', { original: null }, 'ORIGINAL_DIGEST', 'UNKNOWN'],
    ['references', { references: { state: 'METHOD_REFUSED', method: 'MD5' } }, 'REFERENCES', 'FAILED'],
    ['seal file', { embeddedSeal: 'DIFFERS' }, 'EMBEDDED_SEAL', 'FAILED'],
    ['stamp', { stamps: [{ ...timeStamp, signature: 'BROKEN' }] }, 'TIME_STAMP', 'FAILED'],
    ['extension', { criticalExtensions: ['1.2.3'] }, 'STRUCTURE', 'UNKNOWN'],
  ])('is spoilt by one bad fact: %s %o', (_, spoilt, step, wanted) => {
    const verdict = judge({ ...facts, ...spoilt });
    expect(outcome(verdict, step)).toBe(wanted);
    expect(verdict).toMatchObject({ valid: false, validNow: false });
  });

  it('is not led in circles by signatures that explain themselves or each other', () => {
    const path = '/Doc_0/Signs/Signatures.xml';
    const circular = (added: readonly number[]): SealFacts => ({
      ...facts,
      references: {
        state: 'CHECKED',
        count: 1,
        broken: [{ path, cause: 'DIFFERS' }],
        listChange: { path, added, restored: true },
        uncovered: [],
      },
    });
    const verdicts = judgeSeals(
      { state: 'READ', signatures: [circular([0, 1]), circular([0])] },
      noTrust,
      now,
    );
    expect(verdicts.map((verdict) => outcome(verdict, 'REFERENCES'))).toEqual(['FAILED', 'FAILED']);
  });

  it('always has every step of the contract, in the same order', () => {
    const readings: SealReading[] = [
      { state: 'READ', signatures: [facts, { ...facts, form: 'SEAL_ALONE' }] },
      { state: 'REFUSED', problem: { code: 'ZIP_BOMB', detail: null } },
      {
        state: 'READ',
        signatures: [
          { state: 'UNREADABLE', id: 's9', kind: 'SEAL', problem: { code: 'FILE_MISSING', detail: '/x' } },
        ],
      },
    ];
    for (const reading of readings) {
      for (const { steps } of judgeSeals(reading, noTrust, now))
        expect(steps.map(({ name }) => name)).toEqual(sealStepNames);
    }
  });

  it('on something unreadable says what was wrong and checks nothing else', () => {
    const [verdict] = judgeSeals(
      { state: 'REFUSED', problem: { code: 'ZIP_BOMB', detail: '99' } },
      noTrust,
      now,
    );
    expect(verdict?.steps[0]).toMatchObject({
      name: 'STRUCTURE',
      outcome: 'FAILED',
      reason: { code: 'ZIP_BOMB' },
      detail: '99',
    });
    expect(verdict?.steps.slice(1).every((step) => step.outcome === 'SKIPPED')).toBe(true);
    expect(judgeSeals({ state: 'READ', signatures: [] }, noTrust, now)).toEqual([]);
  });
});

describe('competence', () => {
  it('is skipped unless asked, and decides like every other step when it is', () => {
    expect(outcome(judge(facts), 'COMPETENCE')).toBe('SKIPPED');
    expect(judge(facts, {}, now, { outcome: 'COMPETENT', detail: null }).valid).toBe(true);
    expect(judge(facts, {}, now, { outcome: 'NOT_COMPETENT', detail: 'rule 7' })).toMatchObject({
      valid: false,
    });
    expect(outcome(judge(facts, {}, now, { outcome: 'UNDECIDED', detail: null }), 'COMPETENCE')).toBe(
      'UNKNOWN',
    );
  });

  it('asks about the seal and its owner on the day of signing', () => {
    const unreadable = {
      state: 'UNREADABLE',
      id: null,
      kind: 'SEAL',
      problem: { code: 'ZIP_BOMB', detail: null },
    } as const;
    expect(competenceQuestions({ state: 'READ', signatures: [facts, unreadable] })).toEqual([
      {
        sealName: imprint.name,
        sealId: imprint.id,
        signer: '虚构市审批局',
        signerOrganisation: '虚构市审批局',
        on: facts.signedAt,
      },
      null,
    ]);
  });
});

describe('periods to the second', () => {
  it.each<[string, Date, string]>([
    ['at its first moment', imprint.validFrom, 'PASSED'],
    ['a second early', new Date(imprint.validFrom.getTime() - 1_000), 'FAILED'],
    ['at its last moment', imprint.validUntil, 'PASSED'],
    ['a second late', new Date(imprint.validUntil.getTime() + 1_000), 'FAILED'],
  ])('a seal used %s', (_, signedAt, wanted) => {
    const wide = {
      ...path,
      links: path.links.map((link) => ({ ...link, revocation: { state: 'NO_LIST' } })),
    } as unknown as typeof path;
    const verdict = judge(
      {
        ...facts,
        signedAt,
        signer: wide,
        seal: { ...imprint, createdAt: new Date('2025-01-01T00:00:00Z'), maker: wide },
      },
      {},
      new Date('2028-06-01T00:00:00Z'),
    );
    expect(outcome(verdict, 'SEAL_PERIOD')).toBe(wanted);
    expect(verdict.valid).toBe(wanted === 'PASSED');
  });
});

const checks = fc.constantFrom('HOLDS', 'BROKEN', 'MALFORMED', 'UNSUPPORTED', 'NO_KEY' as const);
const days = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2032-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const revocations = fc.oneof(
  fc.constant({ state: 'NO_LIST' as const }),
  fc.constant({ state: 'LIST_UNSOUND' as const }),
  fc.record({ state: fc.constant('NOT_LISTED' as const), thisUpdate: days, nextUpdate: fc.option(days) }),
  fc.record({
    state: fc.constant('LISTED' as const),
    since: days,
    cause: fc.constantFrom('COMPROMISE', 'HOLD', 'OTHER' as const),
  }),
);
const links: fc.Arbitrary<PathLink> = fc.record({
  certificate: fc
    .record({ notBefore: days, notAfter: days, isAuthority: fc.constantFrom(true, false, null) })
    .map((some) => ({ ...certificate, ...some })),
  signature: checks,
  anchor: fc.boolean(),
  revocation: revocations,
});
const paths = fc.record({
  links: fc.array(links, { minLength: 1, maxLength: 3 }),
  anchored: fc.boolean(),
}) as unknown as fc.Arbitrary<typeof path>;
const anyFacts: fc.Arbitrary<SealFacts> = fc
  .record({
    form: fc.constantFrom('SEAL_ALONE', 'SEAL_SIGNATURE', 'BARE_VALUE', 'SIGNED_DATA' as const),
    signedAt: fc.option(days),
    signatureValue: checks,
    signer: fc.option(fc.oneof(fc.constant(path), paths)),
    listed: fc.constantFrom('SAME_BYTES', 'NOT_LISTED', null),
    seal: fc.option(
      fc
        .record({
          makerSignature: checks,
          maker: fc.oneof(fc.constant(path), paths),
          validFrom: days,
          validUntil: days,
        })
        .map((some) => ({ ...imprint, ...some })),
    ),
    original: fc.option(
      fc.record({
        state: fc.constantFrom('MATCHES', 'DIFFERS', 'ABSENT', 'COVERED' as const),
        name: fc.constant(null),
      }),
    ),
    embeddedSeal: fc.constantFrom('EQUAL', 'DIFFERS', 'ABSENT', null),
  })
  .map((some) => ({ ...facts, ...some }));

describe('whatever the facts', () => {
  const properties = (check: (one: SealFacts, at: Date) => void) =>
    fc.assert(fc.property(anyFacts, days, check), { numRuns: 2_000 });

  it('valid means: no step failed or is unknown, and the deciding signature was checked', () => {
    properties((one, at) => {
      const verdict = judge(one, {}, at);
      const troubled = verdict.steps.some((step) => step.outcome === 'FAILED' || step.outcome === 'UNKNOWN');
      if (verdict.valid) expect(troubled).toBe(false);
      const core = outcome(verdict, one.form === 'SEAL_ALONE' ? 'SEAL_SIGNATURE' : 'SIGNATURE_VALUE');
      expect(verdict.valid).toBe(!troubled && core === 'PASSED');
      if (verdict.validNow) expect(verdict.valid).toBe(true);
      if (verdict.valid) expect(verdict.validWhenSealed).toBe(true);
    });
  });

  it('without an anchor nothing that needs a certificate passes', () => {
    properties((one, at) => {
      const loose = (path: SealFacts['signer']) => (path === null ? null : { ...path, anchored: false });
      const seal = one.seal === null ? null : { ...one.seal, maker: { ...one.seal.maker, anchored: false } };
      const verdict = judge({ ...one, signer: loose(one.signer), seal }, {}, at);
      expect(verdict.valid).toBe(false);
      for (const name of ['MAKER_CERTIFICATE', 'SIGNER_CERTIFICATE'])
        expect(outcome(verdict, name)).not.toBe('PASSED');
    });
  });

  it('a stricter policy never makes anything valid, and the same question has the same answer', () => {
    properties((one, at) => {
      const verdict = judge(one, {}, at);
      expect(judge(one, {}, at)).toEqual(verdict);
      if (judge(one, { revocation: 'REQUIRED' }, at).valid) expect(verdict.valid).toBe(true);
    });
  });
});
