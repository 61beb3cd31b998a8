import type { SealLimits } from './limits.js';
import { resolveIn } from './ofd-path.js';
import { Refusal } from './refusal.js';
import { onlyChild, type XmlReader } from './xml.js';
import type { ZipPackage } from './zip-package.js';

/** One entry of a Signatures.xml. */
export interface ListedSignature {
  readonly id: string | null;
  /** `Sign`: plain signature. `Seal` or absent: seal (GB/T 33190). */
  readonly type: 'SEAL' | 'SIGNATURE';
  /** The list it stands in, and where in that list. */
  readonly list: string;
  readonly position: number;
  /** Path of its Signature.xml; null: the list gives none, or one that leads out. */
  readonly path: string | null;
}

const entryPoint = 'OFD.xml';

/** All signatures of all documents of the package. None is no fault: the package is not signed. */
export function listSignatures(
  zip: ZipPackage,
  xml: XmlReader,
  limits: SealLimits,
): readonly ListedSignature[] {
  const root = xml.parse(zip.bytes(entryPoint), `/${entryPoint}`);
  if (root.name !== 'OFD') throw new Refusal('XML_NOT_AS_EXPECTED', `/${entryPoint}`);
  const lists = new Set<string>();
  for (const document of root.children.filter(({ name }) => name === 'DocBody')) {
    const location = onlyChild(document, 'Signatures', `/${entryPoint}`)?.text;
    if (location === undefined || location === '') continue;
    const path = resolveIn(zip, entryPoint, location);
    if (path === null) throw new Refusal('ZIP_PATH_UNSAFE', `/${entryPoint}: Signatures`);
    lists.add(path);
  }
  const listed = [...lists].flatMap((path) => readList(zip, path, xml));
  if (listed.length > limits.signatures) throw new Refusal('SIGNATURES_TOO_MANY', String(listed.length));
  return listed;
}

function readList(zip: ZipPackage, list: string, xml: XmlReader): readonly ListedSignature[] {
  const root = xml.parse(zip.bytes(list), `/${list}`);
  if (root.name !== 'Signatures') throw new Refusal('XML_NOT_AS_EXPECTED', `/${list}`);
  // Nothing else belongs here. A misspelt or broken entry must not make a signed package an unsigned one.
  const foreign = root.children.find(({ name }) => name !== 'Signature' && name !== 'MaxSignId');
  if (foreign !== undefined || root.text !== '') throw new Refusal('XML_NOT_AS_EXPECTED', `/${list}`);
  return root.children
    .filter(({ name }) => name === 'Signature')
    .map(({ attributes: { ID, Type, BaseLoc } }, position) => ({
      id: ID ?? null,
      type: Type === 'Sign' ? 'SIGNATURE' : 'SEAL',
      list,
      position,
      path: BaseLoc === undefined ? null : resolveIn(zip, list, BaseLoc),
    }));
}
