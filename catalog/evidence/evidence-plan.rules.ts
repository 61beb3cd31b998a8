import type { GrantSubject } from '../access/access.js';
import type { LicenceTypeCode } from '../code/index.js';
import type { Material } from '../matter/element.js';

/** What has to be known before the materials can be judged: each thing once, however many materials want it. */
export interface EvidencePlan {
  readonly licenceTypes: readonly LicenceTypeCode[];
  readonly checks: readonly string[];
}

/** A cancelled material asks for nothing any more. */
export function planEvidence(materials: readonly Material[]): EvidencePlan {
  const conditions = materials
    .filter(({ cancelled }) => cancelled === null)
    .flatMap(({ alternatives }) => alternatives.flat());
  const licenceTypes = conditions.flatMap((each) => (each.way === 'LICENCE' ? [each.licenceType] : []));
  const checks = conditions.flatMap((each) => (each.way === 'DATA' ? [each.check] : []));
  return { licenceTypes: [...new Set(licenceTypes)].sort(), checks: [...new Set(checks)].sort() };
}

export function subjectsOf({ licenceTypes, checks }: EvidencePlan): readonly GrantSubject[] {
  return [
    ...licenceTypes.map((licenceType) => ({ kind: 'LICENCE' as const, licenceType })),
    ...checks.map((check) => ({ kind: 'DATA' as const, check })),
  ];
}
