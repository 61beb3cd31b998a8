import { chinaDay } from '../clock.js';
import { type Holder, type LicenceIdentifier, licenceIdentifierParts } from '../code/index.js';
import type { LicenceFieldDefinition } from '../publication/publication.js';
import { canonicalJson } from '../storage/index.js';
import type { Reason } from '../wording.js';
import { holderNameField } from './least-data.rules.js';
import type { LicenceAnswer, LicenceField, LicenceRecord, LicenceStatus, Provenance } from './licence.js';
import { type MergedRecord, mergeRecords } from './licence-merge.rules.js';
import { licenceReason, type LicenceReasonCode } from './licence-reasons.js';
import { type LicenceQuestion, siftTold, type SourceFailure } from './licence-sift.rules.js';
import { judgeState } from './licence-state.rules.js';
import { olderVersions } from './licence-version.rules.js';

export interface JudgedLicence {
  readonly answer: LicenceAnswer;
  /** Whose it is: asked for, or known from the record when asked by identifier. For the record's digest only. */
  readonly holder: Holder | null;
}

/** One answer per licence found, best first; or one that says why there is none. */
export function judgeLicence(question: LicenceQuestion, now: Date): readonly JudgedLicence[] {
  const { permission, told, holder } = question;
  if (!permission.allowed) {
    const provenance: Provenance = { ...unknown(now), state: 'WITHHELD' };
    return [{ answer: emptyAnswer(question, 'WITHHELD', [permission.reason], provenance), holder }];
  }
  if (told.length === 0) {
    return [
      { answer: emptyAnswer(question, 'UNDECIDED', [licenceReason('NO_SOURCE')], unknown(now)), holder },
    ];
  }
  const { records, failures } = siftTold(question);
  if (records.length > 0) {
    const beside = [...new Set(failures.map((failure) => failure.beside))].sort();
    return judgeRecords(question, mergeRecords(records), beside, now);
  }
  return [
    { answer: failures.length > 0 ? undecided(question, failures, now) : notFound(question, now), holder },
  ];
}

function judgeRecords(
  question: LicenceQuestion,
  merged: readonly MergedRecord[],
  beside: readonly LicenceReasonCode[],
  now: Date,
): readonly JudgedLicence[] {
  const today = chinaDay(now);
  const older = olderVersions(merged.map(({ record }) => record));
  return merged
    .map((known) => {
      const { record, source, checkedAt } = known;
      const state = judgeState(record, today);
      const outdated = older.has(record) && state.status === 'VALID';
      const codes: LicenceReasonCode[] = [
        outdated ? 'OLDER_VERSION' : state.reason,
        ...findingsOf(known),
        ...beside,
      ];
      const answer: LicenceAnswer = {
        status: outdated ? 'REPLACED' : state.status,
        reasons: codes.map(licenceReason),
        type: question.type,
        ...disclose(record, question),
        validFrom: record.validFrom,
        validUntil: record.validUntil,
        provenance: { ...unknown(now), source, state: 'LIVE', ...age(checkedAt, now) },
      };
      return { answer, holder: record.holder };
    })
    .sort((one, other) => (order(one.answer) < order(other.answer) ? -1 : 1));
}

function findingsOf({ record, disagreement }: MergedRecord): readonly LicenceReasonCode[] {
  const findings: LicenceReasonCode[] = [];
  if (record.identifier === null) findings.push('IDENTIFIER_MISSING');
  else if (!licenceIdentifierParts(record.identifier).checkOk) findings.push('IDENTIFIER_CHECK_DIGIT');
  if (disagreement) findings.push('SOURCES_DISAGREE');
  return findings;
}

type Disclosed = Pick<LicenceAnswer, 'identifier' | 'holderName' | 'issuerCode' | 'issuerName' | 'fields'>;

/** Where the matter needs no field at all, only status and validity go out: not even which licence it is. */
function disclose(record: LicenceRecord, { disclosed, identifier }: LicenceQuestion): Disclosed {
  const any = disclosed.length > 0;
  return {
    identifier: any ? record.identifier : identifier,
    holderName: disclosed.some(({ name }) => name === holderNameField) ? record.holderName : null,
    issuerCode: any ? record.issuerCode : null,
    issuerName: any ? record.issuerName : null,
    fields: disclosed.flatMap((definition) => fieldOf(record, definition)),
  };
}

function fieldOf(
  { fields }: LicenceRecord,
  { name, label }: LicenceFieldDefinition,
): readonly LicenceField[] {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return value === undefined ? [] : [{ name, label, value }];
}

function undecided(question: LicenceQuestion, failures: readonly SourceFailure[], now: Date): LicenceAnswer {
  const reasons = new Map(failures.map(({ reason }) => [canonicalJson(reason), reason]));
  const [first] = [...failures].sort((one, other) => (one.source < other.source ? -1 : 1));
  const provenance = first
    ? { ...unknown(now), source: first.source, ...age(first.checkedAt, now) }
    : unknown(now);
  return emptyAnswer(
    question,
    'UNDECIDED',
    [...reasons.entries()].sort().map(([, reason]) => reason),
    provenance,
  );
}

function notFound(question: LicenceQuestion, now: Date): LicenceAnswer {
  const [first] = question.told;
  const provenance: Provenance = first
    ? { ...unknown(now), source: first.source, state: 'LIVE', ...age(first.answer.checkedAt, now) }
    : unknown(now);
  return emptyAnswer(question, 'NOT_FOUND', [licenceReason('NOT_FOUND')], provenance);
}

/** The caller gave the identifier, so it may stand in the answer whatever came of it. */
function emptyAnswer(
  {
    type,
    identifier,
  }: { readonly type: LicenceAnswer['type']; readonly identifier: LicenceIdentifier | null },
  status: LicenceStatus,
  reasons: readonly Reason[],
  provenance: Provenance,
): LicenceAnswer {
  const nothing = { holderName: null, issuerName: null, validFrom: null, validUntil: null, fields: [] };
  const issuerCode = identifier === null ? null : licenceIdentifierParts(identifier).issuer;
  return { status, reasons, type, identifier, issuerCode, ...nothing, provenance };
}

function unknown(now: Date): Provenance {
  return { source: null, state: 'UNAVAILABLE', checkedAt: now, ageSeconds: 0, nextWindow: null };
}

function age(checkedAt: Date, now: Date): Pick<Provenance, 'checkedAt' | 'ageSeconds'> {
  return { checkedAt, ageSeconds: Math.max(0, Math.floor((now.getTime() - checkedAt.getTime()) / 1000)) };
}

const statusOrder: readonly LicenceStatus[] = [
  ...(['VALID', 'INVALID', 'EXPIRED', 'REPLACED', 'WITHDRAWN', 'CANCELLED', 'REVOKED'] as const),
  ...(['NOT_FOUND', 'UNDECIDED', 'WITHHELD'] as const),
];

/** The same answers in the same order, in whatever order sources told them. */
function order(answer: LicenceAnswer): string {
  const rank = String(statusOrder.indexOf(answer.status)).padStart(2, '0');
  return [rank, answer.identifier ?? '~', answer.validUntil ?? '9999-12-31', canonicalJson(answer)].join(' ');
}
