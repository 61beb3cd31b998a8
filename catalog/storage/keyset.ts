import { Fault } from '../errors.js';
import type { Page, PageRequest } from '../wording.js';

const MOST = 200;
/** Marks our own cursors, so that a text that merely happens to be base64url is not taken for one. */
const MARK = 'k1:';

/** What a keyset query needs: rows after this key, one more than asked for to know whether there are others. */
export interface KeysetRange {
  readonly after: string | null;
  readonly limit: number;
}

export function keysetRange(page: PageRequest): KeysetRange {
  if (!Number.isInteger(page.first) || page.first < 1 || page.first > MOST) {
    throw new Fault('PAGE_SIZE_INVALID', { most: MOST });
  }
  return { after: page.after === null ? null : keyOf(page.after), limit: page.first + 1 };
}

/** The page made of the rows that such a query gave. */
export function keysetPage<Row, Node>(
  rows: readonly Row[],
  page: PageRequest,
  keyFrom: (row: Row) => string,
  nodeFrom: (row: Row) => Node,
): Page<Node> {
  return {
    items: rows.slice(0, page.first).map((row) => ({ cursor: cursorOf(keyFrom(row)), node: nodeFrom(row) })),
    hasNextPage: rows.length > page.first,
  };
}

function cursorOf(key: string): string {
  return Buffer.from(MARK + key).toString('base64url');
}

function keyOf(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  // Decoding forgives everything; only what encodes back to the same characters was given by us. NUL fits in no text column.
  if (!text.startsWith(MARK) || text.includes('\0') || cursorOf(text.slice(MARK.length)) !== cursor) {
    throw new Fault('CURSOR_INVALID');
  }
  return text.slice(MARK.length);
}
