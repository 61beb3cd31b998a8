import type { CalendarDate } from '../code/index.js';
import type { LicenceRecord, LicenceStateCode, LicenceStatus } from './licence.js';
import type { LicenceReasonCode } from './licence-reasons.js';

export interface JudgedState {
  readonly status: LicenceStatus;
  readonly reason: LicenceReasonCode;
}

/** Every state of the transport profile but "valid" stands as the source gives it: it knows, we do not. */
const byState: Readonly<Record<Exclude<LicenceStateCode, '10'>, JudgedState>> = {
  '01': { status: 'REPLACED', reason: 'REPLACED' },
  '02': { status: 'EXPIRED', reason: 'EXPIRED' },
  '03': { status: 'CANCELLED', reason: 'CANCELLED' },
  '04': { status: 'WITHDRAWN', reason: 'WITHDRAWN' },
  '05': { status: 'REVOKED', reason: 'REVOKED' },
  '09': { status: 'INVALID', reason: 'INVALID' },
};

/**
 * Registries flip the state to "expired" in a nightly run or never, so "valid" is believed only inside the dates. The
 * last day counts: a licence valid until today is valid today.
 */
export function judgeState(
  record: Pick<LicenceRecord, 'state' | 'validFrom' | 'validUntil'>,
  today: CalendarDate,
): JudgedState {
  if (record.state !== '10') return byState[record.state];
  if (record.validUntil !== null && record.validUntil < today) {
    return { status: 'EXPIRED', reason: 'EXPIRED_BY_DATE' };
  }
  if (record.validFrom !== null && record.validFrom > today) {
    return { status: 'INVALID', reason: 'NOT_YET_VALID' };
  }
  return { status: 'VALID', reason: 'VALID' };
}
