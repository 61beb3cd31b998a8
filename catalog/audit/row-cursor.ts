/** The rows of a stream one by one, with a look at the next one. */
export interface RowCursor<Row> {
  peek(): Promise<Row | null>;
  next(): Promise<Row | null>;
  close(): Promise<void>;
}

export function openCursor<Row>(pieces: AsyncIterable<Row[]>): RowCursor<Row> {
  const source = pieces[Symbol.asyncIterator]();
  let piece: readonly Row[] = [];
  let at = 0;

  async function peek(): Promise<Row | null> {
    while (at >= piece.length) {
      const step = await source.next();
      if (step.done) return null;
      [piece, at] = [step.value, 0];
    }
    return piece[at] ?? null;
  }

  return {
    peek,
    async next() {
      const row = await peek();
      if (row) at += 1;
      return row;
    },
    async close() {
      await source.return?.();
    },
  };
}
