import { Worker } from 'node:worker_threads';
import type { SealLimits } from './limits.js';
import { epochsKept, type FromWorker, type ToWorker } from './worker-protocol.js';
import type { SealFile, SealReading, StructureCode, TrustMaterial } from '../../catalog/ports.js';

interface Job {
  readonly file: SealFile;
  readonly trust: TrustMaterial;
  readonly resolve: (reading: SealReading) => void;
  readonly reject: (error: Error) => void;
}

interface Hand {
  readonly thread: Worker;
  readonly epochs: Set<string>;
  job: Job | null;
  timer: NodeJS.Timeout | null;
}

/**
 * Threads that read and calculate, so that the event loop stays free. One file at a time for each: a file that takes too
 * long is stopped with its thread, and spoils nobody else's.
 */
export class WorkerPool {
  private readonly hands = new Set<Hand>();
  private readonly waiting: Job[] = [];
  private closed = false;

  constructor(
    private readonly entry: URL,
    private readonly size: number,
    private readonly limits: SealLimits,
  ) {}

  read(file: SealFile, trust: TrustMaterial): Promise<SealReading> {
    if (this.closed) return Promise.reject(new Error('the seal reader is closed'));
    if (this.waiting.length >= this.limits.waiting) return Promise.resolve(refused('READER_BUSY'));
    return new Promise((resolve, reject) => {
      this.waiting.push({ file, trust, resolve, reject });
      this.deal();
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    const error = new Error('the seal reader is closed');
    for (const job of this.waiting.splice(0)) job.reject(error);
    await Promise.all([...this.hands].map((hand) => this.dismiss(hand, (job) => job.reject(error))));
  }

  private deal(): void {
    while (this.waiting.length > 0) {
      const hand =
        [...this.hands].find(({ job }) => job === null) ?? (this.hands.size < this.size ? this.hire() : null);
      const job = hand === null ? undefined : this.waiting.shift();
      if (hand === null || job === undefined) return;
      this.give(hand, job);
    }
  }

  private give(hand: Hand, job: Job): void {
    const { epoch } = job.trust;
    if (!hand.epochs.has(epoch)) {
      if (hand.epochs.size >= epochsKept) hand.epochs.clear();
      hand.epochs.add(epoch);
      const settings: ToWorker = { kind: 'trust', trust: job.trust };
      hand.thread.postMessage(settings);
    }
    hand.job = job;
    // Only a thread at work keeps the process alive.
    hand.thread.ref();
    hand.timer = setTimeout(() => void this.dismiss(hand, tooCostly), this.limits.readingMs);
    const file = copyOf(job.file);
    const transfer = [file.bytes, ...(file.original === undefined ? [] : [file.original.bytes])];
    const message: ToWorker = { kind: 'read', file, epoch, limits: this.limits };
    hand.thread.postMessage(
      message,
      transfer.map(({ buffer }) => buffer as ArrayBuffer),
    );
  }

  private hire(): Hand {
    // The heap is bounded too; what a file may unpack to is counted before it is unpacked.
    const thread = new Worker(this.entry, { resourceLimits: { maxOldGenerationSizeMb: 512 } });
    const hand: Hand = { thread, epochs: new Set(), job: null, timer: null };
    thread.unref();
    thread.on('message', (message: FromWorker) => this.done(hand, message));
    thread.on('error', (error: Error & { code?: string }) => {
      const memory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      void this.dismiss(hand, memory ? tooCostly : (job) => job.reject(error));
    });
    this.hands.add(hand);
    return hand;
  }

  private done(hand: Hand, message: FromWorker): void {
    const { job } = this.free(hand);
    if ('reading' in message) job?.resolve(message.reading);
    else job?.reject(new Error(`the seal worker failed: ${message.error}`));
    hand.thread.unref();
    this.deal();
  }

  private async dismiss(hand: Hand, tell: (job: Job) => void): Promise<void> {
    this.hands.delete(hand);
    const { job } = this.free(hand);
    if (job !== null) tell(job);
    await hand.thread.terminate();
    if (!this.closed) this.deal();
  }

  private free(hand: Hand): { job: Job | null } {
    const { job } = hand;
    if (hand.timer !== null) clearTimeout(hand.timer);
    hand.timer = null;
    hand.job = null;
    return { job };
  }
}

function tooCostly(job: Job): void {
  job.resolve(refused('READING_TOO_COSTLY'));
}

export function refused(code: StructureCode): SealReading {
  return { state: 'REFUSED', problem: { code, detail: null } };
}

/** The caller keeps its bytes; the thread is given its own, and no more than these of a larger buffer. */
function copyOf({ name, bytes, original }: SealFile): SealFile {
  const copy = { name, bytes: new Uint8Array(bytes) };
  return original === undefined
    ? copy
    : { ...copy, original: { name: original.name, bytes: new Uint8Array(original.bytes) } };
}
