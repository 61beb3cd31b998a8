import type { Fault } from '../../../catalog/errors.js';
import { isFault } from '../../../catalog/errors.js';
import type { Encoding, FileInput, Layout, SourceFile, SourceItem } from '../../../catalog/ports.js';
import { openSheetReader } from '../../../connectors/sheet/index.js';

export const guideLayout: Layout = {
  form: 'JSON',
  root: {
    is: 'LIST',
    of: {
      is: 'RECORD',
      carries: ['department'],
      others: 'STRAY',
      lists: { items: { is: 'LIST', of: { is: 'ROW', kind: 'ITEM' } } },
    },
  },
};

export interface Options {
  readonly fileName?: string;
  readonly encoding?: Encoding;
  readonly mostBytes?: number;
}

export async function open(input: FileInput, options: Options = {}): Promise<SourceFile> {
  return openSheetReader().open(input, {
    fileName: options.fileName ?? 'file',
    encoding: options.encoding ?? null,
    mostBytes: options.mostBytes ?? 1024 ** 3,
  });
}

/** Bytes as they come through a network: in pieces of the given sizes, then whatever is left. */
export async function* inPieces(bytes: Uint8Array, sizes: readonly number[] = []): AsyncIterable<Uint8Array> {
  let at = 0;
  for (const size of sizes) {
    if (at >= bytes.length) return;
    yield await Promise.resolve(bytes.subarray(at, at + size));
    at += size;
  }
  if (at < bytes.length) yield bytes.subarray(at);
}

export async function itemsOf(
  text: string | Uint8Array,
  layout: Layout,
  options: Options = {},
): Promise<SourceItem[]> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const file = await open({ stream: inPieces(bytes) }, options);
  try {
    return await all(file, layout);
  } finally {
    await file.close();
  }
}

export async function all(file: SourceFile, layout: Layout): Promise<SourceItem[]> {
  const items: SourceItem[] = [];
  for await (const piece of file.items(layout)) items.push(...piece);
  return items;
}

export async function faultOf(work: Promise<unknown>): Promise<Fault> {
  const error = await work.then(
    () => new Error('a fault was expected, and all went well'),
    (thrown: unknown) => thrown,
  );
  if (isFault(error)) return error;
  throw error;
}
