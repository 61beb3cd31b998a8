import { maker, signer } from './cast.js';
import { documentFiles, packageOf, signedFiles } from './package-maker.js';
import { makeSeal } from './seal-maker.js';
import { makeSealSignature } from './signature-maker.js';

const seal = makeSeal(maker, { signers: [signer] });

/** The sound document that most tests start from: two pages, one seal. */
export function sealedFiles(): Map<string, Uint8Array> {
  return signedFiles(documentFiles(['第一页', '第二页']), [
    { seal, signedValue: (xml) => makeSealSignature({ signer, maker, original: xml, sealDer: seal }) },
  ]);
}

export async function sealedPackage(compress = true): Promise<Buffer> {
  return packageOf(sealedFiles(), compress);
}
