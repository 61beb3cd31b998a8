import type { BaseCode, CreditCode, Level, MatterCode, RegionCode } from '../code/index.js';
import type { OwnElements, TimeLimit } from '../matter/element.js';
import type { MatterKey } from '../matter/matter.js';
import type { Reading, StandardView } from '../standard/standard.js';
import type { Wording } from '../wording.js';
import type { ConformanceRuleName, DeviationSeverity } from './conformance-rules.js';

/** One element of one matter that is not as the standard wants it. */
export interface Deviation {
  /** The matter code, or the key of a matter that has only a local code. */
  readonly matter: MatterKey;
  readonly name: string;
  readonly organisation: string;
  readonly region: RegionCode | null;
  readonly level: Level | null;
  readonly element: Reading;
  readonly rule: ConformanceRuleName;
  readonly severity: DeviationSeverity;
  /** As it would be written in a sheet; null where there is nothing to name. */
  readonly expected: string | null;
  readonly found: string | null;
  readonly proposal: Wording;
}

/** What a comparison says before it is known of which matter. */
export interface Departure {
  readonly rule: ConformanceRuleName;
  readonly expected: string | null;
  readonly found: string | null;
}

/** A published matter beside its base matter. `found` and `expected` need hold only the elements in which the two differ. */
export interface ComparedMatter {
  readonly key: MatterKey;
  readonly code: MatterCode | null;
  readonly baseCode: BaseCode | null;
  readonly organisation: string;
  readonly creditCode: CreditCode | null;
  readonly region: RegionCode | null;
  readonly level: Level | null;
  readonly type: string | null;
  readonly name: string;
  /** The main item as the matter's source names it; null = it says nothing, so it stands where the base matter stands. */
  readonly mainItem: string | null;
  /** null: none is known under the base code. */
  readonly base: {
    readonly type: string;
    readonly mainName: string;
    readonly subName: string | null;
    readonly exerciseLevels: readonly string[];
    readonly statutoryTimeLimit: TimeLimit | null;
  } | null;
  readonly found: OwnElements;
  readonly expected: OwnElements;
}

export interface Tally {
  readonly checked: number;
  /** Without any deviation, warnings included. */
  readonly conforming: number;
}

export interface ElementConformance extends Tally {
  readonly element: Reading;
  readonly title: Wording;
}

export interface RegionConformance extends Tally {
  readonly region: RegionCode;
}

/** How the published matters of a region and below it stand against a standard. */
export interface ConformanceReport extends Tally {
  readonly standard: StandardView;
  /** null: everywhere. */
  readonly region: RegionCode | null;
  readonly byElement: readonly ElementConformance[];
  /** The region itself and those directly below it, each with its subtree. */
  readonly byRegion: readonly RegionConformance[];
}

export interface ConformanceCheck extends ConformanceReport {
  /** By matter key; the first ones only where there are very many. */
  readonly deviations: readonly Deviation[];
  readonly deviationCount: number;
}

/** All conditions must hold; left out = any. */
export interface DeviationFilter {
  /** A region and everything below it. */
  readonly region?: RegionCode;
  readonly organisation?: string;
  readonly matter?: string;
  readonly elements?: readonly string[];
  readonly rules?: readonly string[];
  readonly severities?: readonly DeviationSeverity[];
}
