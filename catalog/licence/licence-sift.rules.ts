import type { Permission } from '../access/access.js';
import {
  type Holder,
  type LicenceIdentifier,
  licenceIdentifierParts,
  type LicenceTypeCode,
} from '../code/index.js';
import type { LicenceFieldDefinition } from '../publication/publication.js';
import type { Reason } from '../wording.js';
import type { LicenceRecord } from './licence.js';
import { licenceReason, type LicenceReasonCode } from './licence-reasons.js';
import type { ToldByAll } from './told.js';

/** Everything that is known about one licence type of one holder, or about one identifier, when it is judged. */
export interface LicenceQuestion {
  readonly type: LicenceTypeCode;
  /** null when asked by identifier: then the answer tells. */
  readonly holder: Holder | null;
  /** null when asked by holder. */
  readonly identifier: LicenceIdentifier | null;
  readonly permission: Permission;
  readonly disclosed: readonly LicenceFieldDefinition[];
  readonly told: ToldByAll<readonly LicenceRecord[]>;
}

export interface KnownRecord {
  readonly record: LicenceRecord;
  readonly source: string;
  readonly checkedAt: Date;
}

export interface SourceFailure {
  /** Why there is no answer, where it is the only thing known. */
  readonly reason: Reason;
  /** What is said of it beside a licence that was found all the same. */
  readonly beside: LicenceReasonCode;
  readonly source: string;
  readonly checkedAt: Date;
}

/** Parts what sources said into records that answer the question and failures; a record about something else is a failure. */
export function siftTold(question: LicenceQuestion): {
  readonly records: readonly KnownRecord[];
  readonly failures: readonly SourceFailure[];
} {
  const records: KnownRecord[] = [];
  const failures: SourceFailure[] = [];
  for (const { source, answer } of question.told) {
    if (answer.state === 'FAULTED') {
      const { reason, checkedAt } = answer;
      failures.push({ reason, beside: 'ANOTHER_SOURCE_SILENT', source, checkedAt });
    }
    if (answer.state !== 'FOUND') continue;
    for (const record of answer.value) {
      const known = { record, source, checkedAt: answer.checkedAt };
      const mismatch = mismatchOf(record, question);
      if (mismatch === null) records.push(known);
      else failures.push(failureOf(known, mismatch));
    }
  }
  // Asked by identifier: sources that name different holders cannot both be right, and nobody may guess whose it is.
  if (new Set(records.map(({ record: { holder } }) => `${holder.type}:${holder.code}`)).size > 1) {
    return {
      records: [],
      failures: [...failures, ...records.map((known) => failureOf(known, 'HOLDER_MISMATCH'))],
    };
  }
  return { records, failures };
}

function mismatchOf(
  record: LicenceRecord,
  { holder, identifier, type }: LicenceQuestion,
): LicenceReasonCode | null {
  if (holder !== null && (record.holder.type !== holder.type || record.holder.code !== holder.code)) {
    return 'HOLDER_MISMATCH';
  }
  if (identifier !== null && record.identifier !== identifier) return 'IDENTIFIER_MISMATCH';
  const named = record.identifier === null ? record.type : licenceIdentifierParts(record.identifier).type;
  return record.type === type && named === type ? null : 'TYPE_MISMATCH';
}

function failureOf({ source, checkedAt }: KnownRecord, code: LicenceReasonCode): SourceFailure {
  return { reason: licenceReason(code), beside: code, source, checkedAt };
}
