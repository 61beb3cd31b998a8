import { describe, expect, it } from 'vitest';
import { chinaDay } from '../../../catalog/clock.js';
import { parseCalendarDate } from '../../../catalog/index.js';
import { judgeState } from '../../../catalog/licence/licence-state.rules.js';
import { olderVersions } from '../../../catalog/licence/licence-version.rules.js';
import type { LicenceRecord, LicenceStateCode } from '../../../catalog/ports.js';
import { businessLicence, identifierOf, recordOf } from '../../support/sample-case.js';

const today = parseCalendarDate('2026-11-21');
const day = (text: string | null) => (text === null ? null : parseCalendarDate(text));

describe('the state of a licence', () => {
  it.each<[LicenceStateCode, string | null, string | null, string, string]>([
    ['10', '2024-01-01', '2027-12-31', 'VALID', 'VALID'],
    ['10', null, null, 'VALID', 'VALID'],
    ['10', '2026-11-21', '2026-11-21', 'VALID', 'VALID'],
    ['10', null, '2026-11-20', 'EXPIRED', 'EXPIRED_BY_DATE'],
    ['10', '2026-11-22', null, 'INVALID', 'NOT_YET_VALID'],
    ['10', '2027-01-01', '2025-01-01', 'EXPIRED', 'EXPIRED_BY_DATE'],
    ['01', null, null, 'REPLACED', 'REPLACED'],
    ['02', null, '2030-01-01', 'EXPIRED', 'EXPIRED'],
    ['03', null, null, 'CANCELLED', 'CANCELLED'],
    ['04', null, null, 'WITHDRAWN', 'WITHDRAWN'],
    ['05', null, '2020-01-01', 'REVOKED', 'REVOKED'],
    ['09', null, null, 'INVALID', 'INVALID'],
  ])('%s, from %s until %s is %s (%s)', (state, from, until, status, reason) => {
    expect(judgeState({ state, validFrom: day(from), validUntil: day(until) }, today)).toEqual({
      status,
      reason,
    });
  });
});

describe('today', () => {
  it.each([
    ['2026-11-20T15:59:59.999Z', '2026-11-20'],
    ['2026-11-20T16:00:00.000Z', '2026-11-21'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01'],
    ['2028-02-28T16:30:00.000Z', '2028-02-29'],
  ])('at %s is %s: the day in China', (moment, expected) => {
    expect(chinaDay(new Date(moment))).toBe(expected);
  });
});

describe('versions of a licence', () => {
  const version = (number: string, change: Partial<LicenceRecord> = {}) =>
    recordOf({ identifier: identifierOf(businessLicence, '0001', number), ...change });
  const byNumber = (issuedOn: string | null, change: Partial<LicenceRecord> = {}) =>
    recordOf({ identifier: null, issuedOn: day(issuedOn), ...change });
  const [v1, v2, vA] = [version('001'), version('002'), version('00A')];

  it.each<[string, readonly LicenceRecord[], readonly LicenceRecord[]]>([
    ['one alone is not older', [v1], []],
    ['the newest stands', [v2, v1], [v1]],
    ['letters come after digits', [vA, v1, v2], [v1, v2]],
    ['the same version twice: neither', [v1, version('001')], []],
    [
      'another serial is another licence',
      [v1, recordOf({ identifier: identifierOf(businessLicence, '0002', '009') })],
      [],
    ],
    ['a cancelled newest version does not bring the older back', [v1, version('003', { state: '03' })], [v1]],
  ])('by identifier: %s', (_, records, older) => {
    expect([...olderVersions(records)]).toEqual(older);
  });

  it.each<[string, readonly LicenceRecord[], readonly number[]]>([
    ['the one issued first is older', [byNumber('2026-01-01'), byNumber('2020-01-01')], [1]],
    ['no day of issue: neither', [byNumber(null), byNumber('2020-01-01')], []],
    ['issued on the same day: neither', [byNumber('2020-01-01'), byNumber('2020-01-01')], []],
    ['another number', [byNumber('2026-01-01'), byNumber('2020-01-01', { number: 'N-2' })], []],
    ['another issuer', [byNumber('2026-01-01'), byNumber('2020-01-01', { issuerCode: null })], []],
    ['no number', [byNumber('2026-01-01', { number: null }), byNumber('2020-01-01', { number: null })], []],
  ])('without one: %s', (_, records, older) => {
    expect([...olderVersions(records)]).toEqual(older.map((index) => records[index]));
  });
});
