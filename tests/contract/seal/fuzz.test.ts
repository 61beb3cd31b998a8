import { describe, expect, it } from 'vitest';
import { judgeSeals } from '../../../catalog/seal/index.js';
import {
  authority,
  der,
  documentFiles,
  makeBareValue,
  makeSeal,
  makeSealSignature,
  makeSignedData,
  makeTimeStamp,
  maker,
  now,
  random,
  rawZip,
  reading,
  signedFiles,
  signer,
  stampAuthority,
  trust,
} from '../../support/seal-ca/index.js';

/** 200,000 inputs with TONGBAN_LONG=1, two thousand otherwise. */
const long = process.env.TONGBAN_LONG === '1';
const inputs = long ? 200_000 : 2_000;
const firstSeed = 20_261_121;

const settings = trust({ signers: [signer] });
const original = Buffer.from('the protected original');
const stamp = (signature: Uint8Array) =>
  makeTimeStamp(stampAuthority, authority, signature, new Date('2026-03-04T05:10:00Z'));
const seal = makeSeal(maker, { signers: [signer] });
const files = signedFiles(documentFiles(['一页']), [
  { seal, signedValue: (xml) => makeSealSignature({ signer, maker, original: xml, sealDer: seal }) },
  { type: 'Sign', signedValue: (xml) => makeSignedData({ signer, issuer: authority, content: xml }) },
]);

const corpus: readonly Buffer[] = [
  makeSealSignature({ signer, maker, original, seal: { layout: 'V1' } }),
  makeSealSignature({ signer, maker, original, stamp }),
  makeSealSignature({ signer, maker, original, seal: { layout: 'V5', byDigest: true } }),
  makeSignedData({ signer, issuer: authority, content: original }),
  makeBareValue(signer, original),
  makeSeal(maker, { layout: 'V1', signers: [signer] }),
  makeSeal(maker, { layout: 'V5', signers: [signer], stamp }),
];

type Dice = () => number;
const pick = <Item>(dice: Dice, items: readonly Item[]): Item =>
  items[Math.floor(dice() * items.length)] as Item;

/** Cuts, doubles, swaps, splices and overwrites; values that decide something in DER, ZIP and XML come up more often. */
function mutated(dice: Dice, source: Uint8Array): Buffer {
  let bytes = Buffer.from(source);
  const rounds = 1 + Math.floor(dice() * 4);
  for (let round = 0; round < rounds; round += 1) {
    const at = Math.floor(dice() * (bytes.length + 1));
    const length = Math.floor(dice() * dice() * 64);
    const [before, middle, after] = [
      bytes.subarray(0, at),
      bytes.subarray(at, at + length),
      bytes.subarray(at + length),
    ];
    const telling = Buffer.from([
      pick(dice, [0, 1, 0x02, 0x04, 0x30, 0x31, 0x7f, 0x80, 0x81, 0x82, 0x84, 0xa0, 0xff, 0x3c, 0x26]),
    ]);
    const noise = Buffer.from(Array.from({ length }, () => Math.floor(dice() * 256)));
    bytes = pick(dice, [
      () => Buffer.concat([before, telling, bytes.subarray(at + 1)]),
      () => Buffer.concat([before, noise, after]),
      () => Buffer.concat([before, after]),
      () => Buffer.concat([before, middle, middle, after]),
      () => Buffer.concat([before, telling, middle, after]),
      () => Buffer.concat([before, Buffer.from(pick(dice, corpus)).subarray(0, length), after]),
      () => before,
    ])();
  }
  return bytes;
}

/** DER of any shape: what parses, but means nothing. */
function arbitraryDer(dice: Dice, depth: number): Buffer {
  const kind = dice();
  if (depth === 0 || kind < 0.3)
    return der.element(
      pick(dice, [2, 3, 4, 5, 6, 12, 22, 23, 24]),
      Buffer.from(Array.from({ length: Math.floor(dice() * 12) }, () => Math.floor(dice() * 256))),
    );
  const children = Array.from({ length: Math.floor(dice() * 6) }, () => arbitraryDer(dice, depth - 1));
  return der.element(pick(dice, [0x30, 0x31, 0xa0]), ...children);
}

const xmlPieces = [
  '<ofd:Signature ID="s1" BaseLoc="/a"/>',
  '<a>',
  '</a>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '&amp;',
  '&x;',
  '<!DOCTYPE',
  '"',
  '/..',
  '../',
  '\0',
  '<?x',
  '?>',
  ' xmlns:a="b"',
  '<References>',
];

function mutatedPackage(dice: Dice): Buffer {
  const path = pick(dice, [...files.keys()]);
  const bytes = Buffer.from(files.get(path) ?? Buffer.alloc(0));
  const at = Math.floor(dice() * bytes.length);
  const changed =
    path.endsWith('.xml') && dice() < 0.5
      ? Buffer.concat([bytes.subarray(0, at), Buffer.from(pick(dice, xmlPieces)), bytes.subarray(at)])
      : mutated(dice, bytes);
  return rawZip(
    [...new Map(files).set(path, changed)].map(([name, content]) => ({
      name,
      bytes: content,
      deflate: dice() < 0.1,
    })),
  );
}

const whole = rawZip([...files].map(([name, bytes]) => ({ name, bytes, deflate: name.endsWith('.xml') })));

function input(dice: Dice): Buffer {
  const kind = dice();
  if (kind < 0.4) return mutated(dice, pick(dice, corpus));
  if (kind < 0.5) return arbitraryDer(dice, 6);
  if (kind < 0.75) return mutatedPackage(dice);
  return mutated(dice, whole);
}

describe(`${inputs} damaged inputs to the ASN.1, ZIP, XML and OFD readers`, () => {
  it(
    'never crash, never hang, and never pass for sound',
    async () => {
      const sound = new Set<string>();
      for (const bytes of [...corpus, whole])
        sound.add(
          JSON.stringify(await reading({ bytes, original: { name: 'o', bytes: original } }, settings)),
        );
      const falsePasses: string[] = [];
      let slowest = { seed: 0, milliseconds: 0 };
      let readable = 0;
      for (let seed = firstSeed; seed < firstSeed + inputs; seed += 1) {
        const bytes = input(random(seed));
        // Processor time, not the clock: this machine may be doing other things as well.
        const began = process.cpuUsage();
        const read = await reading({ bytes, original: { name: 'o', bytes: original } }, settings);
        const { user, system } = process.cpuUsage(began);
        const milliseconds = (user + system) / 1000;
        if (milliseconds > slowest.milliseconds) slowest = { seed, milliseconds };
        if (read.state === 'READ') readable += 1;
        const verdicts = judgeSeals(read, settings, now);
        const passes = verdicts.length > 0 && verdicts.every(({ valid }) => valid);
        // A change in a part that means nothing (a time stamp of the ZIP directory) leaves the same facts behind.
        if (passes && !sound.has(JSON.stringify(read))) falsePasses.push(`seed ${seed}`);
      }
      expect(falsePasses).toEqual([]);
      expect(slowest.milliseconds, `seed ${slowest.seed}`).toBeLessThan(1_000);
      // The inputs are worth something only if many get past the first door.
      expect(readable).toBeGreaterThan(inputs / 20);
    },
    long ? 7_200_000 : 60_000,
  );
});
