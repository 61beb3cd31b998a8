import { AsnConvert } from '@peculiar/asn1-schema';
import {
  CRLDistributionPoints,
  IssuingDistributionPoint,
  type DistributionPointName,
} from '@peculiar/asn1-x509';
import { algorithmOid, type ParsedCertificate } from './certificate.js';
import { parseDer, tags, type DerElement } from './der.js';
import { Fields, oidText } from './fields.js';
import { oids } from './oids.js';
import { guarded, Refusal } from './refusal.js';
import { asn1Time } from './times.js';
import type { RevocationCause } from '../../catalog/ports.js';

export interface RevokedEntry {
  readonly since: Date;
  readonly cause: RevocationCause;
}

export interface ParsedRevocationList {
  readonly issuerKey: string;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  readonly revoked: ReadonlyMap<string, RevokedEntry>;
  readonly scope: IssuingDistributionPoint | null;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  readonly sm2Signed: boolean;
}

/** Lists of large authorities hold a few hundred thousand entries, each of a handful of elements. */
const listLimits = { derDepth: 16, derElements: 20_000_000 };

/** Read without the library: one object per element would take gigabytes for a large list. */
export function parseRevocationList(der: Uint8Array): ParsedRevocationList {
  const frame = new Fields(parseDer(der, listLimits), 'CertificateList');
  const body = frame.take(tags.sequence);
  const algorithm = frame.take(tags.sequence);
  const signature = frame.bits();
  frame.end();

  const list = new Fields(body, 'TBSCertList');
  list.optional(tags.integer);
  list.take(tags.sequence);
  const issuer = list.take(tags.sequence).whole;
  const thisUpdate = list.time();
  const next = list.optional(tags.utcTime, tags.generalizedTime);
  const entries = list.optional(tags.sequence)?.children ?? [];
  const extensions = list.optional(tags.context(0));
  list.end();
  return {
    issuerKey: Buffer.from(issuer).toString('base64'),
    thisUpdate,
    nextUpdate: next === null ? null : asn1Time(next),
    revoked: new Map(entries.map(readEntry)),
    scope: readScope(extensions),
    signed: body.whole,
    signature,
    sm2Signed: algorithmOid(algorithm) === oids.sm2WithSm3,
  };
}

function readEntry(element: DerElement): [string, RevokedEntry] {
  const entry = new Fields(element, 'revokedCertificate');
  const serial = Buffer.from(entry.take(tags.integer).content).toString('hex');
  let since = entry.time();
  let cause: RevocationCause = 'OTHER';
  const extensions = entry.optional(tags.sequence);
  entry.end();
  for (const extension of extensions?.children ?? []) {
    const { oid, critical, value } = readExtension(extension);
    if (oid === oids.crlReason) cause = causeOf(parseDer(value, listLimits).content[0]);
    else if (oid === oids.invalidityDate) {
      // From when on the key was not safe any more; earlier than the day somebody noticed.
      const unsafe = asn1Time(parseDer(value, listLimits));
      if (unsafe !== null && unsafe < since) since = unsafe;
    } else if (critical) throw new Refusal('ASN1_NOT_AS_EXPECTED', oid);
  }
  return [serial, { since, cause }];
}

/** keyCompromise 1, cACompromise 2, certificateHold 6, aACompromise 10 (RFC 5280, 5.3.1). */
function causeOf(code: number | undefined): RevocationCause {
  if (code === 1 || code === 2 || code === 10) return 'COMPROMISE';
  return code === 6 ? 'HOLD' : 'OTHER';
}

function readScope(extensions: DerElement | null): IssuingDistributionPoint | null {
  let scope: IssuingDistributionPoint | null = null;
  for (const extension of extensions?.children[0]?.children ?? []) {
    const { oid, critical, value } = readExtension(extension);
    if (oid === oids.issuingDistributionPoint) {
      scope = guarded('ASN1_NOT_AS_EXPECTED', oid, () => AsnConvert.parse(value, IssuingDistributionPoint));
      const partial =
        scope.indirectCRL || scope.onlyContainsAttributeCerts || scope.onlySomeReasons !== undefined;
      if (partial) throw new Refusal('ASN1_NOT_AS_EXPECTED', oid);
    } else if (critical) throw new Refusal('ASN1_NOT_AS_EXPECTED', oid); // among them: changes since a list we do not have
  }
  return scope;
}

function readExtension(element: DerElement): { oid: string; critical: boolean; value: Uint8Array } {
  const fields = new Fields(element, 'Extension');
  const oid = oidText(fields.any(), fields.what);
  const critical = fields.optional(tags.boolean)?.content[0];
  const value = fields.octets();
  fields.end();
  return { oid, critical: critical !== undefined && critical !== 0, value };
}

/** A list may be one part of many; whether it speaks for a certificate is told by the certificate's distribution points. */
export function speaksFor({ scope }: ParsedRevocationList, certificate: ParsedCertificate): boolean {
  if (scope === null) return true;
  const authority = certificate.view.isAuthority === true;
  if ((scope.onlyContainsUserCerts && authority) || (scope.onlyContainsCACerts && !authority)) return false;
  if (scope.distributionPoint === undefined) return true;
  const points = certificate.extensions.get(oids.crlDistributionPoints);
  if (points === undefined) return false;
  const named = guarded('CERTIFICATE_MALFORMED', null, () => AsnConvert.parse(points, CRLDistributionPoints));
  const wanted = new Set(namesOf(scope.distributionPoint));
  return named.some(({ distributionPoint }) => namesOf(distributionPoint).some((name) => wanted.has(name)));
}

function namesOf(point: DistributionPointName | undefined): readonly string[] {
  return (point?.fullName ?? []).map((name) => Buffer.from(AsnConvert.serialize(name)).toString('base64'));
}
