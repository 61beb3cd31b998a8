import type { AuditDraft } from '../audit/audit.js';
import { distinctReasons, outcomeOf } from '../licence/licence-record.rules.js';
import type { MaterialDecision } from './evidence.js';
import type { Verdict } from './evidence-verdict.rules.js';

/** What was asked and decided, by name: targets, verdicts, sources, material codes. A value never stands here. */
export function recordedDecisions(
  verdicts: readonly Verdict[],
  decisions: readonly MaterialDecision[],
): Pick<AuditDraft, 'outcome' | 'reasons' | 'detail'> {
  return {
    outcome: outcomeOf(verdicts),
    reasons: distinctReasons(decisions.map(({ reason }) => reason)),
    detail: {
      asked: verdicts.map(({ kind, target, status, provenance }) => ({
        ...{ kind, target, status },
        ...{ source: provenance.source, state: provenance.state },
      })),
      materials: decisions.map(({ material, disposition, reason, fallback }) => ({
        ...{ material: material.code, disposition, reason: reason.code, fallback },
      })),
    },
  };
}
