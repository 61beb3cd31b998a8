import fc from 'fast-check';
import type { Verdict } from '../../../catalog/evidence/evidence-verdict.rules.js';
import type { EvidenceGround } from '../../../catalog/evidence/evidence.rules.js';
import { judgeMaterials } from '../../../catalog/evidence/evidence.rules.js';
import type { Material } from '../../../catalog/index.js';
import type { Satisfaction } from '../../../catalog/matter/element.js';
import { bureau, businessLicence, identityCard, materialOf, now } from '../../support/sample-case.js';

export const denial = { code: 'GRANT_NONE', en: 'no grant', zh: '无授权' };

export function verdictOf(
  kind: Verdict['kind'],
  target: string,
  status: Verdict['status'],
  change: Partial<Verdict> = {},
): Verdict {
  const provenance = {
    source: 'src',
    state: 'LIVE',
    checkedAt: now,
    ageSeconds: 0,
    nextWindow: null,
  } as const;
  return { kind, target, status, connected: true, denial: null, provenance, ...change };
}

export const licence = (licenceType = businessLicence): Satisfaction => ({
  way: 'LICENCE',
  licenceType,
  fields: [],
});
export const data = (check = 'tax'): Satisfaction => ({ way: 'DATA', check });
export const coveredBy = (by: string): Satisfaction => ({ way: 'COVERED', by });
export const inquiry: Satisfaction = { way: 'INQUIRY', organisation: bureau };
export const commitment: Satisfaction = { way: 'COMMITMENT' };
export const deferred: Satisfaction = { way: 'DEFERRED' };

export function groundOf(verdicts: readonly Verdict[]): EvidenceGround {
  return {
    verdicts,
    titles: new Map([[businessLicence, '营业执照']]),
    contacts: new Map([['src', { title: '测试系统', contact: '0668-0000000' }]]),
  };
}

/** Each material as `code disposition reason`, with the fallback where there is one. */
export function decided(materials: readonly Material[], verdicts: readonly Verdict[]): readonly string[] {
  return judgeMaterials(materials, groundOf(verdicts)).map(({ material, disposition, reason, fallback }) =>
    [material.code, disposition, reason.code, ...(fallback ? [`else ${fallback}`] : [])].join(' '),
  );
}

const codes = ['A', 'B', 'C', 'D', 'E'];
const conditions: fc.Arbitrary<Satisfaction> = fc.oneof(
  fc.constantFrom(licence(), licence(identityCard), data('tax'), data('debts')),
  fc.constantFrom(...codes, 'Z').map(coveredBy),
  fc.constantFrom(inquiry, commitment, deferred),
);

/** Small cases with everything in them: cancelled and optional materials, empty alternatives, circles of covering. */
export const cases: fc.Arbitrary<readonly Material[]> = fc.subarray(codes).chain((chosen) =>
  fc.tuple(
    ...chosen.map((code) =>
      fc
        .record({
          necessity: fc.constantFrom('REQUIRED', 'REQUIRED', 'NOT_REQUIRED', 'DEFERRABLE' as const),
          cancelled: fc.option(fc.constantFrom('NO_LEGAL_BASIS', 'PROVED_BY_LICENCE' as const), { freq: 4 }),
          alternatives: fc.array(fc.array(conditions, { maxLength: 3 }), { maxLength: 3 }),
        })
        .map((change) => materialOf(code, { ...change, cancelled: change.cancelled ?? null })),
    ),
  ),
);

const statuses = ['VALID', 'EXPIRED', 'NOT_FOUND', 'UNDECIDED', 'WITHHELD'] as const;
const checkStatuses = ['PASSED', 'NOT_PASSED', 'NOT_FOUND', 'UNDECIDED', 'WITHHELD'] as const;

/** Something of every kind for every target that the cases name. */
export const verdictSets: fc.Arbitrary<readonly Verdict[]> = fc.tuple(
  ...[businessLicence, identityCard].map((type) =>
    fc.constantFrom(...statuses).map((status) => known('LICENCE', type, status)),
  ),
  ...['tax', 'debts'].map((check) =>
    fc.constantFrom(...checkStatuses).map((status) => known('DATA', check, status)),
  ),
);

function known(kind: Verdict['kind'], target: string, status: Verdict['status']): Verdict {
  return verdictOf(kind, target, status, { denial: status === 'WITHHELD' ? denial : null });
}
