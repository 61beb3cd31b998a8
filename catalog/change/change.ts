/** What changed: the closed list of kinds that this version writes. A peer keeps kinds that it does not know. */
export const changeKinds = ['REGION', 'ORGANISATION', 'LICENCE_TYPE', 'BASE_MATTER', 'MATTER'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** A change about to be recorded, in the same transaction as the change itself. */
export interface ChangeDraft {
  readonly kind: ChangeKind;
  readonly key: string;
  readonly version: number;
  /** null = deleted. */
  readonly document: unknown;
  /** Path of the region that the change belongs to, for filters by subtree; null = nationwide. */
  readonly regionPath: string | null;
}

/**
 * What a module wrote inside a transaction that belongs to its caller. The caller hands `changes` of all modules to
 * `ChangeService.append` as the last step before commit: positions are given late, and their lock is held briefly.
 */
export interface Stored<Outcome> {
  /** Same length and order as what was given. */
  readonly outcomes: readonly Outcome[];
  readonly changes: readonly ChangeDraft[];
}

/** One entry of the feed. Positions grow in commit order: a lower one never becomes visible after a higher one. */
export interface ChangeView {
  readonly position: string;
  readonly origin: string;
  readonly kind: string;
  readonly key: string;
  readonly version: number;
  readonly digest: string;
  readonly deleted: boolean;
  readonly document: unknown;
}

export interface ChangePage {
  readonly changes: readonly ChangeView[];
  /** Where the next page begins; equal to `after` when there is nothing new. */
  readonly endCursor: string;
  readonly more: boolean;
  /** The newest position at the time of reading. */
  readonly head: string;
}
