import type { SealKind } from './seal-facts.js';
import type { SealReason } from './seal-reasons.js';
import type { SealOutcome, SealStepName, SealVerdict } from './seal.js';

/** What `seal verify FILE --json` prints. Scripts rely on these names; they may be added to, not changed. */
export interface SealReport {
  readonly file: string;
  readonly signatures: readonly SignatureReport[];
}

export interface SignatureReport {
  readonly kind: SealKind;
  readonly id: string | null;
  readonly valid: boolean;
  readonly validWhenSealed: boolean;
  readonly validNow: boolean;
  readonly conclusion: SealReason;
  readonly signer: string | null;
  readonly signedAt: string | null;
  readonly seal: SealReportInfo | null;
  readonly steps: readonly StepReport[];
}

export interface SealReportInfo {
  readonly id: string;
  readonly name: string;
  readonly type: number;
  readonly standard: string;
  readonly version: number;
  readonly vendor: string;
  readonly maker: string;
  readonly createdAt: string;
  readonly validFrom: string;
  readonly validUntil: string;
}

export interface StepReport {
  readonly name: SealStepName;
  readonly outcome: SealOutcome;
  readonly reason: SealReason;
  readonly detail: string | null;
}

export function sealReport(file: string, verdicts: readonly SealVerdict[]): SealReport {
  return { file, signatures: verdicts.map(signatureReport) };
}

/** Exit code of the command line: an unsigned file was not "all right", so it is 1 as well. */
export function allValid({ signatures }: SealReport): boolean {
  return signatures.length > 0 && signatures.every(({ valid }) => valid);
}

function signatureReport(verdict: SealVerdict): SignatureReport {
  const { kind, signatureId, valid, validWhenSealed, validNow, conclusion, signer, signedAt, seal, steps } =
    verdict;
  return {
    kind,
    id: signatureId,
    valid,
    validWhenSealed,
    validNow,
    conclusion,
    signer,
    signedAt: signedAt?.toISOString() ?? null,
    seal:
      seal === null
        ? null
        : {
            ...seal,
            createdAt: seal.createdAt.toISOString(),
            validFrom: seal.validFrom.toISOString(),
            validUntil: seal.validUntil.toISOString(),
          },
    steps: steps.map(({ name, outcome, reason, detail }) => ({ name, outcome, reason, detail })),
  };
}
