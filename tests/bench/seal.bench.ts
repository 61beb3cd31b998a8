import { monitorEventLoopDelay } from 'node:perf_hooks';
import { sm2 } from 'sm-crypto-v2';
import { judgeSeals, type SealFile } from '../../catalog/seal/index.js';
import { openSealReader } from '../../connectors/seal/index.js';
import { verifySm2 } from '../../connectors/seal/sm2.js';
import {
  documentFiles,
  makeSeal,
  makeSealSignature,
  maker,
  now,
  packageOf,
  random,
  sign,
  signedFiles,
  signer,
  sm2Key,
  trust,
} from '../support/seal-ca/index.js';
import type { BenchTable } from './bench-table.js';

const settings = trust();
const seal = makeSeal(maker, { signers: [signer] });
/** The signer's over TBS_Sign and the maker's over the seal; certificates are checked once and remembered. */
const verificationsPerFile = 2;

/**
 * What a seal costs. Compare the ratios, not the figures of different runs: the library alone is measured in the same
 * run, on the same messages, in one thread.
 */
export async function sealBench(): Promise<BenchTable> {
  const [bare = 0, fresh = 0, few = 0] = inTurn([bareLibrary(), ownCheck(600), ownCheck(4)]);
  const rows: string[][] = [['library alone, one thread', perSecond(bare), '1.00', '']];
  const row = (name: string, rate: number, wanted = '') =>
    rows.push([name, perSecond(rate), (rate / bare).toFixed(2), wanted]);
  row('our check, keys never seen before, one thread', fresh, '≥ 0.90');
  row('our check, few keys, one thread', few, '≥ 0.90');
  for (const workers of [1, 2]) {
    const rate = await wholeFiles(workers, 1_200);
    row(
      `whole seal signatures, ${workers} worker(s), verifications`,
      rate * verificationsPerFile,
      workers === 1 ? '≥ 0.90' : 'scales',
    );
  }
  rows.push(['whole seal signatures kept in the cache', perSecond(await cached(30_000)), '', '≥ 10,000/s']);
  rows.push(['OFD package of 1 MB, median / slowest', await largePackage(1024 * 1024, 20), '', '≤ 150 ms']);
  rows.push([
    'event-loop delay p99 / max at full load, 2 workers',
    await loopDelay(2, 1_500),
    '',
    'p99 ≤ 20 ms',
  ]);
  return { title: 'Electronic seals', columns: ['what', 'measured', 'of the library', 'wanted'], rows };
}

/** Rounds in turn and the median of each: what else the machine does then falls on all alike. */
function inTurn(candidates: readonly (() => boolean)[]): readonly number[] {
  const perRound = 60;
  const rates = candidates.map((): number[] => []);
  for (let round = 0; round < 10; round += 1) {
    candidates.forEach((once, index) => {
      const began = performance.now();
      for (let done = 0; done < perRound; done += 1)
        if (!once()) throw new Error('a right signature is refused');
      rates[index]?.push(perRound / ((performance.now() - began) / 1_000));
    });
  }
  return rates.map((all) => all.sort((one, other) => one - other)[Math.floor(all.length / 2)] ?? 0);
}

const message = new Uint8Array(2_000).fill(7);

function bareLibrary(): () => boolean {
  const { publicKey } = signer.key;
  const value = sign(signer.key, message).toString('hex');
  const hex = publicKey.toString('hex');
  const once = () => sm2.doVerifySignature(message, value, hex, { hash: true, der: true });
  for (let warm = 0; warm < 50; warm += 1) once();
  return once;
}

function ownCheck(keys: number): () => boolean {
  const signed = Array.from({ length: keys }, (_, index) => {
    const key = sm2Key(`bench ${keys} ${index}`);
    return { publicKey: key.publicKey, value: sign(key, message) };
  });
  let at = 0;
  return () => {
    const one = signed[at % keys];
    at += 1;
    return one !== undefined && verifySm2(one.publicKey, message, one.value) === 'HOLDS';
  };
}

function signatures(count: number, from: number): readonly SealFile[] {
  const original = { name: 'o', bytes: Buffer.from('the protected original') };
  return Array.from({ length: count }, (_, index) => {
    const signedAt = new Date(Date.UTC(2026, 2, 4) + (from + index) * 1_000);
    return {
      name: 'a signature',
      bytes: makeSealSignature({ signer, maker, original: original.bytes, sealDer: seal, signedAt }),
      original,
    };
  });
}

async function wholeFiles(workers: number, count: number): Promise<number> {
  const reader = await openSealReader({ workers, limits: { waiting: count } });
  try {
    await reader.read(signatures(40, 1_000_000), { trust: settings });
    const files = signatures(count, 0);
    const began = performance.now();
    const readings = await reader.read(files, { trust: settings });
    const seconds = (performance.now() - began) / 1_000;
    for (const reading of readings) {
      if (judgeSeals(reading, settings, now)[0]?.valid !== true) throw new Error('a sound seal is refused');
    }
    return count / seconds;
  } finally {
    await reader.close();
  }
}

async function cached(count: number): Promise<number> {
  const reader = await openSealReader({ workers: 1 });
  try {
    const files = signatures(20, 0);
    await reader.read(files, { trust: settings });
    const began = performance.now();
    for (let done = 0; done < count; done += files.length) {
      const readings = await reader.read(files, { trust: settings });
      for (const reading of readings) judgeSeals(reading, settings, now);
    }
    return count / ((performance.now() - began) / 1_000);
  } finally {
    await reader.close();
  }
}

async function largePackage(size: number, count: number): Promise<string> {
  const reader = await openSealReader({ workers: 1 });
  try {
    const times: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const dice = random(index);
      const files = documentFiles(Array.from({ length: 10 }, (_, page) => `第${page + 1}页`));
      // An image that does not compress, as scans and pictures do not.
      files.set(
        'Doc_0/Res/image.png',
        Buffer.from(Array.from({ length: size }, () => Math.floor(dice() * 256))),
      );
      const signed = signedFiles(files, [
        { seal, signedValue: (xml) => makeSealSignature({ signer, maker, original: xml, sealDer: seal }) },
      ]);
      const bytes = await packageOf(signed);
      const began = performance.now();
      const [reading] = await reader.read([{ name: 'large.ofd', bytes }], { trust: settings });
      times.push(performance.now() - began);
      if (reading === undefined || judgeSeals(reading, settings, now)[0]?.valid !== true)
        throw new Error('a sound package is refused');
    }
    const sorted = times.slice(1).sort((one, other) => one - other);
    return `${(sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(1)} / ${(sorted[sorted.length - 1] ?? 0).toFixed(1)} ms`;
  } finally {
    await reader.close();
  }
}

async function loopDelay(workers: number, count: number): Promise<string> {
  const reader = await openSealReader({ workers, limits: { waiting: count } });
  try {
    const files = signatures(count, 2_000_000);
    await reader.read(files.slice(0, 40), { trust: settings });
    const resolution = 2;
    const delay = monitorEventLoopDelay({ resolution });
    delay.enable();
    // As requests come: a few at a time, without pause.
    for (let at = 40; at < count; at += 20) await reader.read(files.slice(at, at + 20), { trust: settings });
    delay.disable();
    const milliseconds = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolution).toFixed(1);
    return `${milliseconds(delay.percentile(99))} / ${milliseconds(delay.max)} ms`;
  } finally {
    await reader.close();
  }
}

function perSecond(rate: number): string {
  return `${Math.round(rate).toLocaleString('en')}/s`;
}
