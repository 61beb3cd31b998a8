import { createHash } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';

export interface Sm2Key {
  /** 04 ‖ x ‖ y */
  readonly publicKey: Buffer;
  readonly privateHex: string;
}

export function sm3(bytes: Uint8Array): Buffer {
  return createHash('sm3').update(bytes).digest();
}

/** A key that follows from its name: the same cast in every run, and nothing secret in the repository. */
export function sm2Key(name: string): Sm2Key {
  const privateHex = sm3(Buffer.from(`test key of ${name}`)).toString('hex');
  const publicKey = Buffer.from(sm2.getPublicKeyFromPrivateKey(privateHex), 'hex');
  return { publicKey, privateHex };
}

/** DER {r, s} under the signer id 1234567812345678, or another where a test wants a wrong one. */
export function sign(
  { privateHex, publicKey }: Sm2Key,
  message: Uint8Array,
  userId = '1234567812345678',
): Buffer {
  const options = { hash: true, der: true, publicKey: publicKey.toString('hex'), userId };
  return Buffer.from(sm2.doSignature(Uint8Array.from(message), privateHex, options), 'hex');
}
