import type { SealKind, SealReading, SignatureFacts } from './seal-facts.js';
import type { SealReason } from './seal-reasons.js';
import type { TrustMaterial } from './trust.js';

/** The checks in the order in which they are reported. Every verdict has all of these. */
export const sealStepNames = [
  'STRUCTURE',
  'SIGNATURE_VALUE',
  'SIGNER_LISTED',
  'SEAL_SIGNATURE',
  'SEAL_PERIOD',
  'MAKER_CERTIFICATE',
  'SIGNER_CERTIFICATE',
  'SIGNING_TIME',
  'ORIGINAL_DIGEST',
  'REFERENCES',
  'EMBEDDED_SEAL',
  'TIME_STAMP',
  'COMPETENCE',
] as const;

/**
 * COVERAGE is reported only where it has something to say: every listed digest holds, but files that belong to the
 * document are not listed, so that they could be exchanged without breaking the signature.
 */
export type SealStepName = (typeof sealStepNames)[number] | 'COVERAGE';

/** SKIPPED: does not apply here. UNKNOWN: applies, but what is needed to decide is missing. */
export type SealOutcome = 'PASSED' | 'FAILED' | 'SKIPPED' | 'UNKNOWN';

export interface SealFinding {
  readonly outcome: SealOutcome;
  readonly reason: SealReason;
  /** What exactly: the broken reference, the certificate, the date. */
  readonly detail: string | null;
}

export interface SealStep extends SealFinding {
  readonly name: SealStepName;
}

export interface SealInfo {
  readonly id: string;
  readonly name: string;
  readonly type: number;
  readonly standard: string;
  readonly version: number;
  readonly vendor: string;
  readonly maker: string;
  readonly createdAt: Date;
  readonly validFrom: Date;
  readonly validUntil: Date;
}

export interface SealVerdict {
  readonly kind: SealKind;
  /** The signature's ID in its package. */
  readonly signatureId: string | null;
  /** Every step that applies has PASSED. */
  readonly valid: boolean;
  /** Sound at the time of sealing. A seal alone: at the time it was made. */
  readonly validWhenSealed: boolean;
  /** Sound, and seal and certificates are still in force at the time of asking. */
  readonly validNow: boolean;
  readonly conclusion: SealReason;
  readonly signer: string | null;
  readonly signedAt: Date | null;
  readonly seal: SealInfo | null;
  readonly steps: readonly SealStep[];
}

export interface SealFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The protected original of a detached signature; with an OFD package it is inside. */
  readonly original?: { readonly name: string; readonly bytes: Uint8Array };
}

export interface SealReadOptions {
  readonly trust: TrustMaterial;
}

/**
 * Reads signatures and does the arithmetic. Same length and order as asked; a bad file spoils its own row only. The bytes
 * must stay as they are until the answer is there: results are kept by their digest.
 */
export interface SealReader {
  read(files: readonly SealFile[], options: SealReadOptions): Promise<readonly SealReading[]>;
}

/** May this seal's owner issue this, at that level, on that date? Answered by the catalogue, not by cryptography. */
export interface CompetenceQuestion {
  readonly sealName: string | null;
  readonly sealId: string | null;
  readonly signer: string | null;
  readonly signerOrganisation: string | null;
  /** The date that counts: of signing, or of making where a seal is alone. */
  readonly on: Date | null;
}

export interface CompetenceAnswer {
  readonly outcome: 'COMPETENT' | 'NOT_COMPETENT' | 'UNDECIDED';
  /** Which rule of the catalogue decides, or what is missing. */
  readonly detail: string | null;
}

export type { SealKind, SealReading, SignatureFacts };
