import type { LegalBasis, Material } from '../matter/element.js';
import type { Reason } from '../wording.js';
import type { JudgedAlternative } from './alternative.rules.js';
import type { JudgedCondition } from './condition.rules.js';
import type { Disposition, Evidence, MaterialDecision } from './evidence.js';
import { type EvidenceReasonCode, evidenceReason, evidenceReasonCodes } from './evidence-reasons.js';
import { cancellationBases, licenceEqualsPaper, sharingSuffices } from './exemption-basis.js';

export function cancelledDecision(
  material: Material,
  reason: NonNullable<Material['cancelled']>,
): MaterialDecision {
  return {
    ...{ material, disposition: 'CANCELLED', reason: evidenceReason(reason) },
    legalBasis: [...material.legalBasis, ...cancellationBases[reason]],
    ...{ evidence: [], fallback: null },
  };
}

/** Not needed: the alternative that proves it, and the paper should the proof be doubted at the window. */
export function satisfiedDecision(
  material: Material,
  { way, conditions }: JudgedAlternative,
): MaterialDecision {
  const telling = conditions.find(({ condition }) => condition.way === way);
  const ways = new Set(conditions.map(({ condition }) => condition.way));
  const shared: LegalBasis[] = ways.has('LICENCE') || ways.has('DATA') ? [sharingSuffices] : [];
  return {
    ...{ material, disposition: way, reason: telling?.reason ?? evidenceReason('ONLY_PAPER') },
    legalBasis: [...material.legalBasis, ...shared, ...(ways.has('LICENCE') ? [licenceEqualsPaper] : [])],
    evidence: evidenceOf([conditions]),
    fallback: 'SUBMIT',
  };
}

/** A silent source spoils this row only; the paper is always accepted instead. */
export function undecidedDecision(
  material: Material,
  alternatives: readonly JudgedAlternative[],
): MaterialDecision {
  const open = alternatives.find(({ standing }) => standing === 'OPEN');
  const reason = open?.conditions.find(({ standing }) => standing === 'OPEN')?.reason;
  return {
    ...{ material, disposition: 'UNDECIDED', reason: reason ?? evidenceReason('SOURCE_SILENT') },
    legalBasis: material.legalBasis,
    evidence: evidenceOf(alternatives.map(({ conditions }) => conditions)),
    fallback: 'SUBMIT',
  };
}

/** The paper, and the lightest way that could be chosen instead: an inquiry, a commitment, a deferral. */
export function submitDecision(
  material: Material,
  alternatives: readonly JudgedAlternative[],
): MaterialDecision {
  const choice = alternatives.find(({ standing }) => standing === 'CHOICE')?.way ?? null;
  const fallback: Disposition | null = choice ?? (material.necessity === 'DEFERRABLE' ? 'DEFERRED' : null);
  return {
    ...{ material, disposition: 'SUBMIT', reason: submitReason(material, alternatives, fallback !== null) },
    legalBasis: material.legalBasis,
    evidence: evidenceOf(alternatives.map(({ conditions }) => conditions)),
    fallback,
  };
}

/** The obstacle worth telling first: what the applicant can mend, then what the office can, then that there is no other way. */
const tellingOrder: readonly string[] = [
  ...(['LICENCE_NOT_VALID', 'DATA_NOT_PASSED', 'LICENCE_NOT_FOUND', 'DATA_NOT_FOUND'] as const),
  ...(['NO_SOURCE', 'COVERING_EACH_OTHER', 'COVERING_NOT_HANDED_IN'] as const),
] satisfies readonly EvidenceReasonCode[];

function submitReason(
  { necessity }: Material,
  alternatives: readonly JudgedAlternative[],
  choosable: boolean,
): Reason {
  if (necessity === 'NOT_REQUIRED') return evidenceReason('ONLY_IF_IT_APPLIES');
  const obstacles = alternatives
    .flatMap(({ conditions }) => conditions)
    .flatMap(({ standing, reason }) => (reason !== null && isObstacle(standing) ? [reason] : []))
    .sort((one, other) => (telling(one) < telling(other) ? -1 : 1));
  const [first] = obstacles;
  return first ?? evidenceReason(choosable ? 'APPLICANT_MAY_CHOOSE' : 'ONLY_PAPER');
}

/** What is still open is no obstacle by itself: its sentence promises an answer that would not help here. */
function isObstacle(standing: JudgedCondition['standing']): boolean {
  return standing === 'FAILS' || standing === 'WAITS';
}

/** A missing grant stands between: its reason is not of this module. */
function telling({ code, zh }: Reason): string {
  const own = (evidenceReasonCodes as readonly string[]).includes(code);
  const rank = own ? tellingOrder.indexOf(code) * 2 : tellingOrder.indexOf('DATA_NOT_FOUND') * 2 + 1;
  return [String(rank).padStart(4, '0'), code, zh].join(' ');
}

/** Each thing once, in an order that does not hang on how the catalogue was written. */
function evidenceOf(alternatives: readonly JudgedAlternative['conditions'][]): readonly Evidence[] {
  const known = new Map<string, Evidence>();
  for (const { evidence } of alternatives.flat()) {
    if (evidence) known.set(`${evidence.kind} ${evidence.target}`, evidence);
  }
  return [...known.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, evidence]) => evidence);
}
