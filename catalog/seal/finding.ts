import type { SealFinding, SealOutcome } from './seal.js';
import { sealReason, type SealReasonCode } from './seal-reasons.js';

function finding(outcome: SealOutcome, code: SealReasonCode, detail: string | null): SealFinding {
  return { outcome, reason: sealReason(code), detail };
}

export const passed = (code: SealReasonCode, detail: string | null = null) => finding('PASSED', code, detail);
export const failed = (code: SealReasonCode, detail: string | null = null) => finding('FAILED', code, detail);
export const unknown = (code: SealReasonCode, detail: string | null = null) =>
  finding('UNKNOWN', code, detail);
export const skipped = (code: SealReasonCode, detail: string | null = null) =>
  finding('SKIPPED', code, detail);

const weight: Record<SealOutcome, number> = { FAILED: 3, UNKNOWN: 2, PASSED: 1, SKIPPED: 0 };

/** One step, several reasons for it: what is wrong weighs more than what is unknown. The first of equals speaks. */
export function gravest(first: SealFinding, ...others: readonly SealFinding[]): SealFinding {
  return others.reduce(
    (gravest, next) => (weight[next.outcome] > weight[gravest.outcome] ? next : gravest),
    first,
  );
}

export function holds({ outcome }: SealFinding): boolean {
  return outcome === 'PASSED' || outcome === 'SKIPPED';
}

/** Dates as a clerk in China reads them: Beijing time, and saying so. */
export function beijingTime(date: Date): string {
  if (Number.isNaN(date.getTime())) return '?';
  const shifted = new Date(date.getTime() + 8 * 3_600_000).toISOString();
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 19)} +08:00`;
}
