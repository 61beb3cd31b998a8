import type { CalendarDate, Holder, LicenceIdentifier, LicenceTypeCode } from '../code/index.js';
import type { Purpose } from '../access/access.js';
import type { Reason } from '../wording.js';

/** Status of the transport profile: 10 valid, 01 replaced, 02 expired, 03 cancelled, 04 withdrawn, 05 revoked, 09 other invalid. */
export type LicenceStateCode = '10' | '01' | '02' | '03' | '04' | '05' | '09';

/** A licence as a source tells it; not judged yet. */
export interface LicenceRecord {
  /** null when the source gives none or one that does not parse. */
  readonly identifier: LicenceIdentifier | null;
  readonly type: LicenceTypeCode;
  readonly number: string | null;
  readonly holder: Holder;
  readonly holderName: string | null;
  readonly issuerCode: string | null;
  readonly issuerName: string | null;
  readonly issuedOn: CalendarDate | null;
  readonly validFrom: CalendarDate | null;
  /** null = without end 长期. */
  readonly validUntil: CalendarDate | null;
  readonly state: LicenceStateCode;
  readonly fields: Readonly<Record<string, string>>;
}

export type LicenceStatus =
  | 'VALID'
  | 'EXPIRED'
  | 'REPLACED'
  | 'CANCELLED'
  | 'WITHDRAWN'
  | 'REVOKED'
  | 'INVALID'
  | 'NOT_FOUND'
  | 'UNDECIDED'
  | 'WITHHELD';

/** How we come to know it. LIVE: asked just now. UNAVAILABLE: the source did not answer. WITHHELD: not asked, not allowed. */
export type ProvenanceState = 'LIVE' | 'CACHED' | 'STALE' | 'UNAVAILABLE' | 'WITHHELD';

export interface Provenance {
  readonly source: string | null;
  readonly state: ProvenanceState;
  readonly checkedAt: Date;
  readonly ageSeconds: number;
  readonly nextWindow: Date | null;
}

export interface LicenceField {
  readonly name: string;
  readonly label: string;
  readonly value: string;
}

/** The judged answer for one licence, or for one type of which none was found. */
export interface LicenceAnswer {
  readonly status: LicenceStatus;
  readonly reasons: readonly Reason[];
  readonly type: LicenceTypeCode;
  readonly identifier: LicenceIdentifier | null;
  readonly holderName: string | null;
  readonly issuerCode: string | null;
  readonly issuerName: string | null;
  readonly validFrom: CalendarDate | null;
  readonly validUntil: CalendarDate | null;
  readonly fields: readonly LicenceField[];
  readonly provenance: Provenance;
}

/** What one source said to one ask. A source that fails spoils its own row only. */
export type SourceAnswer<Value> =
  | { readonly state: 'FOUND'; readonly value: Value; readonly checkedAt: Date }
  | { readonly state: 'ABSENT'; readonly checkedAt: Date }
  | { readonly state: 'FAULTED'; readonly reason: Reason; readonly checkedAt: Date };

export interface LicenceAsk {
  readonly holder: Holder;
  readonly type: LicenceTypeCode;
  readonly purpose: Purpose;
}

export interface IdentifierAsk {
  readonly identifier: LicenceIdentifier;
  readonly purpose: Purpose;
}

/** A question to a department with a yes or no for an answer 数据核验. */
export interface DataCheckAsk {
  readonly check: string;
  readonly holder: Holder;
  readonly purpose: Purpose;
}

/** `passed` false means the department knows and says no, which is not the same as silence. */
export interface DataCheckResult {
  readonly passed: boolean;
  readonly detail: Readonly<Record<string, string>>;
}
