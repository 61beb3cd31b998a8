import { AsnConvert, type OctetString } from '@peculiar/asn1-schema';
import {
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  KeyUsage,
  KeyUsageFlags,
  type Extension,
} from '@peculiar/asn1-x509';
import { parseDer, tags, type DerElement } from './der.js';
import { nameText, nameWord } from './distinguished-name.js';
import { Fields, wholeBits } from './fields.js';
import { sealLimits } from './limits.js';
import { oids } from './oids.js';
import { Recent } from './recent.js';
import { guarded, Refusal } from './refusal.js';
import { sm3 } from './sm2.js';
import type { CertificateView } from '../../catalog/ports.js';

export interface ParsedCertificate {
  readonly der: Uint8Array;
  readonly view: CertificateView;
  /** Encoded names: compared byte by byte, as issuers copy their own subject. */
  readonly subjectKey: string;
  readonly issuerKey: string;
  /** The SM2 public key as an uncompressed point; null: another kind of key. */
  readonly publicKey: Uint8Array | null;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  /** Signed with SM2 and SM3. */
  readonly sm2Signed: boolean;
  /** The extensions' raw values by OID, for questions that only a revocation list asks. */
  readonly extensions: ReadonlyMap<string, Uint8Array>;
}

const recent = new Recent<string, ParsedCertificate>(512);

export function parseCertificate(der: Uint8Array): ParsedCertificate {
  const digest = sm3(der).toString('hex');
  const found = recent.get(digest);
  if (found !== undefined) return found;
  // A copy: what is kept must not hold on to the file it came in.
  const parsed = guarded('CERTIFICATE_MALFORMED', null, () => readCertificate(Uint8Array.from(der), digest));
  recent.set(digest, parsed);
  return parsed;
}

/** The frame (what is signed, by which method, names and key) is read strictly; names and extensions by the library. */
function readCertificate(der: Uint8Array, digest: string): ParsedCertificate {
  const frame = new Fields(parseDer(der, sealLimits), 'Certificate');
  const body = frame.take(tags.sequence);
  const outerAlgorithm = frame.take(tags.sequence);
  const signature = frame.bits();
  frame.end();

  const tbs = new Fields(body, 'TBSCertificate');
  tbs.optional(tags.context(0));
  const serial = Buffer.from(tbs.take(tags.integer).content).toString('hex');
  const innerAlgorithm = tbs.take(tags.sequence);
  const issuer = tbs.take(tags.sequence).whole;
  const validity = tbs.sequence('Validity');
  const [notBefore, notAfter] = [validity.time(), validity.time()];
  validity.end();
  const subject = tbs.take(tags.sequence).whole;
  const publicKey = sm2Key(tbs.take(tags.sequence));
  // The method stands twice, and only the inner one is signed (RFC 5280, 4.1.1.2).
  if (!Buffer.from(outerAlgorithm.whole).equals(innerAlgorithm.whole))
    throw new Refusal('CERTIFICATE_MALFORMED');

  const { tbsCertificate } = AsnConvert.parse(der, Certificate);
  const extensions = extensionsOf(tbsCertificate.extensions ?? []);
  const view: CertificateView = {
    subject: nameText(tbsCertificate.subject),
    name: nameWord(tbsCertificate.subject, ['2.5.4.3', '2.5.4.10']) ?? nameText(tbsCertificate.subject),
    organisation: nameWord(tbsCertificate.subject, ['2.5.4.10']),
    issuer: nameText(tbsCertificate.issuer),
    serial,
    notBefore,
    notAfter,
    digest,
    ...extensions.view,
  };
  return {
    der,
    view,
    subjectKey: Buffer.from(subject).toString('base64'),
    issuerKey: Buffer.from(issuer).toString('base64'),
    publicKey,
    signed: body.whole,
    signature,
    sm2Signed: algorithmOid(outerAlgorithm) === oids.sm2WithSm3,
    extensions: extensions.raw,
  };
}

/** The OID of an AlgorithmIdentifier whose parameters, if any, are NULL. */
export function algorithmOid(element: DerElement): string {
  const fields = new Fields(element, 'AlgorithmIdentifier');
  const oid = fields.oid();
  const parameters = fields.optional(tags.null);
  fields.end();
  if (parameters !== null && parameters.content.length > 0)
    throw new Refusal('ASN1_NOT_AS_EXPECTED', fields.what);
  return oid;
}

function sm2Key(spki: DerElement): Uint8Array | null {
  const fields = new Fields(spki, 'SubjectPublicKeyInfo');
  const algorithm = fields.sequence('AlgorithmIdentifier');
  const kind = algorithm.oid();
  const curve = algorithm.nextTag === tags.oid ? algorithm.oid() : null;
  const point = wholeBits(fields.any(), fields.what);
  fields.end();
  const usable =
    kind === oids.ecPublicKey && curve === oids.sm2Curve && point.length === 65 && point[0] === 0x04;
  return usable ? point : null;
}

/** Extensions whose meaning is honoured here, or that do not limit what a certificate may do. */
const understood = new Set([
  oids.keyUsage,
  oids.basicConstraints,
  oids.extendedKeyUsage,
  oids.subjectKeyIdentifier,
  oids.authorityKeyIdentifier,
  '2.5.29.17', // subject alternative name
  '2.5.29.18', // issuer alternative name
  oids.crlDistributionPoints,
  '2.5.29.32', // certificate policies: any policy is accepted
]);

type ExtensionView = Pick<
  CertificateView,
  'keyUsage' | 'extendedKeyUsage' | 'isAuthority' | 'pathLength' | 'unknownCritical'
>;

function extensionsOf(list: readonly Extension[]) {
  const raw = new Map<string, Uint8Array>();
  for (const { extnID, extnValue } of list) {
    if (raw.has(extnID)) throw new Refusal('CERTIFICATE_MALFORMED', extnID);
    raw.set(extnID, valueOf(extnValue));
  }
  const read = <Value>(oid: string, target: new () => Value): Value | null => {
    const value = raw.get(oid);
    if (value === undefined) return null;
    parseDer(value, sealLimits);
    return AsnConvert.parse(value, target);
  };
  const usage = read(oids.keyUsage, KeyUsage)?.toNumber();
  const constraints = read(oids.basicConstraints, BasicConstraints);
  const view: ExtensionView = {
    keyUsage: usage === undefined ? null : usageNames.filter((name) => (usage & KeyUsageFlags[name]) !== 0),
    extendedKeyUsage: read(oids.extendedKeyUsage, ExtendedKeyUsage)?.slice() ?? null,
    isAuthority: constraints?.cA ?? null,
    pathLength: constraints?.pathLenConstraint ?? null,
    unknownCritical: list
      .filter(({ critical, extnID }) => critical && !understood.has(extnID))
      .map(({ extnID }) => extnID),
  };
  return { raw, view };
}

const usageNames = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
] as const;

function valueOf({ buffer }: Pick<OctetString, 'buffer'>): Uint8Array {
  return new Uint8Array(buffer);
}
