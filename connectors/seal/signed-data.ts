import { algorithmOid, parseCertificate, type ParsedCertificate } from './certificate.js';
import { derOf, tags, type DerElement } from './der.js';
import { Fields, oidText } from './fields.js';
import { sealLimits } from './limits.js';
import { oids } from './oids.js';
import { Refusal } from './refusal.js';
import { checkWith } from './check-with.js';
import { parseRevocationList } from './revocation-list.js';
import { sm3 } from './sm2.js';
import { asn1Time } from './times.js';
import type { SignatureCheck } from '../../catalog/ports.js';

/** SignedData of GB/T 35275 (PKCS #7 with its own OIDs), with one signer; also the shell of a time stamp (RFC 3161). */
export interface ParsedSignedData {
  readonly contentType: string;
  /** The signed content, where it is carried inside. */
  readonly content: Uint8Array | null;
  readonly certificates: readonly ParsedCertificate[];
  readonly signer: ParsedCertificate | null;
  /** Only SM3 with SM2 is checked here. */
  readonly supported: boolean;
  readonly attributes: SignedAttributes | null;
  readonly signature: Uint8Array;
}

export interface SignedAttributes {
  /** The SET OF, as the signature covers it. */
  readonly encoded: Uint8Array;
  readonly members: readonly Uint8Array[];
  readonly messageDigest: Uint8Array;
  readonly contentType: string | null;
  readonly signingTime: Date | null;
}

export function isSignedData(root: DerElement): boolean {
  const [type] = root.tag === tags.sequence ? root.children : [];
  if (type?.tag !== tags.oid) return false;
  const oid = oidText(type, 'ContentInfo');
  return oid === oids.gmSignedData || oid === oids.pkcs7SignedData;
}

/** `known`: certificates to find the signer in where the data carry none. */
export function readSignedData(root: DerElement, known: readonly ParsedCertificate[] = []): ParsedSignedData {
  const shell = new Fields(root, 'ContentInfo');
  shell.oid();
  const holder = new Fields(shell.take(tags.context(0)), 'ContentInfo.content', tags.context(0));
  shell.end();
  const data = holder.sequence('SignedData');
  holder.end();
  const version = data.number();
  const digestMethods = data.take(tags.set).children.map(algorithmOid);
  const encapsulated = data.sequence('encapContentInfo');
  const contentType = encapsulated.oid();
  const content = readContent(encapsulated.optional(tags.context(0)));
  encapsulated.end();
  checkKind(version, contentType);
  const carried = data.optional(tags.context(0))?.children ?? [];
  if (carried.length > sealLimits.certificates)
    throw new Refusal('ASN1_TOO_LARGE', `${carried.length} certificates`);
  const certificates = carried.map(({ whole }) => parseCertificate(whole));
  // Lists that come with the file are not relied on, but nothing else may hide in their place.
  for (const { whole } of data.optional(tags.context(1))?.children ?? []) parseRevocationList(whole);
  const signers = data.take(tags.set).children;
  data.end();
  const [only] = signers;
  if (only === undefined || signers.length > 1)
    throw new Refusal('ASN1_NOT_AS_EXPECTED', `signerInfos: ${signers.length}`);
  return { contentType, content, certificates, ...readSigner(only, certificates, known, digestMethods) };
}

/** Nothing signs these two, so they are held to what the standards say. */
function checkKind(version: number, contentType: string): void {
  const right = dataTypes.has(contentType)
    ? version === 1
    : contentType === oids.timeStampInfo && [1, 3].includes(version);
  if (!right) throw new Refusal('ASN1_NOT_AS_EXPECTED', `SignedData ${version}, ${contentType}`);
}

const signingMethods: ReadonlySet<string> = new Set([oids.sm2WithSm3, oids.sm2Sign, oids.sm2Curve]);

const dataTypes: ReadonlySet<string> = new Set([oids.gmData, oids.pkcs7Data]);

function readContent(element: DerElement | null): Uint8Array | null {
  if (element === null) return null;
  const holder = new Fields(element, 'eContent', tags.context(0));
  const content = holder.octets();
  holder.end();
  return content;
}

function readSigner(
  root: DerElement,
  carried: readonly ParsedCertificate[],
  known: readonly ParsedCertificate[],
  methods: readonly string[],
) {
  const info = new Fields(root, 'SignerInfo');
  if (info.number() !== 1) throw new Refusal('ASN1_NOT_AS_EXPECTED', info.what);
  const named = info.sequence('issuerAndSerialNumber');
  const issuerKey = Buffer.from(named.take(tags.sequence).whole).toString('base64');
  const serial = Buffer.from(named.take(tags.integer).content).toString('hex');
  named.end();
  const digestMethod = algorithmOid(info.take(tags.sequence));
  const attributes = info.optional(tags.context(0));
  const method = algorithmOid(info.take(tags.sequence));
  const signature = info.octets();
  info.optional(tags.context(1));
  info.end();
  const candidates = carried.length > 0 ? carried : known;
  const signer = candidates.find((one) => one.issuerKey === issuerKey && one.view.serial === serial) ?? null;
  // Data that carry certificates carry the signer's; otherwise one of the two was changed.
  if (signer === null && carried.length > 0) throw new Refusal('ASN1_NOT_AS_EXPECTED', named.what);
  return {
    signer,
    supported: digestMethod === oids.sm3 && methods.includes(oids.sm3) && signingMethods.has(method),
    attributes: attributes === null ? null : readAttributes(attributes),
    signature,
  };
}

function readAttributes(element: DerElement): SignedAttributes {
  const values = new Map<string, DerElement>();
  for (const child of element.children) {
    const attribute = new Fields(child, 'Attribute');
    const oid = attribute.oid();
    const [value, ...more] = attribute.take(tags.set).children;
    attribute.end();
    if (value === undefined || more.length > 0 || values.has(oid))
      throw new Refusal('ASN1_NOT_AS_EXPECTED', oid);
    values.set(oid, value);
  }
  const digest = values.get(oids.messageDigest);
  if (digest?.tag !== tags.octetString) throw new Refusal('ASN1_NOT_AS_EXPECTED', 'messageDigest');
  const type = values.get(oids.contentType);
  const time = values.get(oids.signingTime);
  const encoded = Uint8Array.from(element.whole);
  // Inside SignerInfo the set stands under [0]; the signature covers it as the SET OF that it is (RFC 5652, 5.4).
  encoded[0] = tags.set;
  return {
    encoded,
    members: element.children.map(({ whole }) => whole),
    messageDigest: digest.content,
    contentType: type === undefined ? null : oidText(type, 'contentType'),
    signingTime: time === undefined ? null : asn1Time(time),
  };
}

/** The signature value over the attributes, or over the content itself where there are none. */
export function checkSignedData(data: ParsedSignedData, content: Uint8Array): SignatureCheck {
  const { signer, supported, attributes, signature } = data;
  if (!supported) return 'UNSUPPORTED';
  if (signer === null) return 'NO_KEY';
  if (attributes === null) return checkWith(signer, content, signature);
  const check = checkWith(signer, attributes.encoded, signature);
  // DER sorts a SET OF; makers sign it sorted, and write it as it came.
  const sorted = derOf(tags.set, ...attributes.members.toSorted((one, other) => Buffer.compare(one, other)));
  const same = Buffer.from(sorted).equals(attributes.encoded);
  return check !== 'BROKEN' || same ? check : checkWith(signer, sorted, signature);
}

/** Whether the signed digest is that of the content. */
export function digestMatches({ attributes, contentType }: ParsedSignedData, content: Uint8Array): boolean {
  if (attributes === null) return true;
  // Real files name the data by the OID of PKCS #7 in one place and of GB/T 35275 in the other.
  const { contentType: signed } = attributes;
  const sameType =
    signed === null || signed === contentType || (dataTypes.has(signed) && dataTypes.has(contentType));
  return sameType && sm3(content).equals(attributes.messageDigest);
}
