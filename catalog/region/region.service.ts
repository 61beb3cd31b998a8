import type { Level, RegionCode } from '../code/index.js';
import type { Transaction } from '../storage/index.js';
import type { Page, PageRequest } from '../wording.js';
import type { RegionImportResult, RegionRow, RegionView } from './region.js';

export interface RegionService {
  byCodes(codes: readonly RegionCode[]): Promise<readonly (RegionView | null)[]>;
  /** Children of each region, ordered by code, at most `first` each. */
  page(
    filter: { parent: RegionCode | null; level: Level | null },
    page: PageRequest,
  ): Promise<Page<RegionView>>;
  count(filter: { parent: RegionCode | null; level: Level | null }): Promise<number>;
  /** Loads rows parents first; the same rows again change nothing. `onRead` is told the running count. */
  load(
    pieces: AsyncIterable<readonly RegionRow[]>,
    source: string,
    onRead: (rows: number) => void,
  ): Promise<RegionImportResult>;
  /** Paths of the regions, for rows written beside them; unknown regions are absent from the map. */
  paths(tx: Transaction, codes: readonly RegionCode[]): Promise<ReadonlyMap<RegionCode, string>>;
}
