import { randomUUID } from 'node:crypto';
import type { Call } from '../access/access.js';
import type { AccessService } from '../access/access.service.js';
import type { ChangeService } from '../change/change.service.js';
import type { Clock } from '../clock.js';
import { parseRegionCode, type RegionCode } from '../code/index.js';
import { Fault } from '../errors.js';
import type { PublicationService } from '../publication/publication.service.js';
import type { RegionService } from '../region/region.service.js';
import type { Database } from '../storage/index.js';
import type { Page, PageRequest, Wording } from '../wording.js';
import {
  type FindingFilter,
  type ImportReport,
  type ImportRequest,
  mostFileBytes,
  type StoredFinding,
} from './exchange.js';
import { findingPage } from './finding.query.js';
import type { Stores } from './import-store.js';
import { record } from './import-record.js';
import { knownMappings, mappingFor, mappingNamed } from './known-mappings.js';
import type { FileJudge, Mapping } from './mapping.js';
import { type Encoding, encodingNames, type RowReader, type SourceFile } from './row-reader.js';

export interface ExchangeService {
  /** The formats that can be read, by name. */
  mappings(): readonly { readonly name: string; readonly title: Wording }[];
  /**
   * Every row of the file is imported, unchanged or rejected, all in one transaction. Throws FILE_… when the file as a
   * whole cannot be read; then nothing is kept.
   */
  importFile(call: Call, request: ImportRequest): Promise<ImportReport>;
  /** What the latest import of each file has found, or one batch. */
  findings(call: Call, filter: FindingFilter, page: PageRequest): Promise<Page<StoredFinding>>;
}

export interface ExchangeDeps extends Stores {
  readonly database: Database;
  readonly access: Pick<AccessService, 'demand'>;
  readonly regions: Pick<RegionService, 'byCodes' | 'paths'>;
  readonly changes: Pick<ChangeService, 'append'>;
  readonly publications: Pick<PublicationService, 'publish' | 'dependants'>;
  readonly rowReader: RowReader;
  readonly clock: Clock;
}

export function openExchangeService(deps: ExchangeDeps): ExchangeService {
  const { database, access, regions, rowReader } = deps;

  async function demandRegion(text: string | null): Promise<RegionCode | null> {
    if (text === null) return null;
    const code = parseRegionCode(text);
    const [region] = await regions.byCodes([code]);
    if (!region) throw new Fault('REGION_UNKNOWN', { region: code });
    return code;
  }

  return {
    mappings: () => knownMappings.map(({ name, title }) => ({ name, title })),

    async importFile(call, request) {
      const { name: by } = access.demand(call, 'catalog:write');
      const named = request.mapping === null ? null : mappingNamed(request.mapping);
      const encoding = encodingNamed(request.encoding);
      const region = await demandRegion(request.region);
      const { input, fileName } = request;
      const file = await rowReader.open(input, { fileName, encoding, mostBytes: mostFileBytes });
      try {
        const mapping = named ?? (await mappingByLooks(file, fileName));
        const judge = mapping.open({ region: region ?? mapping.defaultRegion });
        const rows = await survey(file, mapping, judge, call);
        return await record(deps, { call, by, request, file, mapping, judge, rows, batch: randomUUID() });
      } finally {
        await file.close();
      }
    },

    async findings(call, filter, page) {
      access.demand(call, 'catalog:write');
      return findingPage(database, filter, page);
    },
  };
}

/** A file that is nothing whole is told as such; that it fits no mapping would lead astray. */
async function mappingByLooks(file: SourceFile, fileName: string): Promise<Mapping> {
  const mapping = mappingFor(file.outline);
  if (mapping) return mapping;
  await file.demandWellFormed();
  throw new Fault('MAPPING_UNDECIDED', { file: fileName, known: knownMappings.map(({ name }) => name) });
}

/** The file once from end to end before anything is written: a cut file is found here, and the rows are counted. */
async function survey(file: SourceFile, mapping: Mapping, judge: FileJudge, call: Call): Promise<number> {
  let rows = 0;
  for await (const items of file.items(mapping.layout(file.outline))) {
    call.deadline.throwIfAborted();
    for (const item of items) {
      if (item.is !== 'ROW') continue;
      rows += 1;
      if (item.damage.length === 0) judge.survey(item);
    }
  }
  return rows;
}

function encodingNamed(name: string | null): Encoding | null {
  if (name === null) return null;
  const encoding = Object.entries(encodingNames).find(([known]) => known === name.toLowerCase())?.[1];
  if (!encoding) {
    throw new Fault('ENCODING_UNKNOWN', { encoding: name.slice(0, 40), known: Object.keys(encodingNames) });
  }
  return encoding;
}
