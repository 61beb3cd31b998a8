import { beijingTime, failed, gravest, passed, skipped, unknown } from './finding.js';
import { judgeCertificate } from './certificate.rules.js';
import type { SealFinding } from './seal.js';
import type { SealFacts, TimeStampFacts } from './seal-facts.js';
import type { TrustPolicy } from './trust.js';

/** Every stamp that is there has to be sound: the signature's, the seal's, and one in place of the signing time. */
export function judgeTimeStamps(facts: SealFacts, now: Date, policy: TrustPolicy): SealFinding {
  const [first, ...others] = facts.stamps.map((stamp) => judgeTimeStamp(stamp, facts, now, policy));
  if (first === undefined) return skipped('STAMP_ABSENT');
  return gravest(first, ...others);
}

/** The time before which the signature is proven to exist. */
export function provenTime(facts: SealFacts, now: Date, policy: TrustPolicy): Date | null {
  const stamp = facts.stamps.find(({ over }) => over === 'SIGNATURE');
  if (stamp === undefined || judgeTimeStamp(stamp, facts, now, policy).outcome !== 'PASSED') return null;
  return stamp.time;
}

function judgeTimeStamp(
  stamp: TimeStampFacts,
  facts: SealFacts,
  now: Date,
  policy: TrustPolicy,
): SealFinding {
  if (stamp.state === 'UNREADABLE' || stamp.time === null) return failed('STAMP_UNREADABLE', stamp.over);
  const detail = `${stamp.over}: ${beijingTime(stamp.time)}`;
  const findings: SealFinding[] = [judgeValue(stamp, detail)];
  if (stamp.imprint === 'DIFFERS') findings.push(failed('STAMP_OF_OTHER_DATA', detail));
  if (stamp.imprint === 'UNDECIDED') findings.push(unknown('STAMP_SUBJECT_UNDECIDED', detail));
  if (stamp.over === 'SIGNATURE' && facts.signedAt !== null) {
    const earliest = facts.signedAt.getTime() - policy.clockSkewSeconds * 1000;
    if (stamp.time.getTime() < earliest) findings.push(failed('STAMP_BEFORE_SIGNING', detail));
  }
  if (stamp.authority === null) findings.push(unknown('STAMP_SIGNER_UNKNOWN', detail));
  else {
    // The stamp's own time is the authority's word, not the signer's, so it needs no further proof.
    const moment = { at: stamp.time, now, proven: null };
    findings.push(judgeCertificate(stamp.authority, 'STAMP', moment, policy));
  }
  return gravest(passed('STAMP_SOUND', detail), ...findings);
}

function judgeValue({ signature }: TimeStampFacts, detail: string): SealFinding {
  if (signature === 'HOLDS') return passed('STAMP_SOUND', detail);
  return signature === 'NO_KEY' ? unknown('STAMP_SIGNER_UNKNOWN', detail) : failed('STAMP_BROKEN', detail);
}
