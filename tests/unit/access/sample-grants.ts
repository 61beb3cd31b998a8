import fc from 'fast-check';
import { type GrantView, nationCode, parseCalendarDate, parseRegionCode } from '../../../catalog/index.js';
import type { GrantSubject } from '../../../catalog/access/access.js';
import {
  baseCode,
  businessLicence,
  county,
  identityCard,
  matterCode,
  otherMatterCode,
} from '../../support/sample-case.js';

export const subjects: readonly GrantSubject[] = [
  { kind: 'LICENCE', licenceType: businessLicence },
  { kind: 'LICENCE', licenceType: identityCard },
  { kind: 'DATA', check: 'tax-cleared' },
  // The same name under the other kind is another subject.
  { kind: 'DATA', check: businessLicence },
];

let counted = 0;

export function grantOf(change: Partial<GrantView> = {}): GrantView {
  counted += 1;
  return {
    id: `grant-${counted}`,
    consumer: 'dept-test',
    subject: { kind: 'LICENCE', licenceType: businessLicence },
    fields: ['name'],
    matters: null,
    regions: null,
    shareClass: 'CONDITIONAL',
    validFrom: parseCalendarDate('2026-01-01'),
    validUntil: null,
    revokedAt: null,
    ...change,
  };
}

const days = fc
  .constantFrom('2025-01-01', '2026-11-20', '2026-11-21', '2026-11-22', '2027-01-01')
  .map(parseCalendarDate);

/** Grants that hold, grants that miss by one thing, and grants that miss by several. */
export const grants: fc.Arbitrary<GrantView> = fc
  .record({
    id: fc.uuid(),
    subject: fc.constantFrom(...subjects),
    fields: fc.subarray(['name', 'address', 'phone', 'holderName']),
    matters: fc.option(fc.subarray<string>([matterCode, otherMatterCode, baseCode], { minLength: 1 })),
    regions: fc.option(fc.subarray([nationCode, county, parseRegionCode('150000000000')], { minLength: 1 })),
    shareClass: fc.constantFrom('UNCONDITIONAL' as const, 'CONDITIONAL' as const, 'NOT_SHARED' as const),
    validFrom: days,
    validUntil: fc.option(days),
    revokedAt: fc.option(fc.constantFrom(new Date('2026-11-01T00:00:00Z'), new Date('2026-12-01T00:00:00Z'))),
  })
  .map((parts) => grantOf(parts));
