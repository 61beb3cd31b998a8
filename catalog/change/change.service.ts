import type { Transaction } from '../storage/index.js';
import type { ChangeDraft, ChangePage } from './change.js';

export interface ChangeService {
  /** Name of this gateway in the feed, made once per database. */
  origin(): Promise<string>;
  /** Last step of a transaction: positions are given under a lock held until commit, so they appear in commit order. */
  append(tx: Transaction, changes: readonly ChangeDraft[]): Promise<void>;
  /** `after` null = from the beginning; `regionPath` filters to a subtree and what is nationwide. */
  page(request: { after: string | null; regionPath: string | null; first: number }): Promise<ChangePage>;
}
