import type { ChangePage, ChangeView } from '../change/change.js';

/** A peer gateway's change feed, read with the same GraphQL as everyone. */
export interface PeerFeed {
  changes(request: {
    readonly after: string | null;
    readonly region: string | null;
    readonly first: number;
  }): Promise<ChangePage>;
}

/** A peer under the name that this gateway knows it by. */
export interface Peer {
  readonly name: string;
  readonly url: string;
  readonly feed: PeerFeed;
}

export interface PullResult {
  readonly pages: number;
  readonly applied: number;
  readonly unchanged: number;
  readonly quarantined: number;
  readonly position: string;
  readonly head: string;
}

export interface SyncStatus {
  readonly peer: string;
  readonly url: string;
  readonly position: string;
  readonly pulledAt: Date;
  readonly quarantined: number;
}

/** Why a change was set aside instead of applied; it is kept whole in the quarantine. */
export type QuarantineReason =
  | 'KIND_UNKNOWN'
  | 'DIGEST_MISMATCH'
  | 'DOCUMENT_MALFORMED'
  | 'DELETION_UNSUPPORTED'
  | 'VERSION_OLDER'
  | 'REFUSED_BY_STORE';

export interface Quarantined {
  readonly change: ChangeView;
  readonly reason: QuarantineReason;
}
