import type { RegionCode } from './region-code.js';

/*
 * A region's path is the codes from the nation down to itself, joined by '/'. Columns that hold one are collate "C", so a
 * subtree is one range of an index, and ancestors are read from the text without asking the database.
 */

export function regionPathOf(lineage: readonly RegionCode[]): string {
  return lineage.join('/');
}

/** From the nation down to the region itself. */
export function lineageOf(path: string): readonly RegionCode[] {
  return path.split('/') as RegionCode[];
}

/** Paths of all regions above and of the region itself, the nation first. */
export function ancestorPathsOf(path: string): readonly string[] {
  const lineage = lineageOf(path);
  return lineage.map((_, depth) => regionPathOf(lineage.slice(0, depth + 1)));
}

/** What lies below a region has a path strictly between these two: '0' is the character that follows '/'. */
export function belowPath(path: string): { readonly after: string; readonly before: string } {
  return { after: `${path}/`, before: `${path}0` };
}
