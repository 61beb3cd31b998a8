import { failed, passed, skipped, unknown } from './finding.js';
import type { SealFinding } from './seal.js';
import type { SealFacts } from './seal-facts.js';

/** The signer's signature over what he signed: TBS_Sign, the signed attributes, or the original itself. */
export function judgeSignatureValue(facts: SealFacts): SealFinding {
  if (facts.form === 'SEAL_ALONE') return skipped('SEAL_ALONE');
  switch (facts.signatureValue) {
    case 'HOLDS':
      return passed('SIGNATURE_HOLDS');
    case 'BROKEN':
      return failed(facts.form === 'BARE_VALUE' ? 'NOT_BY_GIVEN_SIGNERS' : 'SIGNATURE_BROKEN');
    case 'MALFORMED':
      return failed('SIGNATURE_MALFORMED');
    case 'UNSUPPORTED':
      return failed('ALGORITHM_UNSUPPORTED');
    case 'NO_KEY':
      return facts.original?.state === 'ABSENT' ? unknown('ORIGINAL_ABSENT') : unknown('SIGNER_UNKNOWN');
  }
}

/** Only those whose certificate the maker put into the seal may use it. */
export function judgeListing({ form, kind, listed, signer }: SealFacts): SealFinding {
  if (form === 'SEAL_ALONE') return skipped('SEAL_ALONE');
  if (kind === 'SIGNATURE' || listed === null) return skipped('NO_SEAL');
  const name = signer?.links[0].certificate.name ?? null;
  return listed === 'NOT_LISTED' ? failed('SIGNER_NOT_LISTED', name) : passed('SIGNER_LISTED', name);
}

export function judgeSealSignature({ seal }: SealFacts): SealFinding {
  if (seal === null) return skipped('NO_SEAL');
  switch (seal.makerSignature) {
    case 'HOLDS':
      return passed('SEAL_HOLDS', seal.name);
    case 'BROKEN':
      return failed('SEAL_BROKEN', seal.name);
    case 'MALFORMED':
      return failed('SIGNATURE_MALFORMED', seal.name);
    case 'UNSUPPORTED':
      return failed('ALGORITHM_UNSUPPORTED', seal.name);
    case 'NO_KEY':
      return unknown('TRUST_ANCHOR_MISSING', seal.name);
  }
}

/** SM3 of the protected original against the digest that was signed (OFD: the bytes of Signature.xml). */
export function judgeOriginal({ form, original }: SealFacts): SealFinding {
  if (form === 'SEAL_ALONE') return skipped('SEAL_ALONE');
  if (original === null) return unknown('ORIGINAL_ABSENT');
  switch (original.state) {
    case 'MATCHES':
      return passed('ORIGINAL_MATCHES', original.name);
    case 'DIFFERS':
      return failed('ORIGINAL_DIFFERS', original.name);
    case 'ABSENT':
      return unknown('ORIGINAL_ABSENT', original.name);
    case 'COVERED':
      return skipped('ORIGINAL_COVERED', original.name);
  }
}
