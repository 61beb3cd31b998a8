import type { Level, RegionCode } from '../code/index.js';

/** A region 行政区划 of the five-level tree (GB/T 2260 and the statistical codes below it), or a local functional zone. */
export interface RegionView {
  readonly code: RegionCode;
  readonly name: string;
  readonly level: Level;
  readonly parent: RegionCode | null;
  /** From the nation down to the region itself. */
  readonly lineage: readonly RegionCode[];
  /** A functional zone 功能区 that stands in no national table. */
  readonly local: boolean;
}

/** One line of a region file; `parent` may name a region other than the one its digits suggest (functional zones). */
export interface RegionRow {
  readonly code: RegionCode;
  readonly name: string;
  /** null for the nation alone. */
  readonly parent: RegionCode | null;
  readonly local: boolean;
}

/** A functional zone 功能区 (高新区, 滨海新区) or what lies below it: no national table lists it, so its code is local. */
export interface RegionZone {
  readonly code: RegionCode;
  readonly name: string;
  readonly parent: RegionCode;
}

/** `read = imported + unchanged`; imported rows are new or differed from what was there. */
export interface RegionImportResult {
  readonly read: number;
  readonly imported: number;
  readonly unchanged: number;
}
