import { parseDer } from './der.js';
import type { SealLimits } from './limits.js';
import { readOfd } from './ofd-reading.js';
import { readOfdSignature } from './ofd-signature.js';
import { Refusal } from './refusal.js';
import { readSealAlone, readSignatureValue, type Original } from './signature-reading.js';
import { isSeal } from './ses-seal.js';
import type { TrustStore } from './trust-store.js';
import type { ReferenceFacts, SealFile, SealReading, SignatureFacts } from '../../catalog/ports.js';
import { XmlReader } from './xml.js';
import { isZip, openZip } from './zip-package.js';

/** One file to facts. Whatever is wrong with the file is a fact too; only our own mistakes are thrown. */
export async function readSealFile(
  file: SealFile,
  trust: TrustStore,
  limits: SealLimits,
): Promise<SealReading> {
  try {
    const size = file.bytes.length + (file.original?.bytes.length ?? 0);
    if (size > limits.fileBytes) throw new Refusal('FILE_TOO_LARGE', String(size));
    if (isZip(file.bytes))
      return { state: 'READ', signatures: readOfd(await openZip(file.bytes, limits), trust, limits) };
    if (file.bytes[0] !== 0x30) throw new Refusal('NOT_RECOGNISED');
    return { state: 'READ', signatures: [readAlone(file, trust, limits)] };
  } catch (error) {
    if (error instanceof Refusal) return { state: 'REFUSED', problem: error.problem };
    throw error;
  }
}

/** A seal, or a signature taken out of its package, with or without the original that it protects. */
function readAlone({ bytes, original }: SealFile, trust: TrustStore, limits: SealLimits): SignatureFacts {
  const root = parseDer(bytes, limits);
  if (isSeal(root)) return readSealAlone(root, trust);
  const given: Original = { name: original?.name ?? null, bytes: original?.bytes ?? null };
  const listed = listedFiles(given, limits);
  const { facts } = readSignatureValue(root, given, trust);
  return {
    ...facts,
    id: null,
    signedAt: facts.signedAt ?? listed.signedAt,
    references: listed.references,
    embeddedSeal: null,
  };
}

/** An original that is a Signature.xml lists files that cannot be checked without their package. */
function listedFiles(
  { bytes, name }: Original,
  limits: SealLimits,
): { references: ReferenceFacts | null; signedAt: Date | null } {
  if (bytes === null) return { references: null, signedAt: null };
  try {
    const { references, signedAt } = readOfdSignature(bytes, name ?? '', new XmlReader(limits), limits);
    return { references: { state: 'NO_PACKAGE', count: references.length }, signedAt };
  } catch (error) {
    // Any other kind of original is protected as a whole.
    if (error instanceof Refusal) return { references: null, signedAt: null };
    throw error;
  }
}
