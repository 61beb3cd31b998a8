import { describe, expect, it } from 'vitest';
import { demandSoundGrant } from '../../../catalog/access/grant-draft.rules.js';
import { type GrantDraft, parseCalendarDate } from '../../../catalog/index.js';
import { baseCode, businessLicence, county, matterCode } from '../../support/sample-case.js';
import { caughtFault } from '../code/caught-fault.js';

const today = parseCalendarDate('2026-11-21');
const facts = {
  consumerKnown: true,
  licenceFields: [
    { name: 'name', shareable: true },
    { name: 'address', shareable: true },
    { name: 'phone', shareable: false },
  ],
  knownRegions: new Set<string>([county]),
};
const draft: GrantDraft = {
  consumer: 'dept-test',
  subject: { kind: 'LICENCE', licenceType: businessLicence },
  fields: ['name', 'address', 'name'],
  matters: [matterCode, baseCode],
  regions: [county],
  validFrom: '2026-01-01',
  validUntil: '2026-11-21',
  reason: null,
};

describe('a grant that is to be given', () => {
  it('is kept without repetitions, conditional unless said otherwise', () => {
    expect(demandSoundGrant(draft, facts, today)).toEqual({
      consumer: 'dept-test',
      subject: draft.subject,
      fields: ['address', 'name'],
      matters: [baseCode, matterCode].sort(),
      regions: [county],
      shareClass: 'CONDITIONAL',
      validFrom: '2026-01-01',
      validUntil: '2026-11-21',
    });
  });

  it.each<[string, Partial<GrantDraft>, string]>([
    ['an unknown field', { fields: ['salary'] }, 'has no field salary'],
    ['a field that may not be shared', { fields: ['phone'] }, 'phone may not be shared'],
    ['a field of a name every object has', { fields: ['constructor'] }, 'has no field constructor'],
    ['an empty list of matters', { matters: [] }, 'no matter is named'],
    ['a matter that is no code', { matters: ['x'] }, 'neither a base code nor a matter code'],
    ['an empty list of regions', { regions: [] }, 'no region is named'],
    [
      'an end before the beginning',
      { validFrom: '2026-11-30', validUntil: '2026-11-29' },
      'ends before it begins',
    ],
    ['an end that has passed', { validUntil: '2026-11-20' }, 'would have ended'],
    ['fields of a data check', { subject: { kind: 'DATA', check: 'tax' } }, 'has no fields'],
    ['a data check without a name', { subject: { kind: 'DATA', check: ' ' }, fields: [] }, 'has no name'],
    ['a refusal to share without its ground', { shareClass: 'NOT_SHARED' }, 'legal ground'],
  ])('is refused for %s', (_, change, problem) => {
    const fault = caughtFault(() => demandSoundGrant({ ...draft, ...change }, facts, today));
    expect([fault.reason, String(fault.facts.problem)]).toEqual([
      'GRANT_INVALID',
      expect.stringContaining(problem),
    ]);
    expect(String(fault.facts.problem)).toMatch(/\p{Script=Han}/u);
  });

  it.each<[string, Partial<GrantDraft>, Partial<typeof facts> | { licenceFields: null }, string]>([
    ['an unknown consumer', {}, { consumerKnown: false }, 'GRANT_INVALID'],
    ['an unknown licence type', {}, { licenceFields: null }, 'LICENCE_TYPE_UNKNOWN'],
    ['an unknown region', {}, { knownRegions: new Set() }, 'REGION_UNKNOWN'],
    ['a malformed region', { regions: ['44'] }, {}, 'REGION_CODE_MALFORMED'],
    ['a malformed first day', { validFrom: '2026-02-30' }, {}, 'DATE_MALFORMED'],
    ['a malformed last day', { validUntil: 'soon' }, {}, 'DATE_MALFORMED'],
  ])('is refused for %s', (_, change, other, reason) => {
    const fault = caughtFault(() => demandSoundGrant({ ...draft, ...change }, { ...facts, ...other }, today));
    expect(fault.reason).toBe(reason);
  });

  it('may class a field as not shared, with the ground', () => {
    const refused: GrantDraft = {
      ...draft,
      fields: ['phone'],
      shareClass: 'NOT_SHARED',
      reason: '《某法》第三条',
    };
    expect(demandSoundGrant(refused, facts, today).shareClass).toBe('NOT_SHARED');
  });
});
