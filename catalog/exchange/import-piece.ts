import { digestOf, type Transaction } from '../storage/index.js';
import { type FindingDraft, found, rejects } from './finding.js';
import { storedOf } from './import.query.js';
import { type RowOutcome, storeDrafts, type Stores } from './import-store.js';
import { enterSeen } from './ledger.query.js';
import type { FileJudge, RowDrafts, RowReading } from './mapping.js';
import { referenceFindings, type References, referencesOf, withKnownRegions } from './reference.rules.js';
import type { SourceRow } from './row-reader.js';

/** One row on its way: read by the mapping, compared with the rest of the file and the catalogue, stored. */
interface RowCase {
  readonly row: SourceRow;
  readonly findings: FindingDraft[];
  readonly identity: string;
  readonly likeness: NonNullable<RowReading['accepted']>['likeness'];
  /** null = rejected, or said already by an earlier row. */
  drafts: RowDrafts | null;
  outcome: RowOutcome;
}

export type JudgedRow = Readonly<Pick<RowCase, 'row' | 'findings' | 'outcome' | 'drafts'>>;

/** Some 1,000 rows: a dozen SQL statements however many rows the piece has. */
export async function importPiece(
  tx: Transaction,
  stores: Stores,
  judge: FileJudge,
  rows: readonly SourceRow[],
  batch: { readonly source: string; readonly now: Date },
): Promise<readonly JudgedRow[]> {
  const cases = rows.map((row) => caseOf(row, judge));
  await judgeReferences(tx, stores, cases);
  await judgeRepetitions(tx, cases);
  await judgeLikeness(tx, cases);
  await storeDrafts(tx, stores, cases, batch);
  return cases;
}

function caseOf(row: SourceRow, judge: FileJudge): RowCase {
  if (row.damage.length > 0) return rejected(row, [...row.damage]);
  const { findings, accepted } = judge.judge(row);
  if (!accepted) return rejected(row, [...findings]);
  const { drafts, identity, likeness } = accepted;
  return { row, findings: [...findings], identity, likeness, drafts, outcome: 'UNCHANGED' };
}

function rejected(row: SourceRow, findings: FindingDraft[]): RowCase {
  return { row, findings, identity: '', likeness: null, drafts: null, outcome: 'REJECTED' };
}

function reject(one: RowCase): void {
  one.drafts = null;
  one.outcome = 'REJECTED';
}

async function judgeReferences(tx: Transaction, stores: Stores, cases: readonly RowCase[]): Promise<void> {
  const named = cases.map(({ drafts }) => (drafts ? referencesOf(drafts) : null));
  const all = <Name extends keyof References>(name: Name) =>
    named.flatMap((references) => [...(references?.[name] ?? [])]) as References[Name][number][];
  const regions = await stores.regions.paths(tx, all('regions'));
  const stored = await storedOf(tx, {
    organisations: all('organisations'),
    baseMatters: all('baseMatters'),
    licenceTypes: all('licenceTypes'),
  });
  cases.forEach((one, at) => {
    const references = named[at];
    if (!one.drafts || !references) return;
    const findings = referenceFindings(references, { regions, stored });
    one.findings.push(...findings);
    if (findings.some(rejects)) reject(one);
    else one.drafts = withKnownRegions(one.drafts, regions);
  });
}

/** The same row again changes nothing; another row of the same code is refused, because one of the two is wrong. */
async function judgeRepetitions(tx: Transaction, cases: readonly RowCase[]): Promise<void> {
  const accepted = cases.filter((one) => one.drafts !== null);
  const entries = accepted.map(({ row, identity, drafts }) => {
    return { key: identity, row: row.number, digest: digestOf(drafts), code: null };
  });
  const firsts = await enterSeen(tx, 'IDENTITY', entries);
  accepted.forEach((one, at) => {
    const first = firsts[at];
    const entry = entries[at];
    if (!first || !entry || first.row === one.row.number) return;
    const same = first.digest === entry.digest;
    one.findings.push(found(same ? 'ROW_REPEATED' : 'ROW_CONFLICTS', null, one.identity, `row ${first.row}`));
    if (!same) reject(one);
    one.drafts = null;
  });
}

/** The same name under another code in one department is imported, but somebody should say which of the two is meant. */
async function judgeLikeness(tx: Transaction, cases: readonly RowCase[]): Promise<void> {
  const alike = cases.flatMap((one) => (one.likeness && one.drafts ? [{ one, likeness: one.likeness }] : []));
  const entries = alike.map(({ one, likeness }) => {
    return { key: likeness.text, row: one.row.number, digest: null, code: likeness.code };
  });
  const firsts = await enterSeen(tx, 'LIKENESS', entries);
  alike.forEach(({ one, likeness }, at) => {
    const first = firsts[at];
    if (!first || first.row === one.row.number) return;
    one.findings.push(found('NAME_UNDER_TWO_CODES', likeness.field, likeness.code, first.code));
  });
}
