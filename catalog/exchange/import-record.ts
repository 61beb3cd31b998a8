import type { Call } from '../access/access.js';
import type { BaseCode, LicenceTypeCode } from '../code/index.js';
import { reserveCatalogue } from '../matter/matter.query.js';
import type { MatterKey } from '../matter/matter.js';
import type { Repeated } from '../publication/publication.service.js';
import type { Transaction } from '../storage/index.js';
import type { ImportReport, ImportRequest } from './exchange.js';
import type { ExchangeDeps } from './exchange.service.js';
import { type Finding, findingAt, found } from './finding.js';
import { importPiece } from './import-piece.js';
import { openTally, type Tally } from './import-tally.js';
import { closeBatch, openBatch } from './import.query.js';
import { keptChanges, openLedger, touched, type TouchedKind } from './ledger.query.js';
import type { FileJudge, Mapping } from './mapping.js';
import type { SourceFile, SourceItem, SourceRow } from './row-reader.js';

/** Rows stored at a time, and characters in them: large rows come in smaller pieces. */
const PIECE = 1_000;
const PIECE_SIZE = 4_000_000;

export interface Import {
  readonly call: Call;
  readonly by: string;
  readonly request: ImportRequest;
  readonly file: SourceFile;
  readonly mapping: Mapping;
  readonly judge: FileJudge;
  /** How many rows the survey has counted. */
  readonly rows: number;
  readonly batch: string;
}

/** Ends the transaction of a dry run; carries what it would have reported. */
class DryRun extends Error {
  constructor(readonly report: ImportReport) {
    super('dry run');
  }
}

/**
 * The whole file in one transaction: rows, findings, batch, changes and publications appear together or not at all. The
 * catalogue is reserved for it, so two imports run one after the other and no document is published from a value that
 * is being replaced. The file is local, or a local copy: nobody outside is waited for.
 */
export async function record(deps: ExchangeDeps, one: Import): Promise<ImportReport> {
  try {
    return await deps.database.transaction(async (tx) => {
      await reserveCatalogue(tx);
      const report = await write(deps, tx, one);
      if (one.request.dryRun) throw new DryRun({ ...report, batch: null });
      return report;
    });
  } catch (error) {
    if (error instanceof DryRun) return error.report;
    throw error;
  }
}

async function write(deps: ExchangeDeps, tx: Transaction, one: Import): Promise<ImportReport> {
  const { call, by, request, file, mapping, batch } = one;
  await openLedger(tx);
  const { fileName } = request;
  await openBatch(tx, {
    id: batch,
    mapping: mapping.name,
    file: fileName,
    digest: file.digest,
    by,
    startedAt: call.now,
  });
  const tally = openTally(tx, batch);
  await tally.note(fileFindings(one).map((finding) => ({ finding, matter: null })));
  await importRows(deps, tx, one, tally);
  await tally.flush();
  const published = await finish(deps, tx, one);
  const { counts } = tally;
  const report = { read: counts.IMPORTED + counts.UNCHANGED + counts.REJECTED, ...tally.report() };
  if (report.read !== one.rows) {
    throw new Error(`${one.rows} rows were counted and ${report.read} judged`);
  }
  await closeBatch(tx, batch, report, deps.clock());
  return { ...report, file: fileName, mapping: mapping.name, batch, dryRun: request.dryRun, published };
}

function fileFindings({ file, judge, rows }: Import): Finding[] {
  const path = file.outline.form === 'JSON' ? '$' : 'line 1';
  const drafts = [...judge.fileFindings(), ...(rows === 0 ? [found('FILE_HAS_NO_ROWS', null, null)] : [])];
  return drafts.map((draft) => findingAt(0, path, draft));
}

/** Round by round: what is referred to is stored before what refers to it, wherever in the file it stands. */
async function importRows(deps: ExchangeDeps, tx: Transaction, one: Import, tally: Tally): Promise<void> {
  const { call, request, file, mapping, judge, rows } = one;
  const source = mapping.name;
  const known = new Set(mapping.rounds.flat());
  let done = 0;

  async function flush(piece: readonly SourceRow[]): Promise<void> {
    call.deadline.throwIfAborted();
    for (const { row, findings, outcome, drafts } of await importPiece(tx, deps, judge, piece, {
      source,
      now: call.now,
    })) {
      tally.count(outcome);
      tally.hold(
        findings.map((draft) => ({
          finding: findingAt(row.number, row.path, draft),
          matter: drafts?.matter?.key ?? null,
        })),
      );
    }
    await tally.flush();
    done += piece.length;
    request.onRow?.(done, rows);
  }

  for (const [round, kinds] of mapping.rounds.entries()) {
    const belongs = (item: SourceItem) =>
      item.is === 'ROW' ? kinds.includes(item.kind) || (round === 0 && !known.has(item.kind)) : round === 0;
    let piece: SourceRow[] = [];
    let size = 0;
    for await (const items of file.items(mapping.layout(file.outline))) {
      for (const item of items.filter(belongs)) {
        if (item.is === 'STRAY') {
          await tally.note([{ finding: findingAt(0, item.path, item.finding), matter: null }]);
          continue;
        }
        piece.push(item);
        size += item.size;
        if (piece.length < PIECE && size < PIECE_SIZE) continue;
        await flush(piece);
        piece = [];
        size = 0;
      }
    }
    if (piece.length > 0) await flush(piece);
  }
}

/** The steps that take the lock of the change log, last: what was stored, then the documents that repeat it, then the new ones. */
async function finish(deps: ExchangeDeps, tx: Transaction, one: Import): Promise<number> {
  const { call, by, mapping, request } = one;
  let published = 0;
  const publish = async (keys: readonly string[]) => {
    published += (await deps.publications.publish(tx, keys as readonly MatterKey[], by, call.now)).published;
  };
  for await (const changes of keptChanges(tx)) await deps.changes.append(tx, changes);
  for (const [kind, asRepeated] of repeatedKinds) {
    for await (const keys of touched(tx, kind)) {
      await publish(await deps.publications.dependants(tx, asRepeated(keys)));
    }
  }
  if (mapping.published && !request.draft) {
    for await (const keys of touched(tx, 'MATTER')) await publish(keys);
  }
  return published;
}

const repeatedKinds: readonly (readonly [TouchedKind, (keys: readonly string[]) => Repeated])[] = [
  ['ORGANISATION', (organisationKeys) => ({ organisationKeys })],
  ['LICENCE_TYPE', (codes) => ({ licenceTypes: codes as readonly LicenceTypeCode[] })],
  ['BASE_MATTER', (codes) => ({ baseCodes: codes as readonly BaseCode[] })],
];
