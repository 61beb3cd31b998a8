import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeSeals, type SealFile } from '../../../catalog/seal/index.js';
import { openSealReader, type OpenSealReader } from '../../../connectors/seal/index.js';
import {
  makeSealSignature,
  maker,
  now,
  reading,
  revocationList,
  sealedPackage,
  signer,
  trust,
  authority,
} from '../../support/seal-ca/index.js';

const settings = trust();
const original = { name: 'o', bytes: Buffer.from('original') };

function signature(at: string): SealFile {
  const signedAt = new Date(`2026-03-04T${at}Z`);
  return {
    name: at,
    bytes: makeSealSignature({ signer, maker, original: original.bytes, signedAt }),
    original,
  };
}

describe('the seal reader', () => {
  let reader: OpenSealReader;
  beforeAll(async () => {
    reader = await openSealReader({ workers: 2 });
  });
  afterAll(() => reader.close());

  it('reads in threads what the same code reads here', async () => {
    const file = { name: 'licence.ofd', bytes: await sealedPackage() };
    const [read] = await reader.read([file], { trust: settings });
    expect(read).toEqual(await reading(file, settings));
    expect(judgeSeals(read ?? fail(), settings, now)[0]?.valid).toBe(true);
  });

  it('answers each in its place, and a bad file spoils its own place only', async () => {
    const files = [
      signature('01:00:00'),
      { name: 'bad', bytes: Buffer.from('bad') },
      signature('02:00:00'),
      signature('01:00:00'),
    ];
    const readings = await reader.read(files, { trust: settings });
    const times = readings.map((one) =>
      one.state === 'READ' ? signedAt(one.signatures[0]) : one.problem.code,
    );
    expect(times).toEqual([
      '2026-03-04T01:00:00.000Z',
      'NOT_RECOGNISED',
      '2026-03-04T02:00:00.000Z',
      '2026-03-04T01:00:00.000Z',
    ]);
    expect(await reader.read([], { trust: settings })).toEqual([]);
  });

  it('leaves the bytes of the caller alone, also those of a larger buffer', async () => {
    const { bytes } = signature('03:00:00');
    const larger = Buffer.concat([Buffer.alloc(50, 1), bytes, Buffer.alloc(50, 2)]);
    const view = larger.subarray(50, 50 + bytes.length);
    const [read] = await reader.read([{ name: 'view', bytes: view, original }], { trust: settings });
    expect(read).toMatchObject({ state: 'READ', signatures: [{ signatureValue: 'HOLDS' }] });
    expect(view.equals(bytes)).toBe(true);
    expect(original.bytes.toString()).toBe('original');
  });

  it('keeps what it has read, as long as the trust settings stay the same', async () => {
    const file = signature('04:00:00');
    const [one] = await reader.read([file], { trust: settings });
    const [again] = await reader.read([{ ...file, bytes: Buffer.from(file.bytes) }], { trust: settings });
    expect(again).toBe(one);
    const revoked = [{ serial: signer.serial, at: new Date('2026-01-01T00:00:00Z') }];
    const stricter = trust({ lists: [revocationList(authority, { thisUpdate: now, revoked })] });
    const [other] = await reader.read([file], { trust: stricter });
    expect(judgeSeals(other ?? fail(), stricter, now)[0]?.conclusion.code).toBe('NOT_VALID');
    const [back] = await reader.read([file], { trust: settings });
    expect(back).toBe(one);
  });

  it('tells originals apart that belong to the same signature', async () => {
    const file = signature('05:00:00');
    const [right] = await reader.read([file], { trust: settings });
    const [wrong] = await reader.read(
      [{ ...file, original: { name: 'o', bytes: Buffer.from('origina1') } }],
      { trust: settings },
    );
    expect(right).toMatchObject({ signatures: [{ original: { state: 'MATCHES' } }] });
    expect(wrong).toMatchObject({ signatures: [{ original: { state: 'DIFFERS' } }] });
  });

  it('serves more settings at the same time than a thread keeps', async () => {
    const file = signature('06:00:00');
    const all = Array.from({ length: 7 }, (_, index) => {
      const thisUpdate = new Date(Date.UTC(2026, 4, 1 + index));
      return trust({ lists: [revocationList(authority, { thisUpdate })] });
    });
    const readings = await Promise.all([...all, ...all].map((one) => reader.read([file], { trust: one })));
    expect(readings.flat().every(({ state }) => state === 'READ')).toBe(true);
  });
});

describe('a reader under pressure', () => {
  it('stops a reading that takes too long, says so, and goes on with the next', async () => {
    const hasty = await openSealReader({ workers: 1, limits: { readingMs: 1 } });
    try {
      const [first] = await hasty.read([signature('07:00:00')], { trust: settings });
      expect(first).toMatchObject({ state: 'REFUSED', problem: { code: 'READING_TOO_COSTLY' } });
      const [verdict] = judgeSeals(first ?? fail(), settings, now);
      // Not the fault of the file: nothing is said about it.
      expect(verdict).toMatchObject({ valid: false, conclusion: { code: 'UNDECIDED' } });
      const next = await hasty.read([signature('07:00:00')], { trust: settings });
      expect(next).toHaveLength(1);
    } finally {
      await hasty.close();
    }
  });

  it('turns away what it cannot queue', async () => {
    const small = await openSealReader({ workers: 1, limits: { waiting: 1 } });
    try {
      const files = ['08:00:00', '08:00:01', '08:00:02', '08:00:03'].map(signature);
      const readings = await small.read(files, { trust: settings });
      const busy = readings.filter((one) => one.state === 'REFUSED' && one.problem.code === 'READER_BUSY');
      expect(busy).toHaveLength(2);
    } finally {
      await small.close();
    }
  });

  it('refuses a large file without handing it to a thread', async () => {
    const reader = await openSealReader({ workers: 1, limits: { fileBytes: 1_000 } });
    const [read] = await reader.read([{ name: 'large', bytes: Buffer.alloc(1_001) }], { trust: settings });
    expect(read).toMatchObject({ problem: { code: 'FILE_TOO_LARGE' } });
    await reader.close();
  });

  it('once closed does not read any more', async () => {
    const reader = await openSealReader({ workers: 1 });
    const underway = reader.read([signature('09:00:00')], { trust: settings });
    await reader.close();
    await expect(underway).rejects.toThrow(/closed/);
    await expect(reader.read([signature('09:00:00')], { trust: settings })).rejects.toThrow(/closed/);
  });
});

function signedAt(facts: { state: string } | undefined): string | undefined {
  return facts !== undefined && 'signedAt' in facts && facts.signedAt instanceof Date
    ? facts.signedAt.toISOString()
    : undefined;
}

function fail(): never {
  throw new Error('nothing was read');
}
