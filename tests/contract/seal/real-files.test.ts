import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  judgeSeals,
  type SealFile,
  type SealStepName,
  type SealVerdict,
  type TrustSettings,
} from '../../../catalog/seal/index.js';
import { openSealReader, trustOf, type OpenSealReader } from '../../../connectors/seal/index.js';
import { parseDer } from '../../../connectors/seal/der.js';
import { sealLimits } from '../../../connectors/seal/limits.js';
import { readSealSignature } from '../../../connectors/seal/ses-signature.js';
import { pkcs12Certificate } from '../../support/seal-ca/pkcs12.js';

/** Public test files with outcomes that an independent reader established. They are not part of this repository. */
const folder = new URL('../../../../shared/data/seals/', import.meta.url);
const present = existsSync(folder);
const load = (name: string) => readFileSync(new URL(name, folder));

// Steps that the outcomes table has columns for: sig, seal, hash, refs, list.
const five: readonly SealStepName[] = [
  'SIGNATURE_VALUE',
  'SEAL_SIGNATURE',
  'ORIGINAL_DIGEST',
  'REFERENCES',
  'SIGNER_LISTED',
];
const today = new Date('2026-11-21T00:00:00Z');

describe.skipIf(!present)(
  `real seals and signatures${present ? '' : ' (../shared/data/seals is not here)'}`,
  () => {
    let reader: OpenSealReader;
    beforeAll(async () => {
      reader = await openSealReader({ workers: 1 });
    });
    afterAll(() => reader.close());

    let known: TrustSettings | undefined;
    const settings = () => (known ??= ownTrust());
    const ownTrust = () => {
      const anchors = [{ name: 'ROOT', bytes: pkcs12Certificate(load('ROOT.p12'), '123456') }];
      const user = readSealSignature(parseDer(load('SignedValueV4.dat'), sealLimits)).signer;
      return trustOf({ anchors, signers: [{ name: 'USER', bytes: user.der }] });
    };

    async function judged(
      name: string,
      original?: string,
      now = today,
      trusted = settings(),
    ): Promise<readonly SealVerdict[]> {
      const file: SealFile = {
        name,
        bytes: load(name),
        ...(original === undefined ? {} : { original: { name: original, bytes: load(original) } }),
      };
      const [reading] = await reader.read([file], { trust: trusted });
      if (reading === undefined) throw new Error('nothing was read');
      return judgeSeals(reading, trusted, now);
    }

    const outcomes = (verdict: SealVerdict | undefined, names: readonly SealStepName[]) =>
      names.map((name) => verdict?.steps.find((step) => step.name === name)?.outcome);
    const step = (verdict: SealVerdict | undefined, name: SealStepName) =>
      verdict?.steps.find((one) => one.name === name);
    const allPassed = five.map(() => 'PASSED');

    it.each(['UserV1.esl', 'UserV4.esl'])('%s: seal OK, in its own time', async (name) => {
      const [then] = await judged(name, undefined, new Date('2021-01-01T00:00:00Z'));
      expect(then).toMatchObject({ kind: 'SEAL', valid: true });
      const [now] = await judged(name);
      expect(now).toMatchObject({ valid: false, validWhenSealed: true, validNow: false });
      expect(outcomes(now, ['SEAL_SIGNATURE', 'MAKER_CERTIFICATE', 'SEAL_PERIOD'])).toEqual([
        'PASSED',
        'PASSED',
        'FAILED',
      ]);
    });

    it("UserV5.esl: seal OK by signature, but the maker's certificate had expired before it was made", async () => {
      const [verdict] = await judged('UserV5.esl');
      expect(outcomes(verdict, ['SEAL_SIGNATURE', 'SEAL_PERIOD', 'MAKER_CERTIFICATE'])).toEqual([
        'PASSED',
        'PASSED',
        'FAILED',
      ]);
      expect(step(verdict, 'MAKER_CERTIFICATE')?.reason.code).toBe('CERTIFICATE_EXPIRED');
      expect(verdict?.valid).toBe(false);
    });

    it('SignedValueV4.dat: sig, seal, list OK; the digest of the original is 32 zero bytes and fails', async () => {
      const [verdict] = await judged('SignedValueV4.dat', 'Signature.xml');
      expect(
        outcomes(verdict, ['SIGNATURE_VALUE', 'SEAL_SIGNATURE', 'SIGNER_LISTED', 'ORIGINAL_DIGEST']),
      ).toEqual(['PASSED', 'PASSED', 'PASSED', 'FAILED']);
    });

    it('V4RideRight.ofd: fully valid, and told apart from valid today', async () => {
      const [verdict] = await judged('V4RideRight.ofd');
      expect(outcomes(verdict, five)).toEqual(allPassed);
      expect(verdict).toMatchObject({ valid: true, validWhenSealed: true, validNow: false });
      expect(verdict?.signedAt).toEqual(new Date('2021-05-19T12:53:44Z'));
      const [then] = await judged('V4RideRight.ofd', undefined, new Date('2021-06-01T00:00:00Z'));
      expect(then?.validNow).toBe(true);
    });

    it('V4RideRight.ofd without an anchor: right in every number, and still not believed', async () => {
      const nobody = trustOf({ anchors: [] });
      const [verdict] = await judged('V4RideRight.ofd', undefined, today, nobody);
      expect(outcomes(verdict, five)).toEqual(allPassed);
      expect(outcomes(verdict, ['SIGNER_CERTIFICATE', 'MAKER_CERTIFICATE'])).toEqual(['UNKNOWN', 'UNKNOWN']);
      expect(verdict?.valid).toBe(false);
    });

    it('SESV4SignDoc.ofd: all five OK, but signed after seal and certificate had ended', async () => {
      const [verdict] = await judged('SESV4SignDoc.ofd');
      expect(outcomes(verdict, five)).toEqual(allPassed);
      expect(outcomes(verdict, ['SEAL_PERIOD', 'SIGNER_CERTIFICATE', 'SIGNING_TIME'])).toEqual([
        'FAILED',
        'FAILED',
        'FAILED',
      ]);
      expect(verdict).toMatchObject({ valid: false, validWhenSealed: false });
    });

    it.each(['999.ofd', 'draw_param_ref.ofd'])('%s: all five OK, no anchor at hand', async (name) => {
      const [verdict] = await judged(name);
      expect(outcomes(verdict, five)).toEqual(allPassed);
      expect(outcomes(verdict, ['SIGNER_CERTIFICATE', 'MAKER_CERTIFICATE'])).toEqual(['UNKNOWN', 'UNKNOWN']);
      expect(verdict?.valid).toBe(false);
    });

    it('h.ofd: two seals; the second changed the list of signatures, which is explained', async () => {
      const [first, second] = await judged('h.ofd');
      expect(outcomes(first, five)).toEqual(allPassed);
      expect(step(first, 'REFERENCES')).toMatchObject({
        reason: { code: 'LIST_EXTENDED_LATER' },
        detail: '/Doc_0/Signs/Signatures.xml',
      });
      expect(outcomes(second, five)).toEqual(allPassed);
      expect(step(second, 'REFERENCES')?.reason.code).toBe('REFERENCES_MATCH');
    });

    it("DigitalSign.ofd: a bare value, right with USER's key", async () => {
      const [verdict] = await judged('DigitalSign.ofd');
      expect(verdict).toMatchObject({ kind: 'SIGNATURE', valid: true, signer: 'Test Certificate' });
      const [unknown] = await judged('DigitalSign.ofd', undefined, today, trustOf({ anchors: [] }));
      expect(step(unknown, 'SIGNATURE_VALUE')?.outcome).toBe('UNKNOWN');
    });

    it('testImageNotFound.ofd: two GB/T 35275 signatures; values, digests and references OK', async () => {
      const verdicts = await judged('testImageNotFound.ofd');
      expect(verdicts.map(({ kind }) => kind)).toEqual(['SIGNATURE', 'SIGNATURE']);
      for (const verdict of verdicts) {
        expect(outcomes(verdict, ['SIGNATURE_VALUE', 'ORIGINAL_DIGEST', 'REFERENCES'])).toEqual([
          'PASSED',
          'PASSED',
          'PASSED',
        ]);
        expect(outcomes(verdict, ['SIGNER_CERTIFICATE'])).toEqual(['UNKNOWN']);
        expect(verdict.signedAt).toEqual(new Date('2022-11-01T09:22:33Z'));
      }
    });

    it('helloworld.ofd: not signed', async () => {
      expect(await judged('helloworld.ofd')).toEqual([]);
    });

    it('zhejiang-tax-2020: sig, seal, hash, list OK; the references need the package', async () => {
      const [verdict] = await judged('zhejiang-tax-2020/SignedValue.dat', 'zhejiang-tax-2020/Signature.xml');
      expect(outcomes(verdict, five)).toEqual(['PASSED', 'PASSED', 'PASSED', 'UNKNOWN', 'PASSED']);
      expect(outcomes(verdict, ['SEAL_PERIOD', 'SIGNING_TIME'])).toEqual(['PASSED', 'PASSED']);
      expect(verdict?.seal?.name).toBe('国家税务总局浙江省税务局');
    });
  },
);
