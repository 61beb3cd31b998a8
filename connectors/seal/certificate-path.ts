import type { ParsedCertificate } from './certificate.js';
import { checkWith } from './check-with.js';
import { Recent } from './recent.js';
import type { TrustStore } from './trust-store.js';
import type { CertificatePath, PathLink, SignatureCheck } from '../../catalog/ports.js';

/** Real paths have two to four certificates. The budget holds against a file full of certificates that issue each other. */
const longestPath = 8;
const checksPerPath = 24;

const checkedPairs = new Recent<string, SignatureCheck>(4_096);

/**
 * The path from a certificate to a trust anchor. `carried` came with the file: such certificates may fill a gap, but are
 * believed only if the path goes on to an anchor.
 */
export function pathOf(
  certificate: ParsedCertificate,
  carried: readonly ParsedCertificate[],
  trust: TrustStore,
): CertificatePath {
  const budget = { checks: checksPerPath };
  const found = search(certificate, 1, carried, trust, budget);
  const links = found.chain.map((member, index): PathLink => {
    const anchor = trust.isAnchor(member);
    const issuer = found.chain[index + 1] ?? null;
    return {
      certificate: member.view,
      signature: index === found.chain.length - 1 ? found.end : 'HOLDS',
      anchor,
      revocation: anchor ? { state: 'NO_LIST' } : trust.revocationOf(member, issuer),
    };
  });
  const [first, ...rest] = links;
  if (first === undefined) throw new RangeError('a path has at least the certificate itself');
  return { links: [first, ...rest], anchored: found.anchored };
}

interface Found {
  readonly chain: readonly ParsedCertificate[];
  readonly anchored: boolean;
  /** How the last certificate's own signature stands: nobody to check with, or nobody whose key fits. */
  readonly end: SignatureCheck;
}

function search(
  certificate: ParsedCertificate,
  depth: number,
  carried: readonly ParsedCertificate[],
  trust: TrustStore,
  budget: { checks: number },
): Found {
  if (trust.isAnchor(certificate)) return { chain: [certificate], anchored: true, end: 'HOLDS' };
  if (!certificate.sm2Signed) return { chain: [certificate], anchored: false, end: 'UNSUPPORTED' };
  const known = [
    ...trust.anchorsNamed(certificate.issuerKey),
    ...trust.intermediatesNamed(certificate.issuerKey),
  ];
  const issuers = [...known, ...carried.filter(({ subjectKey }) => subjectKey === certificate.issuerKey)];
  let best: Found | null = null;
  for (const issuer of issuers) {
    // Not looked at to the end: that is no proof of anything.
    if (depth >= longestPath || budget.checks <= 0)
      return best ?? { chain: [certificate], anchored: false, end: 'NO_KEY' };
    budget.checks -= 1;
    if (checkPair(certificate, issuer) !== 'HOLDS') continue;
    if (issuer === certificate) return { chain: [certificate], anchored: false, end: 'HOLDS' };
    const above = search(issuer, depth + 1, carried, trust, budget);
    const found: Found = { ...above, chain: [certificate, ...above.chain] };
    if (found.anchored) return found;
    best ??= found;
  }
  if (best !== null) return best;
  // The administrator knows the issuer of that name, and it did not sign this. A stranger of that name proves nothing.
  return { chain: [certificate], anchored: false, end: known.length > 0 ? 'BROKEN' : 'NO_KEY' };
}

function checkPair(certificate: ParsedCertificate, issuer: ParsedCertificate): SignatureCheck {
  const pair = `${certificate.view.digest}:${issuer.view.digest}`;
  const known = checkedPairs.get(pair);
  if (known !== undefined) return known;
  const check = checkWith(issuer, certificate.signed, certificate.signature);
  checkedPairs.set(pair, check);
  return check;
}
