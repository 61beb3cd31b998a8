/**
 * What a connector establishes about one signature or seal. Arithmetic and reading are done; nothing is judged: whether a
 * fact is a fault depends on the trust settings and on the time, and that is for the rules.
 */
import type { StructureCode } from './structure-reasons.js';

/** SEAL: a seal signature 电子签章 (or a seal alone). SIGNATURE: a plain signature without a seal 数字签名. */
export type SealKind = 'SEAL' | 'SIGNATURE';

/** SEAL_ALONE: an .esl file. BARE_VALUE: DER {r, s} only. SIGNED_DATA: GB/T 35275. */
export type SealForm = 'SEAL_ALONE' | 'SEAL_SIGNATURE' | 'BARE_VALUE' | 'SIGNED_DATA';

/** NO_KEY: there is no certificate to check with. UNSUPPORTED: not SM2 with SM3. */
export type SignatureCheck = 'HOLDS' | 'BROKEN' | 'MALFORMED' | 'UNSUPPORTED' | 'NO_KEY';

export interface CertificateView {
  /** Distinguished name, most general part first, as certificate tools print it. */
  readonly subject: string;
  /** What a clerk calls it: the common name, else organisation, else the whole name. */
  readonly name: string;
  readonly organisation: string | null;
  readonly issuer: string;
  /** Serial number in hexadecimal. */
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SM3 of the certificate. */
  readonly digest: string;
  /** null: the certificate does not restrict its use. */
  readonly keyUsage: readonly string[] | null;
  readonly extendedKeyUsage: readonly string[] | null;
  /** cA of the basic constraints; null: no such extension. */
  readonly isAuthority: boolean | null;
  readonly pathLength: number | null;
  /** Critical extensions that this software cannot honour. */
  readonly unknownCritical: readonly string[];
}

export type RevocationFacts =
  | { readonly state: 'NO_LIST' }
  /** A list of this issuer is at hand, but its signature does not hold or it cannot be read. */
  | { readonly state: 'LIST_UNSOUND' }
  | { readonly state: 'NOT_LISTED'; readonly thisUpdate: Date; readonly nextUpdate: Date | null }
  | { readonly state: 'LISTED'; readonly since: Date; readonly cause: RevocationCause };

/** RFC 5280 reason codes, as far as they change the judgement. */
export type RevocationCause = 'COMPROMISE' | 'HOLD' | 'OTHER';

export interface PathLink {
  readonly certificate: CertificateView;
  /** Its signature, checked with the next link's key; an anchor needs none. */
  readonly signature: SignatureCheck;
  readonly anchor: boolean;
  readonly revocation: RevocationFacts;
}

/** From the certificate itself upwards. Without an anchor it ends where nobody known has issued. */
export interface CertificatePath {
  readonly links: readonly [PathLink, ...PathLink[]];
  readonly anchored: boolean;
}

export interface SealImprint {
  readonly standard: 'GM/T 0031-2014' | 'GB/T 38540-2020';
  readonly version: number;
  readonly id: string;
  readonly name: string;
  readonly type: number;
  readonly vendor: string;
  readonly createdAt: Date;
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly picture: {
    readonly type: string;
    readonly widthMm: number;
    readonly heightMm: number;
    readonly bytes: number;
  };
  readonly makerSignature: SignatureCheck;
  readonly maker: CertificatePath;
}

export interface OriginalFacts {
  /** COVERED: the signature value is itself over the original, there is no separate digest. */
  readonly state: 'MATCHES' | 'DIFFERS' | 'ABSENT' | 'COVERED';
  readonly name: string | null;
}

export interface BrokenReference {
  readonly path: string;
  readonly cause: 'DIFFERS' | 'MISSING' | 'NO_DIGEST';
}

/** A later signature has to be written into Signatures.xml, which breaks an earlier signature's reference to that file. */
export interface ListChange {
  readonly path: string;
  /** Signatures that stand after this one in the list now, by position. */
  readonly added: readonly number[];
  /** Taking those entries out again gives exactly the bytes that were signed. */
  readonly restored: boolean;
}

export type ReferenceFacts =
  | { readonly state: 'NO_PACKAGE'; readonly count: number }
  | { readonly state: 'METHOD_REFUSED'; readonly method: string }
  | {
      readonly state: 'CHECKED';
      readonly count: number;
      readonly broken: readonly BrokenReference[];
      readonly listChange: ListChange | null;
      /** Files of the package, other than those of signatures, that this signature does not protect; at most a hundred. */
      readonly uncovered: readonly string[];
    };

export interface TimeStampFacts {
  /** What the stamp says it is over. */
  readonly over: 'SIGNATURE' | 'SEAL' | 'TIME_INFO';
  readonly state: 'READ' | 'UNREADABLE';
  readonly time: Date | null;
  readonly signature: SignatureCheck;
  readonly imprint: 'MATCHES' | 'DIFFERS' | 'UNDECIDED';
  readonly authority: CertificatePath | null;
}

export interface StructureProblem {
  readonly code: StructureCode;
  /** Where: a path in the package, an offset, a number. Never a personal value. */
  readonly detail: string | null;
}

export interface UnreadableFacts {
  readonly state: 'UNREADABLE';
  /** The signature's ID in the package. */
  readonly id: string | null;
  readonly kind: SealKind;
  readonly problem: StructureProblem;
}

export interface SealFacts {
  readonly state: 'READABLE';
  readonly id: string | null;
  readonly kind: SealKind;
  readonly form: SealForm;
  /** As the signer claims it. */
  readonly signedAt: Date | null;
  readonly signatureValue: SignatureCheck;
  readonly signer: CertificatePath | null;
  readonly listed: 'SAME_BYTES' | 'SAME_DIGEST' | 'NOT_LISTED' | null;
  readonly seal: SealImprint | null;
  readonly original: OriginalFacts | null;
  readonly references: ReferenceFacts | null;
  readonly embeddedSeal: 'EQUAL' | 'DIFFERS' | 'ABSENT' | null;
  readonly stamps: readonly TimeStampFacts[];
  /** Critical extension data of the seal or signature that this software does not know. */
  readonly criticalExtensions: readonly string[];
}

export type SignatureFacts = SealFacts | UnreadableFacts;

/** One file, read. An unsigned package is READ with no signatures: not an error, and not valid. */
export type SealReading =
  | { readonly state: 'READ'; readonly signatures: readonly SignatureFacts[] }
  | { readonly state: 'REFUSED'; readonly problem: StructureProblem };
