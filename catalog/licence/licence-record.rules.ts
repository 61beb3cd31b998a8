import type { AuditDraft, AuditOutcome } from '../audit/audit.js';
import type { LicenceTypeCode } from '../code/index.js';
import type { Reason } from '../wording.js';
import type { LicenceAnswer } from './licence.js';

/** What a source was asked came out as: WITHHELD = it was not asked, UNDECIDED = it did not tell. */
interface Outcome {
  readonly status: string;
}

/** REFUSED: nothing was allowed. FAILED: something was, and nobody told. One row that holds makes it an answer. */
export function outcomeOf(asked: readonly Outcome[]): AuditOutcome {
  const allowed = asked.filter(({ status }) => status !== 'WITHHELD');
  if (asked.length > 0 && allowed.length === 0) return 'REFUSED';
  return allowed.length > 0 && allowed.every(({ status }) => status === 'UNDECIDED') ? 'FAILED' : 'ANSWERED';
}

/** What was given, by name: types, verdicts, sources and field names. A value never stands here. */
export function recordedAnswers(
  types: readonly LicenceTypeCode[],
  answers: readonly LicenceAnswer[],
): Pick<AuditDraft, 'outcome' | 'reasons'> & { readonly detail: Readonly<Record<string, unknown>> } {
  return {
    outcome: outcomeOf(answers),
    reasons: distinctReasons(answers.flatMap((answer) => answer.reasons)),
    detail: {
      types,
      answers: answers.map(({ type, status, reasons, fields, holderName, provenance }) => ({
        type,
        status,
        source: provenance.source,
        state: provenance.state,
        reasons: reasons.map(({ code }) => code),
        fields: [...(holderName === null ? [] : ['holderName']), ...fields.map(({ name }) => name)],
      })),
    },
  };
}

export function distinctReasons(reasons: readonly Reason[]): readonly Reason[] {
  const known = new Map(reasons.map((reason) => [`${reason.code} ${reason.en}`, reason]));
  return [...known.values()];
}
