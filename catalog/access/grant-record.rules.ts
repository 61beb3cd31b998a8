import type { AuditDraft } from '../audit/audit.js';
import type { Call, GrantView } from './access.js';
import { subjectCode } from './grant.rules.js';

export function grantRowOf(
  { subject, revokedAt, ...grant }: GrantView,
  by: string,
  at: Date,
  reason: string | null,
) {
  return {
    ...grant,
    fields: [...grant.fields],
    matters: grant.matters && [...grant.matters],
    regions: grant.regions && [...grant.regions],
    subjectKind: subject.kind,
    subject: subjectCode(subject),
    givenBy: by,
    givenAt: at,
    reason,
    revokedBy: null,
    revokedAt,
    revokeReason: null,
  };
}

/** A right given or taken belongs in the record beside the readings that were made under it. */
export function grantEntryOf(call: Call, by: string, operation: string, grant: GrantView): AuditDraft {
  const { id, consumer, subject, fields, matters, regions, shareClass, validFrom, validUntil } = grant;
  return {
    consumer: by,
    operation,
    subject: null,
    matter: null,
    caseNumber: null,
    mode: null,
    clerk: null,
    outcome: 'ANSWERED',
    reasons: [],
    detail: {
      grant: id,
      consumer,
      ...{ kind: subject.kind, target: subjectCode(subject), fields, matters, regions },
      ...{ shareClass, validFrom, validUntil },
    },
    traceId: call.traceId,
  };
}
