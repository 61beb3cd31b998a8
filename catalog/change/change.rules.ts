import { Fault } from '../errors.js';

/** The contract's bound on one page of changes. */
export const MOST_CHANGES = 2_000;

/** Where the feed begins: no entry has position 0. */
export const FEED_START = '0';

/** A cursor is the position last seen, as decimal text; 18 digits fit a bigint. */
export function positionOf(cursor: string | null): string {
  const position = cursor ?? FEED_START;
  if (!/^(0|[1-9]\d{0,17})$/.test(position)) throw new Fault('CURSOR_INVALID');
  return position;
}

export function judgePageSize(first: number): void {
  if (!Number.isInteger(first) || first < 1 || first > MOST_CHANGES) {
    throw new Fault('PAGE_SIZE_INVALID', { most: MOST_CHANGES });
  }
}

/**
 * A position that the feed has not reached was never given by it: the cursor is of another gateway, or the database was
 * restored from a backup. Answering "nothing new" would lose every change until the feed has caught up.
 */
export function judgeReached(position: string, head: string): void {
  if (BigInt(position) > BigInt(head)) throw new Fault('CURSOR_INVALID');
}
