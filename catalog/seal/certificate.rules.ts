import { beijingTime, failed, gravest, holds, passed, unknown } from './finding.js';
import { judgeRevocation, type Moment } from './revocation.rules.js';
import type { SealFinding } from './seal.js';
import type { CertificatePath, CertificateView, PathLink } from './seal-facts.js';
import type { TrustPolicy } from './trust.js';

/** SIGN: signer and maker of seals. STAMP: a time-stamp authority. */
export type CertificateUse = 'SIGN' | 'STAMP';

const timeStamping = '1.3.6.1.5.5.7.3.8';

/** The path of a certificate to a trust anchor, judged for the time at which it was used (RFC 5280, GB/T 20518). */
export function judgeCertificate(
  path: CertificatePath,
  use: CertificateUse,
  moment: Moment,
  policy: TrustPolicy,
): SealFinding {
  const findings = [
    ...path.links.map((link) => judgeSignature(link)),
    ...path.links.map((link) => judgeValidity(link.certificate, moment.at)),
    ...path.links.map((link) => judgeExtensions(link)),
    judgeUse(path.links[0].certificate, use),
    ...path.links.slice(1).map((link, index) => judgeAuthority(link, index)),
    path.anchored ? passed('CERTIFICATE_SOUND') : unknown('TRUST_ANCHOR_MISSING', anchorWanted(path)),
    ...path.links.filter((link) => !link.anchor).map((link) => judgeRevocation(link, moment, policy)),
  ];
  const worst = gravest(passed('CERTIFICATE_SOUND', path.links[0].certificate.name), ...findings);
  if (!holds(worst)) return worst;
  return noteworthy(findings) ?? worst;
}

/** A path that passes may still have something to tell: revoked afterwards, or never checked. */
function noteworthy(findings: readonly SealFinding[]): SealFinding | undefined {
  const codes = ['CERTIFICATE_REVOKED_LATER', 'CERTIFICATE_SOUND_REVOCATION_UNCHECKED'] as const;
  return codes
    .map((code) => findings.find(({ reason }) => reason.code === code))
    .find((note) => note !== undefined);
}

/** In force at that time, whatever else is wrong with it. */
export function inForce({ notBefore, notAfter }: CertificateView, at: Date): boolean {
  return notBefore <= at && at <= notAfter;
}

function judgeSignature({ certificate, signature }: PathLink): SealFinding {
  switch (signature) {
    case 'HOLDS':
      return passed('CERTIFICATE_SOUND');
    case 'NO_KEY':
      return unknown('TRUST_ANCHOR_MISSING', certificate.issuer);
    case 'UNSUPPORTED':
      return unknown('CERTIFICATE_ALGORITHM_UNSUPPORTED', certificate.name);
    case 'BROKEN':
    case 'MALFORMED':
      return failed('CERTIFICATE_FORGED', certificate.name);
  }
}

function judgeValidity(certificate: CertificateView, at: Date): SealFinding {
  const { name, notBefore, notAfter } = certificate;
  if (at < notBefore) return failed('CERTIFICATE_NOT_BEGUN', `${name}: ${beijingTime(notBefore)}`);
  if (at > notAfter) return failed('CERTIFICATE_EXPIRED', `${name}: ${beijingTime(notAfter)}`);
  return passed('CERTIFICATE_SOUND');
}

/** An anchor is trusted as it is; its extensions are the administrator's business (RFC 5280, 6.1.1). */
function judgeExtensions({ certificate, anchor }: PathLink): SealFinding {
  if (anchor || certificate.unknownCritical.length === 0) return passed('CERTIFICATE_SOUND');
  return unknown('CERTIFICATE_EXTENSION_UNKNOWN', certificate.unknownCritical.join(', '));
}

function judgeUse({ keyUsage, extendedKeyUsage, name }: CertificateView, use: CertificateUse): SealFinding {
  // An encryption certificate of the same holder must not pass as a signing certificate.
  const signs =
    keyUsage === null || keyUsage.includes('digitalSignature') || keyUsage.includes('nonRepudiation');
  if (!signs) return failed('CERTIFICATE_WRONG_USE', name);
  if (use === 'STAMP' && extendedKeyUsage?.includes(timeStamping) !== true)
    return failed('CERTIFICATE_WRONG_USE', name);
  return passed('CERTIFICATE_SOUND');
}

/** `below` authorities stand between this one and the certificate at the foot of the path. */
function judgeAuthority({ certificate, anchor }: PathLink, below: number): SealFinding {
  const { isAuthority, pathLength, keyUsage, name } = certificate;
  // Real roots exist without keyCertSign; a root trusted by hand is not asked, but a leaf put in as anchor issues nothing.
  if (anchor)
    return isAuthority === false ? failed('ISSUER_NOT_AUTHORITY', name) : passed('CERTIFICATE_SOUND');
  const may = isAuthority === true && (keyUsage === null || keyUsage.includes('keyCertSign'));
  if (!may || (pathLength !== null && below > pathLength)) return failed('ISSUER_NOT_AUTHORITY', name);
  return passed('CERTIFICATE_SOUND');
}

function anchorWanted({ links }: CertificatePath): string {
  return links[links.length - 1]?.certificate.issuer ?? links[0].certificate.issuer;
}
