import type { FindingDraft } from './finding.js';

/** How a file is built, as far as its beginning shows. */
export interface Outline {
  readonly form: 'JSON' | 'NDJSON' | 'CSV';
  /** JSON, NDJSON: paths of keys such as `[].items[].main_item`. CSV: the column names of the first line. */
  readonly names: readonly string[];
}

/** Where the rows of a JSON document stand. */
export type JsonLayout =
  | { readonly is: 'ROW'; readonly kind: string }
  | { readonly is: 'LIST'; readonly of: JsonLayout }
  | {
      readonly is: 'RECORD';
      /** Fields that hold rows, or lists of rows. */
      readonly lists: Readonly<Record<string, JsonLayout>>;
      /** Fields handed down to the rows below; they must be written before the lists. */
      readonly carries: readonly string[];
      /** Any other field: STRAY hands it over as a finding, REFUSE ends the import. */
      readonly others: 'STRAY' | 'REFUSE';
    };

export type Layout =
  | { readonly form: 'JSON'; readonly root: JsonLayout }
  /** One object per line; the named field says of which kind it is. */
  | { readonly form: 'NDJSON'; readonly kindField: string }
  /** All these columns in the first line, in any order. */
  | { readonly form: 'CSV'; readonly columns: readonly string[]; readonly kind: string };

/** One row of the source and where it stands. */
export interface SourceRow {
  readonly is: 'ROW';
  /** Counted from 1 through the whole file. */
  readonly number: number;
  readonly path: string;
  readonly kind: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** Fields of the records around the row. */
  readonly carried: Readonly<Record<string, unknown>>;
  /** What is wrong with the row before anybody reads its fields. */
  readonly damage: readonly FindingDraft[];
  /** Characters, roughly: who gathers rows bounds them by this too. */
  readonly size: number;
}

/** Something between the rows that is no row. */
export interface SourceStray {
  readonly is: 'STRAY';
  readonly path: string;
  readonly finding: FindingDraft;
}

export type SourceItem = SourceRow | SourceStray;

/** Encodings a file may be said to have; without a word UTF-8 is expected and anything else refused. */
export const encodings = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof encodings)[number];

/** Names that people use, to the encoding that is meant; GB 18030 holds GBK, and GBK holds GB 2312. */
export const encodingNames: Readonly<Record<string, Encoding>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
};

export type FileInput = { readonly path: string } | { readonly stream: AsyncIterable<Uint8Array> };

/** A file that was looked at from end to end: readable, small enough, one encoding throughout. */
export interface SourceFile {
  readonly bytes: number;
  /** SHA-256 of the bytes, lower-case hex. */
  readonly digest: string;
  readonly outline: Outline;
  /** The rows in pieces, from the beginning each time; memory stays flat. Throws FILE_MALFORMED with the place. */
  items(layout: Layout): AsyncIterable<readonly SourceItem[]>;
  /** For a file that no layout is known of: FILE_MALFORMED where something that begins as JSON, or is called so, is none. */
  demandWellFormed(): Promise<void>;
  close(): Promise<void>;
}

/** What a connector implements: foreign file forms become rows with positions. */
export interface RowReader {
  open(
    input: FileInput,
    options: {
      readonly fileName: string;
      readonly encoding: Encoding | null;
      readonly mostBytes: number;
    },
  ): Promise<SourceFile>;
}
