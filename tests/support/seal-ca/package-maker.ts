import { sm3 } from './sm2-key.js';
import { zip, type Files } from './zip-writer.js';

/** What one signature of a package is made of; `signedValue` gets the bytes of Signature.xml. */
export interface PackageSignature {
  readonly type?: 'Seal' | 'Sign';
  readonly signedValue: (signatureXml: Uint8Array) => Uint8Array;
  readonly seal?: Uint8Array;
  /** Files to protect, by default everything that is there at that time and the list of signatures. */
  readonly protects?: (path: string) => boolean;
  readonly checkMethod?: string | null;
  /** How this maker keeps MaxSignId: a further element after its entry, or one element raised in place. */
  readonly maxId?: 'APPENDED' | 'RAISED';
}

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
const ns = 'xmlns:ofd="http://www.ofdspec.org/2016"';
const list = 'Doc_0/Signs/Signatures.xml';

export function documentFiles(pages: readonly string[]): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const put = (path: string, xml: string) => files.set(path, Buffer.from(head + xml));
  const body = `<ofd:DocBody><ofd:DocInfo><ofd:DocID>0f1e2d3c</ofd:DocID><ofd:Title>虚构 &amp; 测试</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot><ofd:Signatures>/${list}</ofd:Signatures></ofd:DocBody>`;
  put('OFD.xml', `<ofd:OFD ${ns} Version="1.0" DocType="OFD">${body}</ofd:OFD>`);
  const pageList = pages.map(
    (_, index) => `<ofd:Page ID="${index + 1}" BaseLoc="Pages/Page_${index}/Content.xml"/>`,
  );
  put('Doc_0/Document.xml', `<ofd:Document ${ns}><ofd:Pages>${pageList.join('')}</ofd:Pages></ofd:Document>`);
  pages.forEach((text, index) =>
    put(`Doc_0/Pages/Page_${index}/Content.xml`, `<ofd:Page ${ns}><ofd:Text>${text}</ofd:Text></ofd:Page>`),
  );
  return files;
}

/** Signs once after another, each seeing what the ones before left. */
export function signedFiles(
  document: Files,
  signatures: readonly PackageSignature[],
): Map<string, Uint8Array> {
  const files = new Map(document);
  let entries = '';
  signatures.forEach((signature, index) => {
    const folder = `Doc_0/Signs/Sign_${index}`;
    const type = signature.type ?? 'Seal';
    entries = extended(entries, index, type, folder, signature.maxId ?? 'APPENDED');
    files.set(list, Buffer.from(`${head}<ofd:Signatures ${ns}>${entries}</ofd:Signatures>`));
    if (signature.seal !== undefined) files.set(`${folder}/Seal.esl`, signature.seal);
    const protects = signature.protects ?? (() => true);
    const paths = [...files.keys()].filter((path) => protects(path));
    const references = paths.map(
      (path) =>
        `<ofd:Reference FileRef="/${path}"><ofd:CheckValue>${sm3(files.get(path) ?? Buffer.alloc(0)).toString('base64')}</ofd:CheckValue></ofd:Reference>`,
    );
    const method = signature.checkMethod === null ? '' : ` CheckMethod="${signature.checkMethod ?? 'SM3'}"`;
    const seal =
      signature.seal === undefined
        ? ''
        : `<ofd:Seal><ofd:BaseLoc>/${folder}/Seal.esl</ofd:BaseLoc></ofd:Seal>`;
    const xml = Buffer.from(
      `${head}<ofd:Signature ${ns}><ofd:SignedInfo><ofd:Provider ProviderName="test"/><ofd:SignatureDateTime>2026-03-04 13:06:07</ofd:SignatureDateTime>${seal}<ofd:References${method}>${references.join('')}</ofd:References></ofd:SignedInfo><ofd:SignedValue>SignedValue.dat</ofd:SignedValue></ofd:Signature>`,
    );
    files.set(`${folder}/Signature.xml`, xml);
    files.set(`${folder}/SignedValue.dat`, signature.signedValue(xml));
  });
  return files;
}

function extended(
  entries: string,
  index: number,
  type: string,
  folder: string,
  maxId: 'APPENDED' | 'RAISED',
): string {
  const entry = `<ofd:Signature ID="s${index + 1}" Type="${type}" BaseLoc="/${folder}/Signature.xml"/>`;
  const max = `<ofd:MaxSignId>s${index + 1}</ofd:MaxSignId>`;
  if (maxId === 'APPENDED') return entries + entry + max;
  const raised = entries.replace(/<ofd:MaxSignId>[^<]*<\/ofd:MaxSignId>/, max);
  return raised === entries ? `${max}\n  ${entry}` : `${raised}\n  ${entry}`;
}

export async function packageOf(files: Files, compress = true): Promise<Buffer> {
  return zip(files, compress);
}
