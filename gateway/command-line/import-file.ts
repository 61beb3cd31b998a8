import { basename } from 'node:path';
import type { Call, ExchangeService, ImportReport } from '../../catalog/index.js';

/** Imports one file by its path; every row is imported, unchanged or rejected. Throws a fault when the file cannot be read. */
export function importFile(request: {
  readonly exchange: ExchangeService;
  readonly call: Call;
  readonly path: string;
  readonly mapping: string | null;
  readonly region: string | null;
  readonly encoding: string | null;
  readonly dryRun: boolean;
  readonly draft: boolean;
  readonly progress: (done: number, total: number) => void;
}): Promise<ImportReport> {
  const { exchange, call, path, mapping, region, encoding, dryRun, draft, progress } = request;
  return exchange.importFile(call, {
    input: { path },
    fileName: basename(path),
    mapping,
    region,
    encoding,
    dryRun,
    draft,
    onRow: progress,
  });
}
