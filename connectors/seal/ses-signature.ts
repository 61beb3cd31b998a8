import { parseCertificate, type ParsedCertificate } from './certificate.js';
import { parseDer, tags, type DerElement } from './der.js';
import { Fields } from './fields.js';
import { Refusal } from './refusal.js';
import { criticalOnes, readSeal, stampBits, stampTags, type ParsedSeal } from './ses-seal.js';
import { asn1Time, compactTime } from './times.js';
import { sealLimits } from './limits.js';

/** SES_Signature of GM/T 0031-2014 (V1) and GB/T 38540-2020 (V4, V5). */
export interface ParsedSealSignature {
  readonly seal: ParsedSeal;
  readonly signedAt: Date | null;
  /** V1 may hold a time stamp in place of a plain time. */
  readonly timeInfoStamp: Uint8Array | null;
  readonly dataHash: Uint8Array;
  readonly signer: ParsedCertificate;
  readonly algorithm: string;
  /** TBS_Sign as it stands. */
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  readonly stamp: Uint8Array | null;
  readonly criticalExtensions: readonly string[];
}

export function isSealSignature(root: DerElement): boolean {
  const body = root.tag === tags.sequence ? root.children[0] : undefined;
  return (
    body?.tag === tags.sequence &&
    body.children[0]?.tag === tags.integer &&
    body.children[1]?.tag === tags.sequence
  );
}

export function readSealSignature(root: DerElement): ParsedSealSignature {
  const outer = new Fields(root, 'SES_Signature');
  const body = outer.take(tags.sequence);
  const tbs = new Fields(body, 'TBS_Sign');
  const version = tbs.number();
  const seal = readSeal(tbs.take(tags.sequence));
  if (version !== seal.imprint.version)
    throw new Refusal('VERSIONS_DIFFER', `${version}, ${seal.imprint.version}`);
  const time = seal.layout === 'V1' ? timeInBits(tbs.bits()) : { signedAt: tbs.time(), stamp: null };
  const dataHash = tbs.bits();
  tbs.text();
  // V1 keeps the certificate inside what is signed, V4 beside it.
  const holder = seal.layout === 'V1' ? tbs : outer;
  const extensions = seal.layout === 'V1' ? null : tbs.optional(tags.context(0));
  const signer = parseCertificate(holder.octets());
  const algorithm = holder.oid();
  tbs.end();
  const signature = outer.bits();
  const stamp = seal.layout === 'V1' ? null : outer.optional(...stampTags);
  outer.end();
  return {
    seal,
    signedAt: time.signedAt,
    timeInfoStamp: time.stamp,
    dataHash,
    signer,
    algorithm,
    signed: body.whole,
    signature,
    stamp: stamp === null ? null : stampBits(stamp),
    criticalExtensions: [...seal.criticalExtensions, ...criticalOnes(extensions)],
  };
}

/** V1: the bits hold an encoded UTCTime or GeneralizedTime, the bare digits of one, or a whole time stamp. */
function timeInBits(bits: Uint8Array): { signedAt: Date | null; stamp: Uint8Array | null } {
  const bare = compactTime(Buffer.from(bits).toString('latin1'));
  if (bare !== null) return { signedAt: bare, stamp: null };
  const inner = parseDer(bits, sealLimits);
  if (inner.tag === tags.sequence) return { signedAt: null, stamp: bits };
  const signedAt = asn1Time(inner);
  if (signedAt === null) throw new Refusal('ASN1_NOT_AS_EXPECTED', 'timeInfo');
  return { signedAt, stamp: null };
}
