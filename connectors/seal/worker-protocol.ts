import type { SealLimits } from './limits.js';
import type { SealFile, SealReading, TrustMaterial } from '../../catalog/ports.js';

/** Settings change rarely; while they do, readings under the old ones may still be on their way. */
export const epochsKept = 4;

/** Trust settings are sent once; a reading names them by their epoch. */
export type ToWorker =
  | { readonly kind: 'trust'; readonly trust: TrustMaterial }
  | {
      readonly kind: 'read';
      readonly file: SealFile;
      readonly epoch: string;
      readonly limits: SealLimits;
    };

export type FromWorker = { readonly reading: SealReading } | { readonly error: string };
