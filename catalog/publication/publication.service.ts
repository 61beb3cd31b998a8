import type { BaseCode, LicenceTypeCode, MatterCode, RegionCode } from '../code/index.js';
import type { Transaction } from '../storage/index.js';
import type { Page, PageRequest } from '../wording.js';
import type { MatterKey } from '../matter/matter.js';
import type { LicenceTypeView, MatterFilter, Publication } from './publication.js';

export interface PublicationService {
  /** The hot read: current documents by matter code, one SQL for those not in memory. Same length and order back. */
  byCodes(codes: readonly MatterCode[]): Promise<readonly (Publication | null)[]>;
  byKeys(keys: readonly MatterKey[]): Promise<readonly (Publication | null)[]>;
  /** What was in force at a moment. */
  asOf(codes: readonly MatterCode[], moment: Date): Promise<readonly (Publication | null)[]>;
  page(filter: MatterFilter, page: PageRequest): Promise<Page<Publication>>;
  count(filter: MatterFilter): Promise<number>;
  /** For each (base matter, region): the nearest level at or above the region that implements it. */
  nearest(
    asks: readonly { baseMatter: BaseCode; region: RegionCode }[],
  ): Promise<readonly (Publication | null)[]>;
  /**
   * Compiles and publishes inside the given transaction; a matter whose document did not change is left alone.
   * Records a MATTER change for each new version. Returns how many were published and how many were unchanged.
   */
  publish(
    tx: Transaction,
    keys: readonly MatterKey[],
    by: string,
    now: Date,
  ): Promise<{ readonly published: number; readonly unchanged: number }>;
}

export interface LicenceTypeService {
  byCodes(codes: readonly LicenceTypeCode[]): Promise<readonly (LicenceTypeView | null)[]>;
  page(search: string | null, page: PageRequest): Promise<Page<LicenceTypeView>>;
  store(
    tx: Transaction,
    types: readonly LicenceTypeView[],
    source: string,
  ): Promise<readonly ('IMPORTED' | 'UNCHANGED')[]>;
}
