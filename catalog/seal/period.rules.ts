import { beijingTime, failed, gravest, passed, skipped, unknown } from './finding.js';
import { inForce } from './certificate.rules.js';
import type { SealFinding } from './seal.js';
import type { SealFacts, SealImprint } from './seal-facts.js';
import type { TrustPolicy } from './trust.js';

/** The seal's own period: at the time of signing; a seal alone is asked whether it may be used now. */
export function judgeSealPeriod(facts: SealFacts, now: Date): SealFinding {
  if (facts.seal === null) return skipped('NO_SEAL');
  if (facts.form === 'SEAL_ALONE') return sealPeriodAt(facts.seal, now);
  if (facts.signedAt === null) return unknown('SIGNING_TIME_MISSING');
  return sealPeriodAt(facts.seal, facts.signedAt);
}

export function sealPeriodAt({ validFrom, validUntil }: SealImprint, at: Date): SealFinding {
  const detail = `${beijingTime(validFrom)} – ${beijingTime(validUntil)}`;
  if (validFrom > validUntil) return failed('SEAL_PERIOD_REVERSED', detail);
  if (at < validFrom) return failed('SEAL_NOT_BEGUN', detail);
  if (at > validUntil) return failed('SEAL_ENDED', detail);
  return passed('SEAL_IN_PERIOD', detail);
}

/** The stated signing time has to fit everything else that states a time. */
export function judgeSigningTime(facts: SealFacts, now: Date, policy: TrustPolicy): SealFinding {
  if (facts.form === 'SEAL_ALONE') return skipped('SEAL_ALONE');
  const { signedAt, seal, signer } = facts;
  if (signedAt === null) return unknown('SIGNING_TIME_MISSING');
  const detail = beijingTime(signedAt);
  const latest = now.getTime() + policy.clockSkewSeconds * 1000;
  const right = passed(seal === null ? 'SIGNED_IN_CERTIFICATE_TIME' : 'SIGNED_IN_TIME', detail);
  const findings: SealFinding[] = [];
  if (signedAt.getTime() > latest) findings.push(failed('SIGNED_IN_FUTURE', detail));
  if (seal !== null) {
    if (sealPeriodAt(seal, signedAt).outcome === 'FAILED')
      findings.push(failed('SIGNED_OUTSIDE_SEAL', detail));
    const early = seal.createdAt.getTime() - policy.clockSkewSeconds * 1000;
    if (signedAt.getTime() < early) findings.push(failed('SIGNED_BEFORE_SEAL_MADE', detail));
  }
  if (signer === null) findings.push(unknown('SIGNER_UNKNOWN'));
  else if (!inForce(signer.links[0].certificate, signedAt))
    findings.push(failed('SIGNED_OUTSIDE_CERTIFICATE', detail));
  return gravest(right, ...findings);
}
