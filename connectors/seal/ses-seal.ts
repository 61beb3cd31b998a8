import { parseCertificate, type ParsedCertificate } from './certificate.js';
import { tags, derOf, type DerElement } from './der.js';
import { printable } from './distinguished-name.js';
import { Fields, oidText, wholeBits } from './fields.js';
import { Refusal } from './refusal.js';
import type { SealImprint } from '../../catalog/ports.js';

export type SealLayout = 'V1' | 'V4';

/** SESeal of GM/T 0031-2014 (V1) and GB/T 38540-2020 (V4; V5 adds a time stamp at the end). */
export interface ParsedSeal {
  readonly layout: SealLayout;
  readonly der: Uint8Array;
  readonly imprint: Omit<SealImprint, 'makerSignature' | 'maker'>;
  readonly maker: ParsedCertificate;
  /** What the maker signed. */
  readonly signed: Uint8Array;
  readonly algorithm: string;
  readonly signature: Uint8Array;
  readonly list: SignerList;
  readonly stamp: Uint8Array | null;
  readonly criticalExtensions: readonly string[];
}

/** Whole certificates, or digests of them. */
export type SignerList =
  | { readonly kind: 'CERTIFICATES'; readonly certificates: readonly Uint8Array[] }
  | { readonly kind: 'DIGESTS'; readonly digests: readonly Uint8Array[] };

export function isSeal(root: DerElement): boolean {
  const info = root.tag === tags.sequence ? root.children[0] : undefined;
  return info?.tag === tags.sequence && info.children[0]?.tag === tags.sequence;
}

export function readSeal(root: DerElement): ParsedSeal {
  const seal = new Fields(root, 'SESeal');
  const info = seal.take(tags.sequence);
  // The second element tells the layouts apart: SES_SignInfo is a SEQUENCE, a certificate an OCTET STRING.
  const layout = seal.nextTag === tags.sequence ? 'V1' : 'V4';
  const signing = layout === 'V1' ? seal.sequence('SES_SignInfo') : seal;
  const certificate = signing.take(tags.octetString);
  const method = signing.take(tags.oid);
  const signature = signing.bits();
  if (layout === 'V1') signing.end();
  const stamp = layout === 'V4' ? seal.optional(...stampTags) : null;
  seal.end();
  const { imprint, list, criticalExtensions } = readInfo(info, layout);
  const v1 = layout === 'V1';
  return {
    layout,
    der: root.whole,
    imprint,
    maker: parseCertificate(certificate.content),
    signed: v1 ? derOf(tags.sequence, info.whole, certificate.whole, method.whole) : info.whole,
    algorithm: oidText(method, 'SESeal'),
    signature,
    list,
    stamp: stamp === null ? null : stampBits(stamp),
    criticalExtensions,
  };
}

function readInfo(root: DerElement, layout: SealLayout) {
  const info = new Fields(root, 'SES_SealInfo');
  const header = info.sequence('SES_Header');
  const marker = header.text();
  const version = header.number();
  const vendor = printable(header.text());
  header.end();
  if (marker !== 'ES') throw new Refusal('ASN1_NOT_AS_EXPECTED', 'SES_Header.ID');
  checkVersion(version, layout);
  const id = printable(info.text());
  const property = info.sequence('SES_ESPropertyInfo');
  const type = property.number();
  const name = printable(property.text());
  const list = layout === 'V1' ? certificates(property.take(tags.sequence)) : typedList(property);
  const [createdAt, validFrom, validUntil] = [property.time(), property.time(), property.time()];
  property.end();
  const picture = readPicture(info.sequence('SES_ESPictureInfo'));
  const extensions = info.optional(tags.sequence, tags.context(0));
  info.end();
  const standard = layout === 'V1' ? ('GM/T 0031-2014' as const) : ('GB/T 38540-2020' as const);
  const imprint = { standard, version, id, name, type, vendor, createdAt, validFrom, validUntil, picture };
  return { imprint, list, criticalExtensions: criticalOnes(extensions) };
}

function checkVersion(version: number, layout: SealLayout): void {
  if (version < 1 || version > 5) throw new Refusal('VERSION_UNKNOWN', String(version));
  if (version < 4 !== (layout === 'V1')) throw new Refusal('VERSIONS_DIFFER', `${version}, ${layout}`);
}

function readPicture(picture: Fields): SealImprint['picture'] {
  const type = printable(picture.text());
  const bytes = picture.octets().length;
  const [widthMm, heightMm] = [picture.number(), picture.number()];
  picture.end();
  return { type, widthMm, heightMm, bytes };
}

function typedList(property: Fields): SignerList {
  const kind = property.number();
  const list = property.take(tags.sequence);
  if (kind === 1) return certificates(list);
  if (kind !== 2) throw new Refusal('ASN1_NOT_AS_EXPECTED', 'certListType');
  const digests = list.children.map((element) => {
    const digest = new Fields(element, 'CertDigestObj');
    digest.text();
    const value = digest.octets();
    digest.end();
    return value;
  });
  return { kind: 'DIGESTS', digests };
}

function certificates(list: DerElement): SignerList {
  const found = list.children.map(({ tag, content }) => {
    if (tag !== tags.octetString) throw new Refusal('ASN1_NOT_AS_EXPECTED', 'certList');
    return content;
  });
  return { kind: 'CERTIFICATES', certificates: found };
}

/** ExtData ::= SEQ { extnID, critical BOOLEAN DEFAULT FALSE, extnValue }; makers write the list with and without [0]. */
export function criticalOnes(extensions: DerElement | null): readonly string[] {
  if (extensions === null) return [];
  const inner = extensions.tag === tags.sequence ? extensions : extensions.children[0];
  const nested = inner?.tag === tags.sequence && inner.children.every(({ tag }) => tag === tags.sequence);
  const list = nested ? inner.children : extensions.children;
  return list.flatMap((element) => {
    const extension = new Fields(element, 'ExtData');
    const oid = extension.oid();
    const critical = extension.optional(tags.boolean)?.content.some((octet) => octet !== 0) ?? false;
    extension.octets();
    extension.end();
    return critical ? [oid] : [];
  });
}

/** Makers tag it [0] around the BIT STRING or in its place. */
export const stampTags = [tags.context(0), 0x80] as const;

export function stampBits(element: DerElement): Uint8Array {
  if (element.tag !== tags.context(0)) return wholeBits(element, 'timeStamp', element.tag);
  const inner = new Fields(element, 'timeStamp', tags.context(0));
  const bits = inner.bits();
  inner.end();
  return bits;
}
