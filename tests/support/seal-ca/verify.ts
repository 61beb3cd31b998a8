import {
  judgeSeals,
  noTrust,
  type SealFile,
  type SealStepName,
  type SealVerdict,
} from '../../../catalog/seal/index.js';
import type { SealReading, TrustSettings } from '../../../catalog/seal/index.js';
import { sealLimits, type SealLimits } from '../../../connectors/seal/limits.js';
import { readSealFile } from '../../../connectors/seal/reading.js';
import { TrustStore } from '../../../connectors/seal/trust-store.js';
import { now as usualNow } from './cast.js';

const stores = new WeakMap<TrustSettings, TrustStore>();

/** Reads in this thread, for tests that read many thousand times. The pool has its own tests. */
export async function reading(
  file: Pick<SealFile, 'bytes' | 'original'>,
  settings: TrustSettings = noTrust,
  limits: Partial<SealLimits> = {},
): Promise<SealReading> {
  const store = stores.get(settings) ?? new TrustStore(settings);
  stores.set(settings, store);
  return readSealFile({ name: 'a file', ...file }, store, { ...sealLimits, ...limits });
}

export async function verify(
  file: Pick<SealFile, 'bytes' | 'original'>,
  settings: TrustSettings = noTrust,
  now: Date = usualNow,
): Promise<readonly SealVerdict[]> {
  return judgeSeals(await reading(file, settings), settings, now);
}

export async function verifyOne(
  file: Pick<SealFile, 'bytes' | 'original'>,
  settings: TrustSettings = noTrust,
  now: Date = usualNow,
): Promise<SealVerdict> {
  const [verdict, ...others] = await verify(file, settings, now);
  if (verdict === undefined || others.length > 0)
    throw new Error(`one verdict expected, ${others.length + 1} found`);
  return verdict;
}

/** NAME:CODE of every step that does not pass, in order; the shortest way to say what a verdict found. */
export function troubles({ steps }: SealVerdict): readonly string[] {
  return steps
    .filter(({ outcome }) => outcome === 'FAILED' || outcome === 'UNKNOWN')
    .map(({ name, outcome, reason }) => `${name} ${outcome} ${reason.code}`);
}

export function stepOf({ steps }: SealVerdict, wanted: SealStepName) {
  const step = steps.find(({ name }) => name === wanted);
  if (step === undefined) throw new Error(`no step ${wanted}`);
  return step;
}
