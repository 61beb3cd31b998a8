import type { PeerFeed, PullResult } from './sync.js';

export interface SyncService {
  /** Pulls until the peer has nothing more. Rows, change entries and cursor move in one transaction per page. */
  pull(
    peer: { readonly name: string; readonly url: string; readonly feed: PeerFeed },
    options: { readonly first: number; readonly onPage: (result: PullResult) => void },
  ): Promise<PullResult>;
}
