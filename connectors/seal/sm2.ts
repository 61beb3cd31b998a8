import { createHash } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { parseDer, tags } from './der.js';
import { Recent } from './recent.js';
import { Refusal } from './refusal.js';
import type { SignatureCheck } from '../../catalog/ports.js';

/** Order of the recommended curve of GB/T 32918.5. */
const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

/** Preparing a key pays for itself after about a dozen signatures, and takes about a megabyte. */
const usesBeforePreparing = 8;
const preparedKeys = 32;

interface KnownKey {
  readonly hex: string;
  /** The digest that binds the signer's id and key to every message. */
  readonly z: Uint8Array;
  uses: number;
}

/** ENTL, ID, a, b, xG, yG of GB/T 32918.2, 5.5: what stands before the key in the digest that binds id and key. */
const beforeKey = Buffer.concat([
  Buffer.from([0x00, 0x80]),
  Buffer.from('1234567812345678'),
  Buffer.from(
    'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc' +
      '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93' +
      '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7' +
      'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0',
    'hex',
  ),
]);

type PreparedPoint = ReturnType<typeof sm2.precomputePublicKey>;

const known = new Recent<string, KnownKey>(1_024);
const prepared = new Recent<string, PreparedPoint>(preparedKeys);

export function sm3(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sm3');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/**
 * SM2 with SM3 and the signer id 1234567812345678 (GB/T 35276). Not by Node's own crypto: that takes an empty id and so
 * refuses every real seal. The digest is Node's, the arithmetic is the library's.
 */
export function verifySm2(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): SignatureCheck {
  const values = readValues(signature);
  if (values === null) return 'MALFORMED';
  try {
    const key = knownKey(publicKey);
    const digest = sm3(key.z, message);
    return sm2.doVerifySignature(digest, values, pointOf(key)) ? 'HOLDS' : 'BROKEN';
  } catch {
    // The library throws for a key that is no point of the curve.
    return 'BROKEN';
  }
}

function knownKey(publicKey: Uint8Array): KnownKey {
  const hex = Buffer.from(publicKey).toString('hex');
  const found = known.get(hex);
  if (found !== undefined) return found;
  const key = { hex, z: sm3(beforeKey, publicKey.subarray(1)), uses: 0 };
  known.set(hex, key);
  return key;
}

function pointOf(key: KnownKey): string | PreparedPoint {
  key.uses += 1;
  if (key.uses < usesBeforePreparing) return key.hex;
  const found = prepared.get(key.hex);
  if (found !== undefined) return found;
  const point = sm2.precomputePublicKey(key.hex);
  prepared.set(key.hex, point);
  return point;
}

/** DER {r, s}, both in 1 … n-1, as 128 hexadecimal digits. */
function readValues(signature: Uint8Array): string | null {
  try {
    const root = parseDer(signature, { derDepth: 1, derElements: 2 });
    const values = root.children.map(({ tag, content }) => {
      const first = content[0] ?? 0x80;
      const padded = content.length > 1 && first === 0 && ((content[1] ?? 0) & 0x80) === 0;
      if (tag !== tags.integer || (first & 0x80) !== 0 || padded) return '';
      const value = BigInt(`0x${Buffer.from(content).toString('hex')}`);
      return value > 0n && value < order ? value.toString(16).padStart(64, '0') : '';
    });
    return root.tag === tags.sequence && values.length === 2 && values.join('').length === 128
      ? values.join('')
      : null;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
