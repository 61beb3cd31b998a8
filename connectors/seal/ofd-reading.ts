import { parseDer } from './der.js';
import type { SealLimits } from './limits.js';
import { listSignatures, type ListedSignature } from './ofd-package.js';
import { resolveIn } from './ofd-path.js';
import { isSm3, readOfdSignature, type OfdSignature } from './ofd-signature.js';
import { Refusal } from './refusal.js';
import { restoreList } from './signature-list.js';
import { readSignatureValue, type ReadValue } from './signature-reading.js';
import type { TrustStore } from './trust-store.js';
import type {
  BrokenReference,
  ListChange,
  ReferenceFacts,
  SealFacts,
  SignatureFacts,
} from '../../catalog/ports.js';
import { XmlReader } from './xml.js';
import type { ZipPackage } from './zip-package.js';

interface OpenSignature {
  readonly listed: ListedSignature;
  readonly path: string;
  readonly xml: OfdSignature;
  readonly value: ReadValue;
  readonly embeddedSeal: SealFacts['embeddedSeal'];
  /** The files that make up this signature: a signature need not protect another's. */
  readonly files: readonly string[];
}

/** All signatures of a package, each by itself: a damaged one does not hide the others. */
export function readOfd(zip: ZipPackage, trust: TrustStore, limits: SealLimits): readonly SignatureFacts[] {
  const reader = new XmlReader(limits);
  const all = listSignatures(zip, reader, limits);
  const opened = all.map((listed) => open(zip, listed, reader, trust, limits));
  const signatureFiles = new Set(opened.flatMap((one) => ('files' in one ? one.files : [])));
  return opened.map((one): SignatureFacts => {
    if (!('files' in one)) return one;
    const { facts } = one.value;
    return {
      ...facts,
      id: one.listed.id,
      signedAt: facts.signedAt ?? one.xml.signedAt,
      references: checkReferences(zip, one, all, signatureFiles),
      embeddedSeal: one.embeddedSeal,
    };
  });
}

function open(
  zip: ZipPackage,
  listed: ListedSignature,
  reader: XmlReader,
  trust: TrustStore,
  limits: SealLimits,
): OpenSignature | SignatureFacts {
  try {
    const { path } = listed;
    if (path === null) throw new Refusal('XML_NOT_AS_EXPECTED', `/${listed.list}`);
    const bytes = zip.bytes(path);
    const xml = readOfdSignature(bytes, `/${path}`, reader, limits);
    const valuePath = resolveIn(zip, path, xml.signedValue ?? '');
    if (xml.signedValue === null || valuePath === null)
      throw new Refusal('XML_NOT_AS_EXPECTED', `/${path}: SignedValue`);
    const value = readSignatureValue(
      parseDer(zip.bytes(valuePath), limits),
      { name: `/${path}`, bytes },
      trust,
    );
    if (listed.type === 'SEAL' && value.facts.kind !== 'SEAL')
      throw new Refusal('SEAL_MISSING', `/${valuePath}`);
    const sealPath = xml.sealFile === null ? null : resolveIn(zip, path, xml.sealFile);
    const embeddedSeal = compareSeal(zip, sealPath, value.sealDer);
    const sealFiles = sealPath !== null && embeddedSeal === 'EQUAL' ? [sealPath] : [];
    return { listed, path, xml, value, embeddedSeal, files: [listed.list, path, valuePath, ...sealFiles] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { state: 'UNREADABLE', id: listed.id, kind: listed.type, problem: error.problem };
  }
}

function compareSeal(
  zip: ZipPackage,
  path: string | null,
  der: Uint8Array | null,
): SealFacts['embeddedSeal'] {
  if (der === null) return null;
  if (path === null || !zip.has(path)) return 'ABSENT';
  return Buffer.from(zip.bytes(path)).equals(der) ? 'EQUAL' : 'DIFFERS';
}

/** Nobody reads more names than that. */
const most = 100;

function checkReferences(
  zip: ZipPackage,
  { listed, path, xml }: OpenSignature,
  all: readonly ListedSignature[],
  signatureFiles: ReadonlySet<string>,
): ReferenceFacts {
  if (xml.references.length > 0 && !isSm3(xml.method))
    return { state: 'METHOD_REFUSED', method: xml.method.slice(0, 60) };
  const broken: BrokenReference[] = [];
  const covered = new Set<string>();
  let listChange: ListChange | null = null;
  for (const { location, digest } of xml.references) {
    const file = resolveIn(zip, path, location);
    const shown = file === null ? location : `/${file}`;
    if (file !== null) covered.add(file);
    if (file === null || !zip.has(file)) broken.push({ path: shown, cause: 'MISSING' });
    else if (digest === null) broken.push({ path: shown, cause: 'NO_DIGEST' });
    else if (!sameDigest(zip.digest(file), digest)) {
      broken.push({ path: shown, cause: 'DIFFERS' });
      if (file === listed.list) listChange = explainList(zip, listed, all, digest);
    }
  }
  const uncovered = zip.paths
    .filter((file) => !covered.has(file) && !signatureFiles.has(file))
    .map((file) => `/${file}`);
  return {
    state: 'CHECKED',
    count: xml.references.length,
    broken: broken.slice(0, most),
    listChange,
    uncovered: uncovered.slice(0, most),
  };
}

function explainList(
  zip: ZipPackage,
  { list, position }: ListedSignature,
  all: readonly ListedSignature[],
  digest: Uint8Array,
): ListChange {
  const restored = restoreList(zip.bytes(list), position, digest);
  const firstAdded = restored?.kept ?? position + 1;
  const added = all.flatMap((other, index) =>
    other.list === list && other.position >= firstAdded ? [index] : [],
  );
  return { path: `/${list}`, added, restored: restored !== null };
}

function sameDigest(found: Uint8Array | null, wanted: Uint8Array): boolean {
  return found !== null && Buffer.from(found).equals(wanted);
}
