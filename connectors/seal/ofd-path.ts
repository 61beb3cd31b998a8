import type { ZipPackage } from './zip-package.js';

/**
 * The file that an ST_Loc of GB/T 33190 means: from the root with a leading slash, else from the folder of the file that
 * says it. Some makers leave the slash out and mean the root all the same. null: it leads out of the package.
 */
export function resolveIn(zip: ZipPackage, from: string, location: string): string | null {
  const written = location.trim();
  const absolute = normal(written);
  if (written.startsWith('/')) return absolute;
  const folder = from.includes('/') ? from.slice(0, from.lastIndexOf('/')) : '';
  const relative = normal(`${folder}/${written}`);
  if (relative !== null && zip.has(relative)) return relative;
  return absolute !== null && zip.has(absolute) ? absolute : relative;
}

function normal(path: string): string | null {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') kept.push(segment);
    else if (kept.pop() === undefined) return null;
  }
  return kept.join('/');
}
