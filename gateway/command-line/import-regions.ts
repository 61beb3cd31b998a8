import type { RegionImportResult, RegionService } from '../../catalog/index.js';
import { openRegionData } from '../../connectors/index.js';

/** Loads the national tree, whole or as the slice of the demonstration, in one transaction. */
export async function importRegions(request: {
  readonly regions: RegionService;
  readonly all: boolean;
  readonly progress: (done: number, total: number) => void;
}): Promise<RegionImportResult> {
  const { regions, all, progress } = request;
  const { source, total, pieces } = await openRegionData({ all });
  progress(0, total);
  return regions.load(pieces, source, (done) => progress(done, total));
}
