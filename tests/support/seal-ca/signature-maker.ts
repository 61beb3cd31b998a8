import { sm2WithSm3, type Holder } from './certificate-maker.js';
import { der, type Der } from './der-writer.js';
import { makeSeal, versionOf, type SealWish } from './seal-maker.js';
import { sign, sm3 } from './sm2-key.js';

export interface SealSignatureWish {
  readonly signer: Holder;
  readonly maker: Holder;
  readonly original: Uint8Array;
  readonly signedAt?: Date;
  readonly seal?: Partial<SealWish>;
  readonly sealDer?: Der;
  /** Version in TBS_Sign, where a test wants it to differ from the seal's. */
  readonly version?: number;
  readonly stamp?: (signature: Uint8Array) => Uint8Array;
  readonly timeInfo?: Uint8Array;
  readonly userId?: string;
  readonly algorithm?: string;
}

export const signedAt = new Date('2026-03-04T05:06:07Z');

/** SES_Signature around a seal, over the SM3 of the original. */
export function makeSealSignature(wish: SealSignatureWish): Der {
  const sealWish: SealWish = { signers: [wish.signer], ...wish.seal };
  const seal = wish.sealDer ?? makeSeal(wish.maker, sealWish);
  const v1 = sealWish.layout === 'V1';
  const time = wish.signedAt ?? signedAt;
  const certificate = der.octets(wish.signer.certificate);
  const algorithm = der.oid(wish.algorithm ?? sm2WithSm3);
  const tbs = der.sequence(
    der.integer(wish.version ?? versionOf(sealWish)),
    seal,
    v1 ? der.bits(wish.timeInfo ?? der.utcTime(time)) : der.generalizedTime(time),
    der.bits(sm3(wish.original)),
    der.ia5('/Doc_0/Signs/Sign_0/Signature.xml'),
    ...(v1 ? [certificate, algorithm] : []),
  );
  const signature = sign(wish.signer.key, tbs, wish.userId);
  if (v1) return der.sequence(tbs, der.bits(signature));
  const stamp = wish.stamp === undefined ? [] : [der.context(0, der.bits(wish.stamp(signature)))];
  return der.sequence(tbs, certificate, algorithm, der.bits(signature), ...stamp);
}

export interface SignedDataWish {
  readonly signer: Holder;
  readonly content: Uint8Array;
  readonly at?: Date;
  readonly attributes?: boolean;
  readonly attached?: boolean;
  /** Carried inside instead of what was signed, as a forger would. */
  readonly inside?: Uint8Array;
  readonly carried?: readonly Holder[];
  readonly contentType?: string;
  readonly issuer: Holder;
}

const gm = '1.2.156.10197.6.1.4.2';

/** SignedData of GB/T 35275: attributes contentType, messageDigest, signingTime, the signature over their SET OF. */
export function makeSignedData(wish: SignedDataWish): Der {
  const { signer, content, issuer } = wish;
  const type = wish.contentType ?? `${gm}.1`;
  const digest = der.sequence(der.oid('1.2.156.10197.1.401'), der.null());
  const attributes = [
    der.sequence(der.oid('1.2.840.113549.1.9.3'), der.set(der.oid(type))),
    der.sequence(der.oid('1.2.840.113549.1.9.5'), der.set(der.utcTime(wish.at ?? signedAt))),
    der.sequence(der.oid('1.2.840.113549.1.9.4'), der.set(der.octets(sm3(content)))),
  ];
  const withAttributes = wish.attributes !== false;
  const signature = sign(signer.key, withAttributes ? der.set(...attributes) : content);
  const info = der.sequence(
    der.integer(1),
    der.sequence(issuer.subject, der.integer(signer.serial)),
    digest,
    ...(withAttributes ? [der.context(0, ...attributes)] : []),
    der.sequence(der.oid('1.2.156.10197.1.301.1'), der.null()),
    der.octets(signature),
  );
  const carried = [signer, ...(wish.carried ?? [])].map(({ certificate }) => certificate);
  const inside = wish.attached === true ? [der.context(0, der.octets(wish.inside ?? content))] : [];
  const data = der.sequence(
    der.integer(1),
    der.set(digest),
    der.sequence(der.oid(type), ...inside),
    der.context(0, ...carried),
    der.set(info),
  );
  return der.sequence(der.oid(`${gm}.2`), der.context(0, data));
}

/** A time stamp of GB/T 20520 over `subject`. */
export function makeTimeStamp(authority: Holder, issuer: Holder, subject: Uint8Array, at: Date): Der {
  const contentType = timeStampType;
  return makeSignedData({
    signer: authority,
    issuer,
    content: stampInfo(subject, at),
    at,
    attached: true,
    contentType,
  });
}

export const timeStampType = '1.2.840.113549.1.9.16.1.4';

/** TSTInfo */
export function stampInfo(subject: Uint8Array, at: Date): Der {
  return der.sequence(
    der.integer(1),
    der.oid('1.2.156.10197.99.1'),
    der.sequence(der.sequence(der.oid('1.2.156.10197.1.401')), der.octets(sm3(subject))),
    der.integer(99),
    der.generalizedTime(at),
  );
}

export function makeBareValue(signer: Holder, original: Uint8Array): Der {
  return sign(signer.key, original);
}
