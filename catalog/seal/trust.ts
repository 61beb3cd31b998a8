/** A certificate that an administrator has put in by hand. */
export interface TrustedCertificate {
  readonly der: Uint8Array;
  readonly subject: string;
  /** SM3 of the certificate. */
  readonly digest: string;
}

export interface RevocationList {
  readonly der: Uint8Array;
  readonly digest: string;
}

/** What a reading depends on beside the file. */
export interface TrustMaterial {
  /** Changes whenever a certificate or a list below changes: results kept from another epoch are not used again. */
  readonly epoch: string;
  /** Without one of these at the end of its path no certificate is believed. */
  readonly anchors: readonly TrustedCertificate[];
  /** Authorities in between; believed only if a path leads on to an anchor. */
  readonly intermediates: readonly TrustedCertificate[];
  /** Signers of bare {r, s} values, which carry no certificate of their own. */
  readonly signers: readonly TrustedCertificate[];
  readonly revocationLists: readonly RevocationList[];
}

/** How strict the judgement is. */
export interface TrustPolicy {
  /** REQUIRED: a certificate without a revocation list is undecided. IF_KNOWN: it passes and the reason says so. */
  readonly revocation: 'IF_KNOWN' | 'REQUIRED';
  /**
   * REQUIRED: a package with files that the signature does not protect is undecided, because they can be exchanged
   * unnoticed. REPORT: such a package can pass and the reason names the files (some makers leave templates out).
   */
  readonly coverage: 'REQUIRED' | 'REPORT';
  /** Clocks of signing devices run a little fast. */
  readonly clockSkewSeconds: number;
}

export interface TrustSettings extends TrustMaterial {
  readonly policy: TrustPolicy;
}

export const strictPolicy: TrustPolicy = {
  revocation: 'IF_KNOWN',
  coverage: 'REQUIRED',
  clockSkewSeconds: 300,
};

/** Nothing is trusted: signatures are checked, but no certificate can be believed. */
export const noTrust: TrustSettings = {
  epoch: 'none',
  anchors: [],
  intermediates: [],
  signers: [],
  revocationLists: [],
  policy: strictPolicy,
};
