import { judgeCertificate } from './certificate.rules.js';
import { holds } from './finding.js';
import { sealPeriodAt } from './period.rules.js';
import type { SealStep, SealVerdict } from './seal.js';
import type { SealFacts } from './seal-facts.js';
import { sealReason, type SealReason } from './seal-reasons.js';
import type { TrustSettings } from './trust.js';

type Conclusion = Pick<SealVerdict, 'valid' | 'validWhenSealed' | 'validNow' | 'conclusion'>;

/** Sums the steps up. "Valid when sealed" and "valid now" are different questions and get different answers. */
export function concludes(
  facts: SealFacts,
  steps: readonly SealStep[],
  settings: TrustSettings,
  now: Date,
): Conclusion {
  const alone = facts.form === 'SEAL_ALONE';
  // Steps that are all skipped prove nothing: the one signature that makes the thing what it is must have been checked.
  const core = steps.some(
    ({ name, outcome }) => name === (alone ? 'SEAL_SIGNATURE' : 'SIGNATURE_VALUE') && outcome === 'PASSED',
  );
  const valid = core && steps.every(holds);
  const validWhenSealed =
    core && steps.every((step) => holds(step) || (alone && step.name === 'SEAL_PERIOD'));
  const validNow = valid && stillInForce(facts, settings, now);
  return { valid, validWhenSealed, validNow, conclusion: concluding(steps, valid, validNow) };
}

export function concludesUnread(steps: readonly SealStep[]): Conclusion {
  return {
    valid: false,
    validWhenSealed: false,
    validNow: false,
    conclusion: concluding(steps, false, false),
  };
}

function stillInForce({ seal, signer, form }: SealFacts, { policy }: TrustSettings, now: Date): boolean {
  if (seal !== null && !holds(sealPeriodAt(seal, now))) return false;
  if (form === 'SEAL_ALONE') return true;
  return signer !== null && holds(judgeCertificate(signer, 'SIGN', { at: now, now, proven: null }, policy));
}

function concluding(steps: readonly SealStep[], valid: boolean, validNow: boolean): SealReason {
  if (valid) return sealReason(validNow ? 'VALID' : 'VALID_WHEN_SEALED');
  const wrong = steps.find(({ outcome }) => outcome === 'FAILED');
  if (wrong !== undefined) return sealReason('NOT_VALID', wrong.reason);
  const open = steps.find(({ outcome }) => outcome === 'UNKNOWN');
  return sealReason('UNDECIDED', open?.reason ?? sealReason('NOT_REACHED'));
}
