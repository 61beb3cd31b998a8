import type { SealLimits } from './limits.js';
import { oids } from './oids.js';
import { Refusal } from './refusal.js';
import { ofdTime } from './times.js';
import { onlyChild, type XmlReader } from './xml.js';

/** Signature.xml of GB/T 33190: what is protected, by which digests, and where the signature value stands. */
export interface OfdSignature {
  readonly signedValue: string | null;
  readonly sealFile: string | null;
  readonly signedAt: Date | null;
  readonly method: string;
  readonly references: readonly OfdReference[];
}

export interface OfdReference {
  readonly location: string;
  /** null: none, or not a digest of SM3's length. */
  readonly digest: Uint8Array | null;
}

/** The standard's own default is MD5, which proves nothing any more. */
const defaultMethod = 'MD5';

export function readOfdSignature(
  bytes: Uint8Array,
  path: string,
  xml: XmlReader,
  limits: SealLimits,
): OfdSignature {
  const root = xml.parse(bytes, path);
  const info = root.name === 'Signature' ? onlyChild(root, 'SignedInfo', path) : null;
  if (info === null) throw new Refusal('XML_NOT_AS_EXPECTED', path);
  const references = onlyChild(info, 'References', path);
  const listed = (references?.children ?? []).filter(({ name }) => name === 'Reference');
  if (listed.length > limits.references)
    throw new Refusal('SIGNATURES_TOO_MANY', `${path}: ${listed.length}`);
  const seal = onlyChild(info, 'Seal', path);
  return {
    signedValue: onlyChild(root, 'SignedValue', path)?.text ?? null,
    sealFile: seal === null ? null : (onlyChild(seal, 'BaseLoc', path)?.text ?? null),
    signedAt: ofdTime(onlyChild(info, 'SignatureDateTime', path)?.text ?? ''),
    method: references?.attributes.CheckMethod ?? defaultMethod,
    references: listed.map((reference) => ({
      location: reference.attributes.FileRef ?? '',
      digest: digestOf(onlyChild(reference, 'CheckValue', path)?.text ?? ''),
    })),
  };
}

export function isSm3(method: string): boolean {
  return method.toUpperCase() === 'SM3' || method === oids.sm3;
}

function digestOf(base64: string): Uint8Array | null {
  const digest = Buffer.from(base64, 'base64');
  return digest.length === 32 ? digest : null;
}
