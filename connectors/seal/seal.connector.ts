import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { sealLimits, type SealLimits } from './limits.js';
import { Recent } from './recent.js';
import { workerEntry } from './worker-entry.js';
import { refused, WorkerPool } from './worker-pool.js';
import type {
  SealFile,
  SealReader,
  SealReading,
  SealReadOptions,
  TrustMaterial,
} from '../../catalog/ports.js';

export interface SealReaderOptions {
  /** Threads; by default one less than there are processors, and at most four. */
  readonly workers?: number;
  readonly limits?: Partial<SealLimits>;
  /** How many results are kept. */
  readonly kept?: number;
}

export type OpenSealReader = SealReader & { close(): Promise<void> };

export async function openSealReader(options: SealReaderOptions = {}): Promise<OpenSealReader> {
  const limits = { ...sealLimits, ...options.limits };
  const workers = options.workers ?? Math.min(4, Math.max(1, availableParallelism() - 1));
  return new CachingSealReader(
    new WorkerPool(await workerEntry(), workers, limits),
    limits,
    options.kept ?? 10_000,
  );
}

/** The same file under the same trust settings reads the same: facts are kept, and judged anew each time. */
class CachingSealReader implements OpenSealReader {
  private readonly readings: Recent<string, SealReading>;
  private readonly underway = new Map<string, Promise<SealReading>>();

  constructor(
    private readonly pool: WorkerPool,
    private readonly limits: SealLimits,
    kept: number,
  ) {
    this.readings = new Recent(kept);
  }

  read(files: readonly SealFile[], { trust }: SealReadOptions): Promise<readonly SealReading[]> {
    return Promise.all(files.map((file) => this.readOne(file, trust)));
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  private async readOne(file: SealFile, trust: TrustMaterial): Promise<SealReading> {
    if (file.bytes.length + (file.original?.bytes.length ?? 0) > this.limits.fileBytes)
      return refused('FILE_TOO_LARGE');
    const key = await keyOf(file, trust);
    const kept = this.readings.get(key) ?? this.underway.get(key);
    if (kept !== undefined) return kept;
    const reading = this.pool.read(file, trust);
    this.underway.set(key, reading);
    try {
      const result = await reading;
      if (isLasting(result)) this.readings.set(key, result);
      return result;
    } finally {
      this.underway.delete(key);
    }
  }
}

/** That there was no room or time today is not a property of the file. */
function isLasting(reading: SealReading): boolean {
  if (reading.state === 'READ') return true;
  return reading.problem.code !== 'READER_BUSY' && reading.problem.code !== 'READING_TOO_COSTLY';
}

/** The digest covers the seals inside; the epoch covers anchors and revocation lists. */
async function keyOf({ bytes, original }: SealFile, { epoch }: TrustMaterial): Promise<string> {
  const own = await digestOf(bytes);
  return original === undefined
    ? `${epoch}:${own}`
    : `${epoch}:${own}:${await digestOf(original.bytes)}:${original.name}`;
}

const slice = 512 * 1024;

/** In slices: digesting a large file at a stroke would hold up everybody else. */
async function digestOf(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < bytes.length; at += slice) {
    if (at > 0) await setImmediate();
    hash.update(bytes.subarray(at, at + slice));
  }
  return hash.digest('base64');
}
