import type { ParsedCertificate } from './certificate.js';
import { verifySm2 } from './sm2.js';
import type { SignatureCheck } from '../../catalog/ports.js';

/** A signature against the key of a certificate. */
export function checkWith(
  { publicKey }: ParsedCertificate,
  message: Uint8Array,
  signature: Uint8Array,
): SignatureCheck {
  return publicKey === null ? 'UNSUPPORTED' : verifySm2(publicKey, message, signature);
}
