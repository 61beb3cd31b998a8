import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Call } from '../../catalog/access/access.js';
import { demandScope } from '../../catalog/access/scope.rules.js';
import { parseRegionCode } from '../../catalog/code/index.js';
import type { ImportReport, ImportRequest } from '../../catalog/exchange/exchange.js';
import { openExchangeService } from '../../catalog/exchange/exchange.service.js';
import type { Finding } from '../../catalog/exchange/finding.js';
import type { RegionRow } from '../../catalog/region/region.js';
import type { Database } from '../../catalog/storage/index.js';
import { openSheetReader } from '../../connectors/sheet/index.js';
import { openServices } from './catalogue-ground.js';

export const now = new Date('2026-11-21T04:00:00.000Z');

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'import');
export const fixture = (name: string) => join(fixtures, name);

/** A file of real data that lies beside the repository on some machines; never copied into it. */
export function realFile(name: string): string | null {
  const path = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', name);
  return existsSync(path) ? path : null;
}

/** The nation and the districts that the real files are about. */
const regionRows: readonly RegionRow[] = [
  ['000000000000', '全国', null],
  ['150000000000', '内蒙古自治区', '000000000000'],
  ['150100000000', '呼和浩特市', '150000000000'],
  ['150102000000', '新城区', '150100000000'],
  ['510000000000', '四川省', '000000000000'],
  ['511600000000', '广安市', '510000000000'],
  ['511602000000', '广安区', '511600000000'],
].map(([code = '', name = '', parent]) => ({
  code: parseRegionCode(code ?? ''),
  name: name ?? '',
  parent: parent ? parseRegionCode(parent) : null,
  local: false,
}));

export const operator: Call = callWith(['catalog:write']);

export function callWith(scopes: Call['scopes']): Call {
  return {
    consumer: {
      name: 'operator',
      title: 'test',
      kind: 'ADMINISTRATOR',
      organisation: null,
      region: null,
      scopes,
      active: true,
    },
    scopes,
    traceId: 'test',
    now,
    deadline: new AbortController().signal,
  };
}

export async function openImportGround(
  database: Database,
  options: { readonly regions: boolean } = { regions: true },
) {
  const clock = () => now;
  const services = openServices(database, clock);
  if (options.regions) {
    const pieces = (async function* () {
      yield await Promise.resolve(regionRows);
    })();
    await services.regions.load(pieces, 'test', () => undefined);
  }
  const exchange = openExchangeService({
    ...services,
    database,
    access: { demand: demandScope },
    rowReader: openSheetReader(),
    clock,
  });

  function importFile(path: string, changes: Partial<ImportRequest> = {}): Promise<ImportReport> {
    return exchange.importFile(operator, {
      input: { path },
      fileName: basename(path),
      mapping: null,
      region: null,
      dryRun: false,
      draft: false,
      encoding: null,
      ...changes,
    });
  }

  return { ...services, exchange, importFile };
}

export function counts({ read, imported, unchanged, rejected }: ImportReport) {
  return { read, imported, unchanged, rejected };
}

export function rulesOf(findings: readonly Finding[]): Readonly<Record<string, number>> {
  const byRule: Record<string, number> = {};
  for (const { rule } of findings) byRule[rule] = (byRule[rule] ?? 0) + 1;
  return byRule;
}
