import { sign, verify, type KeyObject } from 'node:crypto';
import { canonicalJson, digestOf } from '../storage/index.js';
import type { SignedTreeHead, TreeHead, TreeKey } from './audit-tree.js';

/** What the signature covers. The type stands in it, so that nothing else signed with the key can pass for a head. */
function signedBytes({ size, root, at, previous, kid }: TreeHead): Buffer {
  return Buffer.from(canonicalJson({ type: 'tongban-audit-tree-head', size, root, at, previous, kid }));
}

export function signHead(key: TreeKey, head: Omit<TreeHead, 'kid'>): SignedTreeHead {
  const whole = { ...head, kid: key.kid };
  return { ...whole, signature: sign(null, signedBytes(whole), key.privateKey).toString('base64url') };
}

/** Public halves by `kid`; null for a key that is not ours. */
export type TreeKeyring = (kid: string) => KeyObject | null;

export function isSignedByUs(head: SignedTreeHead, keyOf: TreeKeyring): boolean {
  const key = keyOf(head.kid);
  const signature = Buffer.from(head.signature, 'base64url');
  // The last character of base64url has bits to spare: only the one spelling that we write is a signature.
  if (key?.asymmetricKeyType !== 'ed25519' || signature.toString('base64url') !== head.signature)
    return false;
  return verify(null, signedBytes(head), key, signature);
}

/** What the next head repeats of this one. */
export function headDigest({ size, root, at, previous, kid, signature }: SignedTreeHead): string {
  return digestOf({ size, root, at, previous, kid, signature });
}
