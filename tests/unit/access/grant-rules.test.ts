import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { denialCodes } from '../../../catalog/access/grant-reasons.js';
import { judgeGrants } from '../../../catalog/access/grant.rules.js';
import { type GrantView, nationCode, parseCalendarDate, parseRegionCode } from '../../../catalog/index.js';
import {
  baseCode,
  businessLicence,
  county,
  lineage,
  matterCode,
  now,
  otherMatterCode,
} from '../../support/sample-case.js';
import { grantOf, grants, subjects } from './sample-grants.js';

const matter = { code: matterCode, lineage };
const [licence, , check] = subjects;
if (!licence || !check) throw new Error('subjects are missing');

function judged(...given: readonly GrantView[]) {
  const [permission] = judgeGrants(given, [licence as NonNullable<typeof licence>], matter, now);
  return permission?.allowed === false ? permission.reason.code : permission?.fields;
}

const elsewhere = parseRegionCode('150000000000');
const past = { validUntil: parseCalendarDate('2026-11-20') };
const future = { validFrom: parseCalendarDate('2026-11-22') };
const revoked = { revokedAt: new Date('2026-11-20T00:00:00Z') };

describe('a grant', () => {
  it.each<[string, Partial<GrantView>, string | readonly string[]]>([
    ['that holds', {}, ['name']],
    ['for the matter', { matters: [matterCode] }, ['name']],
    ['for the base matter', { matters: [baseCode] }, ['name']],
    ['for another matter', { matters: [otherMatterCode] }, 'GRANT_OTHER_MATTER'],
    ['for no matter at all', { matters: [] }, 'GRANT_OTHER_MATTER'],
    ['for the county', { regions: [county] }, ['name']],
    ['for the whole nation', { regions: [nationCode] }, ['name']],
    ['for another province', { regions: [elsewhere] }, 'GRANT_OTHER_REGION'],
    ['for a village below the matter', { regions: [parseRegionCode('440902001001')] }, 'GRANT_OTHER_REGION'],
    ['from today', { validFrom: parseCalendarDate('2026-11-21') }, ['name']],
    ['from tomorrow', future, 'GRANT_NOT_STARTED'],
    ['until today', { validUntil: parseCalendarDate('2026-11-21') }, ['name']],
    ['until yesterday', past, 'GRANT_EXPIRED'],
    ['revoked this instant', { revokedAt: now }, 'GRANT_REVOKED'],
    ['revoked', revoked, 'GRANT_REVOKED'],
    ['classed as not shared', { shareClass: 'NOT_SHARED' }, 'GRANT_NOT_SHARED'],
    [
      'for a data check of the same name',
      { subject: { kind: 'DATA', check: businessLicence } },
      'GRANT_NONE',
    ],
    ['without fields', { fields: [] }, []],
  ])('%s', (_, change, expected) => {
    expect(judged(grantOf(change))).toEqual(expected);
  });

  it('begins and ends with the day in China, not in Greenwich', () => {
    const grant = grantOf({ validFrom: parseCalendarDate('2026-11-22') });
    const [before] = judgeGrants([grant], [licence], matter, new Date('2026-11-21T15:59:59Z'));
    const [after] = judgeGrants([grant], [licence], matter, new Date('2026-11-21T16:00:00Z'));
    expect([before?.allowed, after?.allowed]).toEqual([false, true]);
  });

  it('for a region does not reach a matter whose region nobody knows', () => {
    const [permission] = judgeGrants(
      [grantOf({ regions: [nationCode] })],
      [licence],
      { code: matterCode, lineage: null },
      now,
    );
    expect(permission?.allowed).toBe(false);
  });
});

describe('several grants', () => {
  it('add up to all their fields', () => {
    expect(judged(grantOf({ fields: ['name'] }), grantOf({ fields: ['address', 'name'] }))).toEqual([
      'address',
      'name',
    ]);
  });

  it('of which none holds: the reason is that of the nearest', () => {
    expect(
      judged(grantOf({ ...past, ...revoked, regions: [elsewhere] }), grantOf({ matters: [otherMatterCode] })),
    ).toBe('GRANT_OTHER_MATTER');
  });
});

describe('a denial', () => {
  it('names who can give the grant, in both languages', () => {
    for (const { reason } of judgeGrants([], [licence, check], matter, now).flatMap((each) =>
      each.allowed ? [] : each,
    )) {
      expect(reason.en).toContain('access:write');
      expect(reason.zh).toMatch(/申请.*管理员登记/);
    }
    const [first] = judgeGrants([], [licence], matter, now);
    expect(first?.allowed === false && first.reason.en).toContain(businessLicence.slice(0, 18));
  });
});

describe('whatever grants there are', () => {
  const some = fc.array(grants, { maxLength: 8 });
  const shuffled = <Item>(items: readonly Item[]) =>
    fc.shuffledSubarray([...items], { minLength: items.length });
  const judge = (given: readonly GrantView[]) => judgeGrants(given, subjects, matter, now);

  it('one permission comes back per subject, in order', () => {
    fc.assert(
      fc.property(some, fc.shuffledSubarray([...subjects]), (given, asked) => {
        const all = judge(given);
        const expected = asked.map((subject) => all[subjects.indexOf(subject)]);
        expect(judgeGrants(given, asked, matter, now)).toEqual(expected);
      }),
    );
  });

  it('their order decides nothing', () => {
    fc.assert(
      fc.property(
        some.chain((given) => fc.tuple(fc.constant(given), shuffled(given))),
        ([given, turned]) => {
          expect(judge(turned)).toEqual(judge(given));
        },
      ),
    );
  });

  it('one more never takes anything away', () => {
    fc.assert(
      fc.property(some, grants, (given, more) => {
        const after = judge([...given, more]);
        judge(given).forEach((permission, index) => {
          if (!permission.allowed) return;
          const now = after[index];
          expect(
            now?.allowed === true && permission.fields.every((field) => now.fields.includes(field)),
          ).toBe(true);
        });
      }),
    );
  });

  it('only a grant that holds alone permits, and a denial is one of the closed list', () => {
    fc.assert(
      fc.property(some, (given) => {
        judge(given).forEach((permission, index) => {
          const alone = given.some((grant) => judge([grant])[index]?.allowed === true);
          expect(permission.allowed).toBe(alone);
          if (!permission.allowed) expect(denialCodes).toContain(permission.reason.code);
        });
      }),
    );
  });
});
