import type { HandlingItemCode, Holder, MatterCode } from '../code/index.js';
import type { Purpose } from '../access/access.js';
import type { LicenceStatus, Provenance } from '../licence/licence.js';
import type { LegalBasis, Material } from '../matter/element.js';
import type { Reason } from '../wording.js';

/** The way a material is dealt with; the order is the ladder from least to most burden (domain: certificate exemption). */
export const dispositions = [
  'CANCELLED',
  'LICENCE',
  'DATA',
  'COVERED',
  'INQUIRY',
  'COMMITMENT',
  'DEFERRED',
  'SUBMIT',
  'UNDECIDED',
] as const;
export type Disposition = (typeof dispositions)[number];

/** What stands behind a disposition: a verdict by name, never a personal value. */
export interface Evidence {
  readonly kind: 'LICENCE' | 'DATA' | 'MATERIAL';
  /** Licence type code, name of the data check, or code of the covering material. */
  readonly target: string;
  readonly status: LicenceStatus | 'PASSED' | 'NOT_PASSED';
  readonly provenance: Provenance | null;
}

export interface MaterialDecision {
  readonly material: Material;
  readonly disposition: Disposition;
  readonly reason: Reason;
  readonly legalBasis: readonly LegalBasis[];
  readonly evidence: readonly Evidence[];
  /** What applies at the window if the preferred way fails. */
  readonly fallback: Disposition | null;
}

export interface ExemptionRequest {
  readonly matter: MatterCode;
  readonly handlingItem: HandlingItemCode | null;
  readonly holder: Holder;
  readonly purpose: Purpose;
  readonly situation: readonly { readonly question: string; readonly answer: string }[];
}

export interface Exemption {
  readonly matter: MatterCode;
  readonly matterVersion: number;
  readonly decidedAt: Date;
  readonly materials: readonly MaterialDecision[];
  /** What must be handed in. An undecided material is not among it: its row says what to do at the window. */
  readonly toSubmit: readonly Material[];
  /** Codes of the matter's questions that were left open: an answer may add materials. */
  readonly openQuestions: readonly string[];
}
