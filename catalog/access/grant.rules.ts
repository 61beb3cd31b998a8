import { chinaDay } from '../clock.js';
import { type CalendarDate, matterCodeParts } from '../code/index.js';
import type { AskedMatter, GrantSubject, GrantView, Permission } from './access.js';
import { denial, type DenialCode, denialCodes } from './grant-reasons.js';

/**
 * May the data be given for this matter, now? Deny by default: only a grant that holds in every respect permits, and a
 * further grant can only add fields. A denial names the obstacle of the grant that came nearest.
 */
export function judgeGrants(
  grants: readonly GrantView[],
  subjects: readonly GrantSubject[],
  matter: AskedMatter,
  now: Date,
): readonly Permission[] {
  const today = chinaDay(now);
  return subjects.map((subject) => {
    const judged = grants
      .filter((grant) => sameSubject(grant.subject, subject))
      .map((grant) => ({ grant, obstacles: obstaclesOf(grant, matter, today, now) }));
    const holding = judged.filter(({ obstacles }) => obstacles.length === 0).map(({ grant }) => grant);
    if (holding.length === 0) {
      return { allowed: false, reason: denial(nearest(judged.map((each) => each.obstacles)), subject) };
    }
    return {
      allowed: true,
      fields: [...new Set(holding.flatMap((grant) => grant.fields))].sort(),
      grants: holding.map((grant) => grant.id).sort(),
    };
  });
}

export function sameSubject(one: GrantSubject, other: GrantSubject): boolean {
  return one.kind === other.kind && subjectCode(one) === subjectCode(other);
}

/** How a subject stands in the table: the licence type code, or the name of the data check. */
export function subjectCode(subject: GrantSubject): string {
  return subject.kind === 'LICENCE' ? subject.licenceType : subject.check;
}

/** In the order of `denialCodes`. */
function obstaclesOf(
  grant: GrantView,
  matter: AskedMatter,
  today: CalendarDate,
  now: Date,
): readonly DenialCode[] {
  const stands: Readonly<Record<DenialCode, boolean>> = {
    GRANT_NONE: false,
    GRANT_NOT_SHARED: grant.shareClass === 'NOT_SHARED',
    GRANT_REVOKED: grant.revokedAt !== null && grant.revokedAt <= now,
    GRANT_EXPIRED: grant.validUntil !== null && grant.validUntil < today,
    GRANT_NOT_STARTED: grant.validFrom > today,
    GRANT_OTHER_REGION: !coversRegion(grant, matter),
    GRANT_OTHER_MATTER: !coversMatter(grant, matter),
  };
  return denialCodes.filter((code) => stands[code]);
}

/** A grant for a base matter covers every implementation of it. */
function coversMatter({ matters }: GrantView, { code }: AskedMatter): boolean {
  return matters === null || matters.includes(code) || matters.includes(matterCodeParts(code).baseCode);
}

/** A region is meant with everything below it, so it stands somewhere in the lineage of the matter's own region. */
function coversRegion({ regions }: GrantView, { lineage }: AskedMatter): boolean {
  if (regions === null) return true;
  return lineage !== null && regions.some((region) => lineage.includes(region));
}

function nearest(obstacles: readonly (readonly DenialCode[])[]): DenialCode {
  const rank = (codes: readonly DenialCode[]) =>
    codes.length * denialCodes.length + denialCodes.indexOf(codes[0] ?? 'GRANT_NONE');
  const [first] = [...obstacles].sort((one, other) => rank(one) - rank(other));
  return first?.[0] ?? 'GRANT_NONE';
}
