import type { Satisfaction } from '../matter/element.js';
import type { Reason } from '../wording.js';
import type { Disposition, Evidence } from './evidence.js';
import { evidenceReason } from './evidence-reasons.js';
import type { Verdict } from './evidence-verdict.rules.js';

/**
 * HOLDS and FAILS are sure. OPEN: a source is silent. WAITS: it hangs on a material that is not decided yet. CHOICE: the
 * applicant or the office would have to choose it (inquiry, commitment, deferral), which is never done silently.
 */
export type Standing = 'HOLDS' | 'OPEN' | 'WAITS' | 'CHOICE' | 'FAILS';

export interface JudgedCondition {
  readonly condition: Satisfaction;
  readonly standing: Standing;
  /** Why it does not hold, or why it does. */
  readonly reason: Reason | null;
  readonly evidence: Evidence | null;
}

/** How another material of the case came out, as far as it could cover this one. */
export interface Covering {
  readonly name: string;
  readonly disposition: Disposition | null;
  /** A material that need not be handed in covers nothing by not being handed in. */
  readonly required: boolean;
}

/** What conditions are judged against. */
export interface ConditionGround {
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly coverings: ReadonlyMap<string, Covering>;
  /** What people call a licence type. */
  readonly titles: ReadonlyMap<string, string>;
  /** Who to call when a source is silent. */
  readonly contacts: ReadonlyMap<string, { readonly title: string; readonly contact: string | null }>;
}

export function judgeCondition(condition: Satisfaction, ground: ConditionGround): JudgedCondition {
  switch (condition.way) {
    case 'LICENCE':
      return judgeAsked(condition, verdictKey('LICENCE', condition.licenceType), ground);
    case 'DATA':
      return judgeAsked(condition, verdictKey('DATA', condition.check), ground);
    case 'COVERED':
      return judgeCovered(condition, condition.by, ground);
    case 'INQUIRY':
    case 'COMMITMENT':
    case 'DEFERRED':
      return { condition, standing: 'CHOICE', reason: null, evidence: null };
  }
}

export function verdictKey(kind: Verdict['kind'], target: string): string {
  return `${kind} ${target}`;
}

function judgeAsked(condition: Satisfaction, key: string, ground: ConditionGround): JudgedCondition {
  const verdict = ground.verdicts.get(key);
  if (!verdict) throw new Error('a condition was judged that was not planned');
  const { kind, target, status, provenance } = verdict;
  return { condition, ...standingOf(verdict, ground), evidence: { kind, target, status, provenance } };
}

function standingOf(
  { kind, target, status, denial, connected, provenance }: Verdict,
  { titles, contacts }: ConditionGround,
): Pick<JudgedCondition, 'standing' | 'reason'> {
  const facts = { target: titles.get(target) ?? target, status };
  if (denial !== null) return { standing: 'FAILS', reason: denial };
  if (!connected) return { standing: 'FAILS', reason: evidenceReason('NO_SOURCE', facts) };
  if (status === 'VALID') return { standing: 'HOLDS', reason: evidenceReason('LICENCE_PROVES', facts) };
  if (status === 'PASSED') return { standing: 'HOLDS', reason: evidenceReason('DATA_CONFIRMS', facts) };
  if (status === 'UNDECIDED') {
    const source = contacts.get(provenance.source ?? '');
    const named = {
      ...facts,
      source: source?.title ?? provenance.source ?? '—',
      contact: source?.contact ?? '—',
    };
    return { standing: 'OPEN', reason: evidenceReason('SOURCE_SILENT', named) };
  }
  if (status === 'NOT_FOUND') {
    const code = kind === 'LICENCE' ? 'LICENCE_NOT_FOUND' : 'DATA_NOT_FOUND';
    return { standing: 'FAILS', reason: evidenceReason(code, facts) };
  }
  const code = kind === 'LICENCE' ? 'LICENCE_NOT_VALID' : 'DATA_NOT_PASSED';
  return { standing: 'FAILS', reason: evidenceReason(code, facts) };
}

function judgeCovered(condition: Satisfaction, by: string, { coverings }: ConditionGround): JudgedCondition {
  const covering = coverings.get(by);
  const standing = covering ? coveringStanding(covering) : 'FAILS';
  const facts = { target: covering?.name ?? by };
  const reason = {
    HOLDS: evidenceReason('COVERED_BY_MATERIAL', facts),
    OPEN: evidenceReason('COVERING_UNDECIDED', facts),
    WAITS: evidenceReason('COVERING_EACH_OTHER', facts),
    FAILS: evidenceReason('COVERING_NOT_HANDED_IN', facts),
  }[standing];
  const status = { HOLDS: 'PASSED', OPEN: 'UNDECIDED', WAITS: 'NOT_PASSED', FAILS: 'NOT_PASSED' } as const;
  return {
    condition,
    standing,
    reason,
    evidence: { kind: 'MATERIAL', target: by, status: status[standing], provenance: null },
  };
}

function coveringStanding({ disposition, required }: Covering): Exclude<Standing, 'CHOICE'> {
  switch (disposition) {
    case null:
      return 'WAITS';
    case 'LICENCE':
    case 'DATA':
    case 'COVERED':
      return 'HOLDS';
    case 'SUBMIT':
      return required ? 'HOLDS' : 'FAILS';
    case 'UNDECIDED':
      return 'OPEN';
    // A cancelled material is not there to cover anything; the rest are choices that nobody has made.
    case 'CANCELLED':
    case 'INQUIRY':
    case 'COMMITMENT':
    case 'DEFERRED':
      return 'FAILS';
  }
}
