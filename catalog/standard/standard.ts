import type { Level } from '../code/index.js';
import type { Wording } from '../wording.js';

/**
 * What a standard can look at in a matter, by the names that the matter's elements have, and what kind of value stands there.
 * `name` is the matter's own name against the sub item (the main item where there is none); `mainName` is the main item that it
 * is listed under.
 */
export const readings = {
  baseCode: 'CODE',
  matterCode: 'CODE',
  mainName: 'TEXT',
  name: 'TEXT',
  type: 'VALUE',
  legalBases: 'LIST',
  exerciseLevels: 'LIST',
  serviceObjects: 'LIST',
  acceptanceConditions: 'LIST',
  materials: 'LIST',
  process: 'LIST',
  forms: 'LIST',
  results: 'LIST',
  statutoryTimeLimit: 'QUANTITY',
  committedTimeLimit: 'QUANTITY',
} as const;

export type Reading = keyof typeof readings;
export type ReadingKind = (typeof readings)[Reading];

/** TEXT: normalised. SET: by key, in any order. LIST: in order. CODE_RULE: by what the segments of the code mean. */
export const comparisons = ['EXACT', 'TEXT', 'SET', 'LIST', 'CODE_RULE'] as const;
export type Comparison = (typeof comparisons)[number];

/** How a lower level may differ. TIGHTEN_ONLY is the founding rule: 时限、环节只减不增，材料要件只少不多. */
export const variations = ['FIXED', 'TIGHTEN_ONLY', 'FREE'] as const;
export type Variation = (typeof variations)[number];

export interface StandardElement {
  readonly reads: Reading;
  readonly title: Wording;
  readonly compares: Comparison;
  readonly lower: Variation;
}

/** A standard of sameness 统一标准: which elements of a matter have to be the same, at which levels, and how the same. */
export interface Standard {
  readonly id: string;
  readonly title: Wording;
  /** The document that it stands in; null where none was found. */
  readonly document: string | null;
  /** False: the list of elements is a default, not the official one. */
  readonly confirmed: boolean;
  readonly note: Wording | null;
  readonly levels: readonly Level[];
  readonly elements: readonly StandardElement[];
}

/** `builtIn`: comes with the program and cannot be overwritten. */
export interface StandardView extends Standard {
  readonly builtIn: boolean;
}
