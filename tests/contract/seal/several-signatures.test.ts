import { describe, expect, it } from 'vitest';
import type { SealVerdict } from '../../../catalog/seal/index.js';
import {
  authority,
  documentFiles,
  makeSealSignature,
  makeSignedData,
  maker,
  otherSigner,
  packageOf,
  sign,
  signedFiles,
  signer,
  stepOf,
  troubles,
  trust,
  verify,
  type PackageSignature,
} from '../../support/seal-ca/index.js';

const list = 'Doc_0/Signs/Signatures.xml';
const first: PackageSignature = { signedValue: (xml) => makeSealSignature({ signer, maker, original: xml }) };
const second: PackageSignature = {
  signedValue: (xml) => makeSealSignature({ signer: otherSigner, maker, original: xml }),
};
const plain: PackageSignature = {
  type: 'Sign',
  signedValue: (xml) => makeSignedData({ signer, issuer: authority, content: xml }),
};
const document = documentFiles(['第一页', '第二页']);

async function verdictsOf(
  signatures: readonly PackageSignature[],
  edit?: (files: Map<string, Uint8Array>) => void,
) {
  const files = signedFiles(document, signatures);
  edit?.(files);
  return verify({ bytes: await packageOf(files) }, trust());
}

function references(verdict: SealVerdict | undefined) {
  if (verdict === undefined) throw new Error('no such verdict');
  const { outcome, reason, detail } = stepOf(verdict, 'REFERENCES');
  return `${outcome} ${reason.code} ${detail ?? ''}`.trim();
}

describe('a later signature has to change the list of signatures', () => {
  it.each(['APPENDED', 'RAISED'] as const)('which is explained, with MaxSignId %s', async (maxId) => {
    const verdicts = await verdictsOf([first, second, plain].map((signature) => ({ ...signature, maxId })));
    expect(verdicts.flatMap(troubles)).toEqual([]);
    expect(verdicts.map(references)).toEqual([
      `PASSED LIST_EXTENDED_LATER /${list}`,
      `PASSED LIST_EXTENDED_LATER /${list}`,
      'PASSED REFERENCES_MATCH',
    ]);
    expect(verdicts.every(({ valid }) => valid)).toBe(true);
  });

  it('a changed page is not explained by it, and both signatures say which page', async () => {
    const page = 'Doc_0/Pages/Page_0/Content.xml';
    const verdicts = await verdictsOf([first, second], (files) => files.set(page, Buffer.from('<Page/>')));
    expect(references(verdicts[0])).toBe(`FAILED REFERENCE_CHANGED /${page}, /${list}`);
    expect(references(verdicts[1])).toBe(`FAILED REFERENCE_CHANGED /${page}`);
  });

  it('a later signature that is itself broken explains nothing', async () => {
    const forged: PackageSignature = {
      signedValue: (xml) =>
        makeSealSignature({ signer: { ...otherSigner, key: signer.key }, maker, original: xml }),
    };
    const verdicts = await verdictsOf([first, forged]);
    expect(references(verdicts[0])).toBe(`FAILED LIST_CHANGED /${list}`);
  });

  it('nor does one that was made over something else', async () => {
    const misplaced: PackageSignature = {
      signedValue: () =>
        makeSealSignature({ signer: otherSigner, maker, original: Buffer.from('something else') }),
    };
    expect(references((await verdictsOf([first, misplaced]))[0])).toBe(`FAILED LIST_CHANGED /${list}`);
  });

  it('nor does a bare value that nobody can check', async () => {
    const bare: PackageSignature = { type: 'Sign', signedValue: (xml) => sign(otherSigner.key, xml) };
    expect(references((await verdictsOf([first, bare]))[0])).toBe(`FAILED LIST_CHANGED /${list}`);
  });

  it('an entry that was changed beside the addition is not explained', async () => {
    const verdicts = await verdictsOf(
      [
        { ...first, maxId: 'RAISED' },
        { ...second, maxId: 'RAISED', protects: (path) => path !== list },
      ],
      (files) => {
        const text = Buffer.from(files.get(list) ?? '').toString();
        files.set(list, Buffer.from(text.replace('ID="s1"', 'ID="s1" ')));
      },
    );
    // A sound later signature is there, but the list as it was signed cannot be had back.
    expect(references(verdicts[0])).toBe(`FAILED LIST_REWRITTEN /${list}`);
    expect(verdicts[0]?.valid).toBe(false);
  });

  it('a removed later signature shows in the list it left behind', async () => {
    const verdicts = await verdictsOf([first, second], (files) => {
      const text = Buffer.from(files.get(list) ?? '').toString();
      files.set(list, Buffer.from(text.replace(/<ofd:Signature ID="s1"[^>]*>/, '')));
    });
    expect(verdicts).toHaveLength(1);
    expect(references(verdicts[0])).toBe(`FAILED LIST_CHANGED /${list}`);
  });

  it('a damaged signature does not hide the others', async () => {
    const verdicts = await verdictsOf([first, { ...second, protects: (path) => path !== list }], (files) =>
      files.set('Doc_0/Signs/Sign_0/SignedValue.dat', Buffer.from([0x30, 0x80, 0, 0])),
    );
    expect(verdicts.map(({ signatureId }) => signatureId)).toEqual(['s1', 's2']);
    expect(troubles(verdicts[0] as SealVerdict)).toEqual(['STRUCTURE FAILED ASN1_INDEFINITE_LENGTH']);
    expect(stepOf(verdicts[1] as SealVerdict, 'SIGNATURE_VALUE').outcome).toBe('PASSED');
  });
});
