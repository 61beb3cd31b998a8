import { pathOf } from './certificate-path.js';
import type { ParsedCertificate } from './certificate.js';
import { checkWith } from './check-with.js';
import { tags, type DerElement } from './der.js';
import { oids } from './oids.js';
import { Refusal } from './refusal.js';
import { isSealSignature, readSealSignature, type ParsedSealSignature } from './ses-signature.js';
import { readSeal, type ParsedSeal, type SignerList } from './ses-seal.js';
import { checkSignedData, digestMatches, isSignedData, readSignedData } from './signed-data.js';
import { sm3 } from './sm2.js';
import { readTimeStamp } from './time-stamp.js';
import type { TrustStore } from './trust-store.js';
import type {
  OriginalFacts,
  SealFacts,
  SealImprint,
  SignatureCheck,
  TimeStampFacts,
} from '../../catalog/ports.js';

/** What the signature protects; with OFD the bytes of Signature.xml. */
export interface Original {
  readonly name: string | null;
  readonly bytes: Uint8Array | null;
}

/** The facts that follow from the signature data and the original alone. */
export type ValueFacts = Omit<SealFacts, 'id' | 'references' | 'embeddedSeal'>;

export interface ReadValue {
  readonly facts: ValueFacts;
  /** The seal inside, to compare with a seal file beside it. */
  readonly sealDer: Uint8Array | null;
}

export function readSignatureValue(root: DerElement, original: Original, trust: TrustStore): ReadValue {
  if (isSealSignature(root)) {
    const parsed = readSealSignature(root);
    return { facts: sealSignature(parsed, original, trust), sealDer: parsed.seal.der };
  }
  if (isSignedData(root)) return { facts: signedData(root, original, trust), sealDer: null };
  if (isBareValue(root)) return { facts: bareValue(root, original, trust), sealDer: null };
  throw new Refusal('ASN1_NOT_AS_EXPECTED');
}

export function readSealAlone(root: DerElement, trust: TrustStore): SealFacts {
  const seal = readSeal(root);
  return {
    state: 'READABLE',
    id: null,
    kind: 'SEAL',
    form: 'SEAL_ALONE',
    signedAt: null,
    signatureValue: 'NO_KEY',
    signer: null,
    listed: null,
    seal: imprintOf(seal, trust),
    original: null,
    references: null,
    embeddedSeal: null,
    stamps: sealStamps(seal, trust),
    criticalExtensions: seal.criticalExtensions,
  };
}

function sealSignature(parsed: ParsedSealSignature, original: Original, trust: TrustStore): ValueFacts {
  const { seal, signer, timeInfoStamp, stamp } = parsed;
  const stamps: TimeStampFacts[] = [...sealStamps(seal, trust)];
  if (stamp !== null) stamps.push(readTimeStamp('SIGNATURE', stamp, parsed.signature, trust));
  const timeInfo = timeInfoStamp === null ? null : readTimeStamp('TIME_INFO', timeInfoStamp, null, trust);
  if (timeInfo !== null) stamps.push(timeInfo);
  return {
    state: 'READABLE',
    kind: 'SEAL',
    form: 'SEAL_SIGNATURE',
    signedAt: parsed.signedAt ?? timeInfo?.time ?? null,
    signatureValue: checkMethod(parsed.algorithm, signer, parsed.signed, parsed.signature),
    signer: pathOf(signer, [], trust),
    listed: listed(signer, seal.list),
    seal: imprintOf(seal, trust),
    original: digested(original, parsed.dataHash),
    stamps,
    criticalExtensions: parsed.criticalExtensions,
  };
}

function signedData(root: DerElement, original: Original, trust: TrustStore): ValueFacts {
  const data = readSignedData(root, trust.signers);
  if (data.contentType === oids.timeStampInfo) throw new Refusal('ASN1_NOT_AS_EXPECTED', data.contentType);
  const content = data.content ?? original.bytes;
  // Content carried inside is the original or, with some makers, its digest.
  const carriesOriginal =
    data.content === null || original.bytes === null || sameOrDigest(data.content, original.bytes);
  const matches = content !== null && carriesOriginal && digestMatches(data, content);
  const plain = data.attributes === null;
  const state = original.bytes === null ? 'ABSENT' : matches ? (plain ? 'COVERED' : 'MATCHES') : 'DIFFERS';
  return {
    ...plainFacts,
    form: 'SIGNED_DATA',
    signedAt: data.attributes?.signingTime ?? null,
    signatureValue: content === null && plain ? 'NO_KEY' : checkSignedData(data, content ?? new Uint8Array()),
    signer: data.signer === null ? null : pathOf(data.signer, data.certificates, trust),
    original: { state, name: original.name },
  };
}

/** {r, s} names nobody; it is tried with the signers that the administrator has put in. */
function bareValue(root: DerElement, original: Original, trust: TrustStore): ValueFacts {
  const { bytes } = original;
  if (bytes === null)
    return { ...plainFacts, form: 'BARE_VALUE', original: { state: 'ABSENT', name: original.name } };
  const checks = trust.signers.map((signer) => ({ signer, check: checkWith(signer, bytes, root.whole) }));
  const found = checks.find(({ check }) => check === 'HOLDS');
  return {
    ...plainFacts,
    form: 'BARE_VALUE',
    signatureValue: found?.check ?? checks.find(({ check }) => check !== 'UNSUPPORTED')?.check ?? 'NO_KEY',
    signer: found === undefined ? null : pathOf(found.signer, [], trust),
    original: { state: 'COVERED', name: original.name },
  };
}

const plainFacts = {
  state: 'READABLE',
  kind: 'SIGNATURE',
  signedAt: null,
  signatureValue: 'NO_KEY',
  signer: null,
  listed: null,
  seal: null,
  stamps: [],
  criticalExtensions: [],
} as const;

function isBareValue({ tag, children }: DerElement): boolean {
  return (
    tag === tags.sequence && children.length === 2 && children.every((child) => child.tag === tags.integer)
  );
}

function checkMethod(
  algorithm: string,
  signer: ParsedCertificate,
  signed: Uint8Array,
  signature: Uint8Array,
): SignatureCheck {
  return algorithm === oids.sm2WithSm3 ? checkWith(signer, signed, signature) : 'UNSUPPORTED';
}

function imprintOf(seal: ParsedSeal, trust: TrustStore): SealImprint {
  return {
    ...seal.imprint,
    makerSignature: checkMethod(seal.algorithm, seal.maker, seal.signed, seal.signature),
    maker: pathOf(seal.maker, [], trust),
  };
}

function sealStamps({ stamp, signature }: ParsedSeal, trust: TrustStore): readonly TimeStampFacts[] {
  return stamp === null ? [] : [readTimeStamp('SEAL', stamp, signature, trust)];
}

function listed({ der }: ParsedCertificate, list: SignerList): SealFacts['listed'] {
  if (list.kind === 'DIGESTS') {
    const digest = sm3(der);
    return list.digests.some((one) => digest.equals(one)) ? 'SAME_DIGEST' : 'NOT_LISTED';
  }
  return list.certificates.some((one) => Buffer.from(one).equals(der)) ? 'SAME_BYTES' : 'NOT_LISTED';
}

function digested({ name, bytes }: Original, digest: Uint8Array): OriginalFacts {
  if (bytes === null) return { state: 'ABSENT', name };
  return { state: sm3(bytes).equals(digest) ? 'MATCHES' : 'DIFFERS', name };
}

function sameOrDigest(content: Uint8Array, original: Uint8Array): boolean {
  const carried = Buffer.from(content);
  return carried.equals(original) || carried.equals(sm3(original));
}
