import { SourceFailure } from '../failure.js';

/** The asker is gone; nobody waits for an answer any more. */
export class Abandoned extends SourceFailure {
  constructor(counts: boolean) {
    super('SOURCE_SLOW', undefined, { counts });
  }
}

export interface AttemptLimits {
  /** The whole attempt: connection, question and the last byte of the answer. */
  readonly mostMs: number;
  /**
   * An attempt that its asker gave up counts against the system when it had run this long. A system that hangs would else
   * never be noticed by askers whose own deadline is shorter than our limit.
   */
  readonly patienceMs: number;
}

/** One attempt under one limit. Everything it can end with is its value or a SourceFailure. */
export async function limitedAttempt<Value>(
  limits: AttemptLimits,
  asker: AbortSignal,
  attempt: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  if (asker.aborted) throw new Abandoned(false);
  const ending = new AbortController();
  const began = performance.now();
  const abandon = () => {
    ending.abort(new Abandoned(performance.now() - began >= limits.patienceMs));
  };
  const timer = setTimeout(() => {
    ending.abort(new SourceFailure('SOURCE_SLOW'));
  }, limits.mostMs);
  asker.addEventListener('abort', abandon, { once: true });
  try {
    return await attempt(ending.signal);
  } finally {
    clearTimeout(timer);
    asker.removeEventListener('abort', abandon);
  }
}
