import { describe, expect, it } from 'vitest';
import {
  authority,
  documentFiles,
  makeSeal,
  makeSealSignature,
  makeSignedData,
  maker,
  otherSigner,
  makeBareValue,
  packageOf,
  sealedFiles,
  sealedPackage,
  signedFiles,
  signer,
  stepOf,
  troubles,
  trust,
  verify,
  verifyOne,
} from '../../support/seal-ca/index.js';

const page = 'Doc_0/Pages/Page_1/Content.xml';

function edited(
  files: Map<string, Uint8Array>,
  path: string,
  edit: (text: string) => string,
): Map<string, Uint8Array> {
  const copy = new Map(files);
  copy.set(path, Buffer.from(edit(Buffer.from(files.get(path) ?? Buffer.alloc(0)).toString())));
  return copy;
}

describe('a changed document is refused, and the clerk is told which file', () => {
  it('a changed page', async () => {
    const files = edited(sealedFiles(), page, (text) => text.replace('第二页', '第二页，金额加一个零'));
    const verdict = await verifyOne({ bytes: await packageOf(files) }, trust());
    expect(stepOf(verdict, 'REFERENCES')).toMatchObject({
      outcome: 'FAILED',
      reason: { code: 'REFERENCE_CHANGED' },
      detail: `/${page}`,
    });
    expect(verdict).toMatchObject({ valid: false, validWhenSealed: false, validNow: false });
  });

  it('two changed pages are both named', async () => {
    const one = edited(sealedFiles(), page, (text) => `${text} `);
    const two = edited(one, 'Doc_0/Pages/Page_0/Content.xml', (text) => `${text} `);
    const { detail } = stepOf(await verifyOne({ bytes: await packageOf(two) }, trust()), 'REFERENCES');
    expect(detail).toContain(`/${page}`);
    expect(detail).toContain('/Doc_0/Pages/Page_0/Content.xml');
  });

  it('a removed page', async () => {
    const files = sealedFiles();
    files.delete(page);
    const verdict = await verifyOne({ bytes: await packageOf(files) }, trust());
    expect(stepOf(verdict, 'REFERENCES')).toMatchObject({
      reason: { code: 'REFERENCE_MISSING' },
      detail: `/${page}`,
    });
  });

  it('a changed Signature.xml breaks the original, not the signature value', async () => {
    const files = edited(sealedFiles(), 'Doc_0/Signs/Sign_0/Signature.xml', (text) =>
      text.replace('ProviderName="test"', 'ProviderName="tesu"'),
    );
    expect(troubles(await verifyOne({ bytes: await packageOf(files) }, trust()))).toEqual([
      'ORIGINAL_DIGEST FAILED ORIGINAL_DIFFERS',
    ]);
  });

  it('an entry smuggled into the list of signatures', async () => {
    const files = edited(sealedFiles(), 'Doc_0/Signs/Signatures.xml', (text) =>
      text.replace(
        '</ofd:Signatures>',
        '<ofd:Signature ID="s9" Type="Seal" BaseLoc="/Doc_0/Signs/Sign_9/Signature.xml"/></ofd:Signatures>',
      ),
    );
    const [first, second] = await verify({ bytes: await packageOf(files) }, trust());
    expect(first && stepOf(first, 'REFERENCES')).toMatchObject({
      outcome: 'FAILED',
      reason: { code: 'LIST_CHANGED' },
    });
    expect(second && troubles(second)).toEqual(['STRUCTURE FAILED FILE_MISSING']);
  });
});

describe('a genuine signature carried over to another document', () => {
  it('is not valid there: the files that are shown are not protected', async () => {
    // The signer left out OFD.xml, as some makers do. The forger points it at a document of his own.
    const files = signedFiles(documentFiles(['真实页']), [
      {
        protects: (path) => path !== 'OFD.xml',
        signedValue: (xml) => makeSealSignature({ signer, maker, original: xml }),
      },
    ]);
    files.set(
      'OFD.xml',
      Buffer.from(
        Buffer.from(files.get('OFD.xml') ?? '')
          .toString()
          .replace('Doc_0/Document.xml', 'Doc_9/Document.xml'),
      ),
    );
    files.set('Doc_9/Document.xml', Buffer.from('<Document>伪造</Document>'));
    const verdict = await verifyOne({ bytes: await packageOf(files) }, trust());
    expect(stepOf(verdict, 'REFERENCES').outcome).toBe('PASSED');
    expect(stepOf(verdict, 'COVERAGE')).toMatchObject({
      outcome: 'UNKNOWN',
      detail: '/OFD.xml, /Doc_9/Document.xml',
    });
    expect(verdict.valid).toBe(false);
  });

  it('passes with the files named where the policy only wants them reported', async () => {
    const files = signedFiles(documentFiles(['一页']), [
      {
        protects: (path) => path !== 'OFD.xml',
        signedValue: (xml) => makeSealSignature({ signer, maker, original: xml }),
      },
    ]);
    const verdict = await verifyOne(
      { bytes: await packageOf(files) },
      trust({ policy: { coverage: 'REPORT' } }),
    );
    expect(verdict.valid).toBe(true);
    expect(stepOf(verdict, 'COVERAGE')).toMatchObject({ outcome: 'PASSED', detail: '/OFD.xml' });
  });

  it('cannot hide a page behind a made-up signature entry', async () => {
    const files = signedFiles(documentFiles(['真实页']), [
      {
        protects: (path) => path !== 'OFD.xml' && !path.endsWith('Signatures.xml'),
        signedValue: (xml) => makeSealSignature({ signer, maker, original: xml }),
      },
    ]);
    const list = Buffer.from(files.get('Doc_0/Signs/Signatures.xml') ?? '').toString();
    const entry = '<ofd:Signature ID="s9" Type="Sign" BaseLoc="/Doc_9/Content.xml"/>';
    files.set(
      'Doc_0/Signs/Signatures.xml',
      Buffer.from(list.replace('</ofd:Signatures>', `${entry}</ofd:Signatures>`)),
    );
    files.set(
      'Doc_9/Content.xml',
      Buffer.from('<Signature><SignedInfo/><SignedValue>/Doc_9/Page.xml</SignedValue></Signature>'),
    );
    files.set('Doc_9/Page.xml', Buffer.from('<Page>伪造</Page>'));
    const [first] = await verify({ bytes: await packageOf(files) }, trust());
    expect(first && stepOf(first, 'COVERAGE').detail).toContain('/Doc_9/Page.xml');
    expect(first?.valid).toBe(false);
  });
});

describe('seals and signers that do not belong together', () => {
  const original = Buffer.from('original');
  const given = { name: 'o', bytes: original };

  it('a signer whom the seal does not list', async () => {
    const bytes = makeSealSignature({ signer: otherSigner, maker, original, seal: { signers: [signer] } });
    expect(troubles(await verifyOne({ bytes, original: given }, trust()))).toEqual([
      'SIGNER_LISTED FAILED SIGNER_NOT_LISTED',
    ]);
  });

  it('a seal that its stated maker did not sign', async () => {
    const sealDer = makeSeal({ ...maker, key: otherSigner.key }, { signers: [signer] });
    const bytes = makeSealSignature({ signer, maker, original, sealDer });
    expect(troubles(await verifyOne({ bytes, original: given }, trust()))).toEqual([
      'SEAL_SIGNATURE FAILED SEAL_BROKEN',
    ]);
  });

  it('a seal file beside the signature that shows another seal', async () => {
    const files = sealedFiles();
    files.set('Doc_0/Signs/Sign_0/Seal.esl', makeSeal(maker, { signers: [signer], name: '虚构市另一个章' }));
    const found = troubles(await verifyOne({ bytes: await packageOf(files) }, trust()));
    expect(found).toContain('EMBEDDED_SEAL FAILED SEAL_DIFFERS');
    expect(found).toContain('REFERENCES FAILED REFERENCE_CHANGED');
  });

  it('a signature made with an empty signer id, as plain OpenSSL makes it', async () => {
    const bytes = makeSealSignature({ signer, maker, original, userId: '' });
    expect(troubles(await verifyOne({ bytes, original: given }, trust()))).toEqual([
      'SIGNATURE_VALUE FAILED SIGNATURE_BROKEN',
    ]);
  });

  it.each([
    ['versions that differ', { version: 5 }, 'STRUCTURE FAILED VERSIONS_DIFFER'],
    ['a version nobody knows', { version: 9, seal: { version: 9 } }, 'STRUCTURE FAILED VERSION_UNKNOWN'],
    [
      'a layout that the version denies',
      { version: 2, seal: { version: 2 } },
      'STRUCTURE FAILED VERSIONS_DIFFER',
    ],
    [
      'another signature method',
      { algorithm: '1.2.840.113549.1.1.11' },
      'SIGNATURE_VALUE FAILED ALGORITHM_UNSUPPORTED',
    ],
    [
      'a critical extension nobody knows',
      { seal: { criticalExtension: '1.2.3.4' } },
      'STRUCTURE UNKNOWN EXTENSION_CRITICAL',
    ],
  ])('%s', async (_, wish, trouble) => {
    const bytes = makeSealSignature({ signer, maker, original, ...wish });
    const verdict = await verifyOne({ bytes, original: given }, trust());
    expect(troubles(verdict)).toEqual([trouble]);
    expect(verdict.valid).toBe(false);
  });
});

describe('digests that prove nothing', () => {
  it.each([null, 'MD5', 'SHA1'])('CheckMethod %s is refused', async (checkMethod) => {
    const files = signedFiles(documentFiles(['一页']), [
      { checkMethod, signedValue: (xml) => makeSealSignature({ signer, maker, original: xml }) },
    ]);
    const verdict = await verifyOne({ bytes: await packageOf(files) }, trust());
    expect(troubles(verdict)).toEqual(['REFERENCES FAILED REFERENCE_METHOD_REFUSED']);
  });

  it('a signature that protects nothing is refused', async () => {
    const files = signedFiles(documentFiles(['一页']), [
      { protects: () => false, signedValue: (xml) => makeSealSignature({ signer, maker, original: xml }) },
    ]);
    expect(troubles(await verifyOne({ bytes: await packageOf(files) }, trust()))).toContain(
      'REFERENCES FAILED REFERENCES_EMPTY',
    );
  });

  it('SignedData over something else is refused', async () => {
    const files = signedFiles(documentFiles(['一页']), [
      {
        type: 'Sign',
        signedValue: () => makeSignedData({ signer, issuer: authority, content: Buffer.from('else') }),
      },
    ]);
    const verdict = await verifyOne({ bytes: await packageOf(files) }, trust());
    expect(troubles(verdict)).toEqual(['ORIGINAL_DIGEST FAILED ORIGINAL_DIFFERS']);
  });

  it('SignedData that carry and sign something else than the package holds are refused', async () => {
    const files = signedFiles(documentFiles(['一页']), [
      {
        type: 'Sign',
        signedValue: () =>
          makeSignedData({ signer, issuer: authority, content: Buffer.from('else'), attached: true }),
      },
    ]);
    const verdict = await verifyOne({ bytes: await packageOf(files) }, trust());
    expect(troubles(verdict)).toEqual(['ORIGINAL_DIGEST FAILED ORIGINAL_DIFFERS']);
  });

  it('SignedData that carry certificates but not the one they name are refused', async () => {
    const stranger = { ...signer, certificate: otherSigner.certificate };
    const files = signedFiles(documentFiles(['一页']), [
      {
        type: 'Sign',
        signedValue: (xml) => makeSignedData({ signer: stranger, issuer: authority, content: xml }),
      },
    ]);
    const verdict = await verifyOne({ bytes: await packageOf(files) }, trust());
    expect(troubles(verdict)).toEqual(['STRUCTURE FAILED ASN1_NOT_AS_EXPECTED']);
  });

  it('SignedData with certificates in the place of revocation lists are refused', async () => {
    const files = signedFiles(documentFiles(['一页']), [
      {
        type: 'Sign',
        signedValue: (xml) => {
          const data = Buffer.from(makeSignedData({ signer, issuer: authority, content: xml }));
          const certificates = data.indexOf(signer.certificate) - 4;
          data.writeUInt8(0xa1, certificates);
          return data;
        },
      },
    ]);
    const verdict = await verifyOne({ bytes: await packageOf(files) }, trust({ signers: [signer] }));
    expect(troubles(verdict)).toEqual(['STRUCTURE FAILED ASN1_NOT_AS_EXPECTED']);
  });

  it('SignedData that carry another content than they signed are refused', async () => {
    const files = signedFiles(documentFiles(['一页']), [
      {
        type: 'Sign',
        signedValue: (xml) =>
          makeSignedData({
            signer,
            issuer: authority,
            content: Buffer.from('else'),
            attached: true,
            inside: xml,
          }),
      },
    ]);
    const verdict = await verifyOne({ bytes: await packageOf(files) }, trust());
    expect(troubles(verdict)).toEqual(['ORIGINAL_DIGEST FAILED ORIGINAL_DIFFERS']);
  });

  it('a plain signature listed as a seal is refused', async () => {
    const files = signedFiles(documentFiles(['一页']), [
      { type: 'Seal', signedValue: (xml) => makeBareValue(signer, xml) },
    ]);
    const verdict = await verifyOne({ bytes: await packageOf(files) }, trust({ signers: [signer] }));
    expect(troubles(verdict)).toEqual(['STRUCTURE FAILED SEAL_MISSING']);
  });

  it('the untouched package is valid', async () => {
    expect((await verifyOne({ bytes: await sealedPackage() }, trust())).valid).toBe(true);
  });
});
