import type { ChangePage } from '../change/change.js';

/** A peer gateway's change feed, read with the same GraphQL as everyone. */
export interface PeerFeed {
  changes(request: {
    readonly after: string | null;
    readonly region: string | null;
    readonly first: number;
  }): Promise<ChangePage>;
}

export interface PullResult {
  readonly pages: number;
  readonly applied: number;
  readonly unchanged: number;
  readonly quarantined: number;
  readonly position: string;
  readonly head: string;
}
