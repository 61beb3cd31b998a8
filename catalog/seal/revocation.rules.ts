import { beijingTime, failed, passed, unknown } from './finding.js';
import type { SealFinding } from './seal.js';
import type { PathLink } from './seal-facts.js';
import type { TrustPolicy } from './trust.js';

export interface Moment {
  /** The time the certificate was used. */
  readonly at: Date;
  /** What is known is what is known today: a revocation announced for later has not happened yet. */
  readonly now: Date;
  /** A sound time stamp proves that the use is not younger than this. */
  readonly proven: Date | null;
}

/**
 * Was the certificate revoked when it was used? A revocation afterwards does not undo what was done before, unless the
 * key was stolen: then whoever has it can write any earlier time into a signature, and only a time stamp helps.
 */
export function judgeRevocation(
  { certificate, revocation }: PathLink,
  moment: Moment,
  policy: TrustPolicy,
): SealFinding {
  const { name } = certificate;
  switch (revocation.state) {
    case 'NO_LIST':
      return policy.revocation === 'REQUIRED'
        ? unknown('REVOCATION_LIST_MISSING', name)
        : passed('CERTIFICATE_SOUND_REVOCATION_UNCHECKED', name);
    case 'LIST_UNSOUND':
      return unknown('REVOCATION_LIST_UNSOUND', name);
    case 'NOT_LISTED': {
      const speaksUntil = Math.max(revocation.thisUpdate.getTime(), revocation.nextUpdate?.getTime() ?? 0);
      return speaksUntil < moment.at.getTime()
        ? unknown('REVOCATION_LIST_OLD', `${name}: ${beijingTime(revocation.thisUpdate)}`)
        : passed('CERTIFICATE_SOUND');
    }
    case 'LISTED': {
      const { since, cause } = revocation;
      const detail = `${name}: ${beijingTime(since)}`;
      if (since <= moment.at) return failed('CERTIFICATE_REVOKED', detail);
      if (since > moment.now) return passed('CERTIFICATE_SOUND');
      const olderByProof = moment.proven !== null && moment.proven < since;
      if (cause === 'COMPROMISE' && !olderByProof) return unknown('CERTIFICATE_COMPROMISED', detail);
      return passed('CERTIFICATE_REVOKED_LATER', detail);
    }
  }
}
