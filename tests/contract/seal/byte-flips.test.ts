import { describe, expect, it } from 'vitest';
import type { SealFile, TrustSettings } from '../../../catalog/seal/index.js';
import {
  authority,
  documentFiles,
  makeBareValue,
  makeSeal,
  makeSealSignature,
  makeSignedData,
  maker,
  packageOf,
  reading,
  signedFiles,
  signer,
  trust,
  troubles,
  verify,
} from '../../support/seal-ca/index.js';

/** Every byte with TONGBAN_LONG=1, every eleventh otherwise. The masks flip a low, a high and every bit. */
const long = process.env.TONGBAN_LONG === '1';
const step = long ? 1 : 11;
const masks = long ? [0x01, 0x80, 0xff] : [0x01];

function* flips(bytes: Uint8Array, phase: number): Generator<{ at: number; mask: number; flipped: Buffer }> {
  for (let at = phase % step; at < bytes.length; at += step) {
    for (const mask of masks) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ mask;
      yield { at, mask, flipped };
    }
  }
}

async function verdictOn(file: Pick<SealFile, 'bytes' | 'original'>, settings: TrustSettings) {
  const verdicts = await verify(file, settings);
  const failed = verdicts.flatMap(troubles).some((trouble) => trouble.includes(' FAILED '));
  const passed = verdicts.length > 0 && verdicts.every(({ valid }) => valid);
  return passed ? 'PASSED' : failed ? 'FAILED' : 'UNDECIDED';
}

const settings = trust({ signers: [signer] });
const document = documentFiles(['一页']);
const seal = makeSeal(maker, { signers: [signer] });
const sealed = signedFiles(document, [
  { seal, signedValue: (xml) => makeSealSignature({ signer, maker, original: xml, sealDer: seal }) },
]);
const sealedTwice = signedFiles(document, [
  { seal, signedValue: (xml) => makeSealSignature({ signer, maker, original: xml, sealDer: seal }) },
  { type: 'Sign', signedValue: (xml) => makeSignedData({ signer, issuer: authority, content: xml }) },
]);
const bare = signedFiles(document, [{ type: 'Sign', signedValue: (xml) => makeBareValue(signer, xml) }]);

describe(`any single byte flipped in the signed parts gives a FAILED step (${long ? 'every byte' : 'a sample'})`, () => {
  const packages = {
    'a sealed package': sealed,
    'a package with two signatures': sealedTwice,
    'a bare value': bare,
  };

  for (const [name, files] of Object.entries(packages)) {
    it(
      `of ${name}`,
      async () => {
        expect(await verdictOn({ bytes: await packageOf(files, false) }, settings)).toBe('PASSED');
        const survivors: string[] = [];
        let phase = 0;
        for (const [path, bytes] of files) {
          phase += 1;
          for (const { at, mask, flipped } of flips(bytes, phase)) {
            const changed = new Map(files).set(path, flipped);
            const outcome = await verdictOn({ bytes: await packageOf(changed, false) }, settings);
            if (outcome !== 'FAILED') survivors.push(`${path} @${at} ^${mask}: ${outcome}`);
          }
        }
        expect(survivors).toEqual([]);
      },
      long ? 3_600_000 : 60_000,
    );
  }

  it.each(['V1', 'V4', 'V5'] as const)(
    'of a detached signature, layout %s, and of its original',
    async (layout) => {
      const original = { name: 'o', bytes: Buffer.from('the protected original') };
      const bytes = makeSealSignature({ signer, maker, original: original.bytes, seal: { layout } });
      expect(await verdictOn({ bytes, original }, settings)).toBe('PASSED');
      const survivors: string[] = [];
      for (const { at, mask, flipped } of flips(bytes, 4)) {
        const outcome = await verdictOn({ bytes: flipped, original }, settings);
        if (outcome !== 'FAILED') survivors.push(`@${at} ^${mask}: ${outcome}`);
      }
      for (const { at, flipped } of flips(original.bytes, 0)) {
        const outcome = await verdictOn({ bytes, original: { name: 'o', bytes: flipped } }, settings);
        if (outcome !== 'FAILED') survivors.push(`original @${at}: ${outcome}`);
      }
      expect(survivors).toEqual([]);
    },
    long ? 3_600_000 : 60_000,
  );

  it(
    'of a seal alone',
    async () => {
      const survivors: string[] = [];
      for (const layout of ['V1', 'V4'] as const) {
        const bytes = makeSeal(maker, { layout, signers: [signer] });
        for (const { at, mask, flipped } of flips(bytes, 2)) {
          const outcome = await verdictOn({ bytes: flipped }, settings);
          // Layout V4 leaves the maker's certificate outside the maker's signature: if the name of its issuer changes,
          // nobody is known by that name, which is undecided and not valid.
          const from = bytes.indexOf(maker.certificate);
          const insideCertificate = layout === 'V4' && at >= from && at < from + maker.certificate.length;
          if (outcome === 'PASSED' || (outcome !== 'FAILED' && !insideCertificate))
            survivors.push(`${layout} @${at} ^${mask}: ${outcome}`);
        }
      }
      expect(survivors).toEqual([]);
    },
    long ? 3_600_000 : 60_000,
  );
});

describe('any single byte flipped anywhere in the package', () => {
  it(
    'either changes nothing that is read, or the package is not valid',
    async () => {
      const bytes = await packageOf(sealed, true);
      const untouched = await reading({ bytes }, settings);
      const survivors: string[] = [];
      for (const { at, mask, flipped } of flips(bytes, 5)) {
        const outcome = await verdictOn({ bytes: flipped }, settings);
        if (outcome !== 'PASSED') continue;
        const same =
          JSON.stringify(await reading({ bytes: flipped }, settings)) === JSON.stringify(untouched);
        if (!same) survivors.push(`@${at} ^${mask}`);
      }
      expect(survivors).toEqual([]);
    },
    long ? 3_600_000 : 60_000,
  );
});
