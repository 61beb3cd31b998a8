import type { BaseCode } from '../code/index.js';
import type { Transaction } from '../storage/index.js';
import type { Page, PageRequest } from '../wording.js';
import type { BaseMatterDraft, BaseMatterView, MatterDraft, MatterKey, MatterRecord } from './matter.js';

export type StoreOutcome = 'IMPORTED' | 'UNCHANGED';

export interface MatterService {
  baseMatters(codes: readonly BaseCode[]): Promise<readonly (BaseMatterView | null)[]>;
  baseMatterPage(
    filter: { search: string | null; types: readonly string[] },
    page: PageRequest,
  ): Promise<Page<BaseMatterView>>;
  /** Writes what differs; a changed base matter or matter gets the next version. Same length and order back. */
  storeBaseMatters(
    tx: Transaction,
    drafts: readonly BaseMatterDraft[],
    source: string,
    now: Date,
  ): Promise<readonly StoreOutcome[]>;
  storeMatters(tx: Transaction, drafts: readonly MatterDraft[], now: Date): Promise<readonly StoreOutcome[]>;
  records(tx: Transaction, keys: readonly MatterKey[]): Promise<readonly (MatterRecord | null)[]>;
}
