import { describe, expect, it } from 'vitest';
import { sealStepNames } from '../../../catalog/seal/index.js';
import {
  documentFiles,
  makeBareValue,
  makeSeal,
  makeSealSignature,
  makeSignedData,
  maker,
  authority,
  packageOf,
  signedFiles,
  signer,
  stepOf,
  troubles,
  trust,
  verify,
  verifyOne,
  type Layout,
} from '../../support/seal-ca/index.js';

const original = Buffer.from('the protected original');
const layouts: readonly Layout[] = ['V1', 'V4', 'V5'];

describe('a sound seal signature', () => {
  for (const layout of layouts) {
    it(`of layout ${layout} with its original passes every step that applies`, async () => {
      const bytes = makeSealSignature({ signer, maker, original, seal: { layout } });
      const verdict = await verifyOne(
        { bytes, original: { name: 'original.bin', bytes: original } },
        trust(),
      );
      expect(troubles(verdict)).toEqual([]);
      expect(verdict).toMatchObject({ kind: 'SEAL', valid: true, validWhenSealed: true, validNow: true });
      expect(verdict.steps.map(({ name }) => name)).toEqual(sealStepNames);
      expect(verdict.seal).toMatchObject({ name: '虚构市审批局（测试章）', maker: '虚构印章制作系统' });
      expect(verdict.signedAt).toEqual(new Date('2026-03-04T05:06:07Z'));
    });

    it(`of layout ${layout} inside an OFD package passes every step that applies`, async () => {
      const seal = makeSeal(maker, { layout, signers: [signer] });
      const files = signedFiles(documentFiles(['第一页', '第二页']), [
        {
          seal,
          signedValue: (xml) =>
            makeSealSignature({ signer, maker, original: xml, sealDer: seal, seal: { layout } }),
        },
      ]);
      const verdict = await verifyOne({ bytes: await packageOf(files) }, trust());
      expect(troubles(verdict)).toEqual([]);
      expect(verdict.valid).toBe(true);
      const applied = verdict.steps.filter(({ outcome }) => outcome === 'PASSED').map(({ name }) => name);
      expect(applied).toEqual(sealStepNames.filter((name) => name !== 'TIME_STAMP' && name !== 'COMPETENCE'));
    });

    it(`of layout ${layout} alone as a seal is judged by the maker and the period`, async () => {
      const verdict = await verifyOne({ bytes: makeSeal(maker, { layout, signers: [signer] }) }, trust());
      expect(verdict).toMatchObject({ kind: 'SEAL', valid: true, signer: null, signedAt: null });
      const applied = verdict.steps.filter(({ outcome }) => outcome === 'PASSED').map(({ name }) => name);
      expect(applied).toEqual(['STRUCTURE', 'SEAL_SIGNATURE', 'SEAL_PERIOD', 'MAKER_CERTIFICATE']);
    });
  }

  it('lists its signer by digest as well as by certificate', async () => {
    const bytes = makeSealSignature({ signer, maker, original, seal: { byDigest: true } });
    const verdict = await verifyOne({ bytes, original: { name: 'o', bytes: original } }, trust());
    expect(troubles(verdict)).toEqual([]);
  });
});

describe('a sound plain signature', () => {
  const document = documentFiles(['一页']);

  it('as GB/T 35275 SignedData passes every step that applies', async () => {
    const files = signedFiles(document, [
      { type: 'Sign', signedValue: (xml) => makeSignedData({ signer, issuer: authority, content: xml }) },
    ]);
    const verdict = await verifyOne({ bytes: await packageOf(files) }, trust());
    expect(troubles(verdict)).toEqual([]);
    expect(verdict).toMatchObject({ kind: 'SIGNATURE', valid: true, seal: null, signer: '虚构市审批局' });
    expect(stepOf(verdict, 'SEAL_SIGNATURE')).toMatchObject({
      outcome: 'SKIPPED',
      reason: { code: 'NO_SEAL' },
    });
  });

  it('finds the way to the anchor with the certificates it carries', async () => {
    const files = signedFiles(document, [
      {
        type: 'Sign',
        signedValue: (xml) =>
          makeSignedData({ signer, issuer: authority, content: xml, carried: [authority] }),
      },
    ]);
    const verdict = await verifyOne({ bytes: await packageOf(files) }, trust({ intermediates: [] }));
    expect(troubles(verdict)).toEqual([]);
  });

  it.each([{ attributes: false }, { attached: true }])('as SignedData with %o passes', async (wish) => {
    const files = signedFiles(document, [
      {
        type: 'Sign',
        signedValue: (xml) => makeSignedData({ signer, issuer: authority, content: xml, ...wish }),
      },
    ]);
    const verdict = await verifyOne({ bytes: await packageOf(files) }, trust());
    expect(troubles(verdict)).toEqual([]);
  });

  const bare = signedFiles(document, [{ type: 'Sign', signedValue: (xml) => makeBareValue(signer, xml) }]);

  it('as a bare value passes once the signer is known, and takes its time from Signature.xml', async () => {
    const verdict = await verifyOne({ bytes: await packageOf(bare) }, trust({ signers: [signer] }));
    expect(troubles(verdict)).toEqual([]);
    expect(verdict.signedAt).toEqual(new Date('2026-03-04T05:06:07Z'));
  });

  it('as a bare value is undecided while nobody knows the signer', async () => {
    const verdict = await verifyOne({ bytes: await packageOf(bare) }, trust());
    expect(verdict.valid).toBe(false);
    expect(stepOf(verdict, 'SIGNATURE_VALUE')).toMatchObject({
      outcome: 'UNKNOWN',
      reason: { code: 'SIGNER_UNKNOWN' },
    });
  });

  it('as a bare value of somebody else is refused', async () => {
    const verdict = await verifyOne({ bytes: await packageOf(bare) }, trust({ signers: [maker] }));
    expect(troubles(verdict)[0]).toBe('SIGNATURE_VALUE FAILED NOT_BY_GIVEN_SIGNERS');
  });
});

describe('what is not signed, or not at hand', () => {
  it('an unsigned package has no verdict: not an error, and not valid', async () => {
    const files = documentFiles(['一页']);
    const entry = Buffer.from(files.get('OFD.xml') ?? '').toString();
    files.set('OFD.xml', Buffer.from(entry.replace(/<ofd:Signatures>.*<\/ofd:Signatures>/, '')));
    expect(await verify({ bytes: await packageOf(files) }, trust())).toEqual([]);
  });

  it('a signature without its original is undecided', async () => {
    const verdict = await verifyOne({ bytes: makeSealSignature({ signer, maker, original }) }, trust());
    expect(troubles(verdict)).toEqual(['ORIGINAL_DIGEST UNKNOWN ORIGINAL_ABSENT']);
    expect(verdict.valid).toBe(false);
  });

  it('a Signature.xml without its package leaves the listed files undecided', async () => {
    let xml: Uint8Array = Buffer.alloc(0);
    let value: Uint8Array = Buffer.alloc(0);
    signedFiles(documentFiles(['一页']), [
      {
        signedValue: (bytes) => {
          xml = bytes;
          value = makeSealSignature({ signer, maker, original: bytes });
          return value;
        },
      },
    ]);
    const verdict = await verifyOne(
      { bytes: value, original: { name: 'Signature.xml', bytes: xml } },
      trust(),
    );
    expect(troubles(verdict)).toEqual(['REFERENCES UNKNOWN REFERENCES_WITHOUT_PACKAGE']);
  });

  it('without an anchor nothing is believed, however right the arithmetic', async () => {
    const bytes = makeSealSignature({ signer, maker, original });
    const verdict = await verifyOne(
      { bytes, original: { name: 'o', bytes: original } },
      trust({ anchors: [], intermediates: [] }),
    );
    expect(verdict).toMatchObject({ valid: false, validWhenSealed: false, validNow: false });
    expect(troubles(verdict)).toEqual([
      'MAKER_CERTIFICATE UNKNOWN TRUST_ANCHOR_MISSING',
      'SIGNER_CERTIFICATE UNKNOWN TRUST_ANCHOR_MISSING',
    ]);
  });
});
