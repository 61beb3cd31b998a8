import type { BaseCode, LicenceTypeCode } from '../code/index.js';
import type { MatterKey } from '../matter/matter.js';
import type { Transaction } from '../storage/index.js';
import type { Finding } from './finding.js';
import type { DepartmentSurvey } from './mapping.js';

/** Organisations, base matters and licence types that are stored by now, this transaction's own included. */
export async function storedOf(
  tx: Transaction,
  asked: {
    readonly organisations: readonly string[];
    readonly baseMatters: readonly BaseCode[];
    readonly licenceTypes: readonly LicenceTypeCode[];
  },
): Promise<ReadonlySet<string>> {
  const { organisations, baseMatters, licenceTypes } = asked;
  if (organisations.length + baseMatters.length + licenceTypes.length === 0) return new Set();
  const rows = await tx.query<{ key: string }>(
    `select key from organisation where key = any($1)
     union all select code from base_matter where code = any($2)
     union all select code from licence_type where code = any($3)`,
    [[...new Set(organisations)], [...new Set(baseMatters)], [...new Set(licenceTypes)]],
  );
  return new Set(rows.map(({ key }) => key));
}

/** Returns, in the order given, whether the survey line differed from what was stored. */
export async function storeSurveys(
  tx: Transaction,
  surveys: readonly DepartmentSurvey[],
): Promise<readonly boolean[]> {
  if (surveys.length === 0) return [];
  const rows = await tx.query<{ organisation_key: string }>(
    `insert into department_survey
       (organisation_key, source, number, matters, in_hall, in_hall_rate_as_printed, windows, staff)
     select * from unnest($1::text[], $2::text[], $3::integer[], $4::integer[], $5::integer[], $6::text[],
                          $7::integer[], $8::integer[])
     on conflict (organisation_key, source) do update
        set number = excluded.number, matters = excluded.matters, in_hall = excluded.in_hall,
            in_hall_rate_as_printed = excluded.in_hall_rate_as_printed, windows = excluded.windows,
            staff = excluded.staff
      where (department_survey.number, department_survey.matters, department_survey.in_hall,
             department_survey.in_hall_rate_as_printed, department_survey.windows, department_survey.staff)
            is distinct from
            (excluded.number, excluded.matters, excluded.in_hall, excluded.in_hall_rate_as_printed, excluded.windows,
             excluded.staff)
     returning organisation_key`,
    [
      surveys.map(({ organisation }) => organisation),
      surveys.map(({ source }) => source),
      surveys.map(({ number }) => number),
      surveys.map(({ matters }) => matters),
      surveys.map(({ inHall }) => inHall),
      surveys.map(({ inHallRateAsPrinted }) => inHallRateAsPrinted),
      surveys.map(({ windows }) => windows),
      surveys.map(({ staff }) => staff),
    ],
  );
  const written = new Set(rows.map((row) => row.organisation_key));
  return surveys.map(({ organisation }) => written.has(organisation));
}

export interface BatchRow {
  readonly id: string;
  readonly mapping: string;
  readonly file: string;
  readonly digest: string;
  readonly by: string;
  readonly startedAt: Date;
}

/** Findings refer to the batch, so it is there before them; its counts come last. */
export async function openBatch(tx: Transaction, batch: BatchRow): Promise<void> {
  await tx.query(
    `insert into import_batch
       (id, mapping, file_name, file_digest, by_consumer, started_at, finished_at, read, imported, unchanged, rejected)
     values ($1, $2, $3, $4, $5, $6, $6, 0, 0, 0, 0)`,
    [batch.id, batch.mapping, batch.file, batch.digest, batch.by, batch.startedAt],
  );
}

export async function closeBatch(
  tx: Transaction,
  id: string,
  counts: {
    readonly read: number;
    readonly imported: number;
    readonly unchanged: number;
    readonly rejected: number;
  },
  finishedAt: Date,
): Promise<void> {
  await tx.query(
    `update import_batch set finished_at = $2, read = $3, imported = $4, unchanged = $5, rejected = $6 where id = $1`,
    [id, finishedAt, counts.read, counts.imported, counts.unchanged, counts.rejected],
  );
}

export async function writeFindings(
  tx: Transaction,
  batch: string,
  firstNumber: number,
  findings: readonly { readonly finding: Finding; readonly matter: MatterKey | null }[],
): Promise<void> {
  if (findings.length === 0) return;
  await tx.query(
    `insert into import_finding
       (batch_id, number, row_number, path, field, value, rule, severity, proposal, subject_kind, subject_key)
     select $1, $2 + entry.at - 1, entry.row_number, entry.path, entry.field, entry.value, entry.rule, entry.severity,
            entry.proposal, case when entry.matter is null then null else 'MATTER' end, entry.matter
       from unnest($3::integer[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
            with ordinality as entry (row_number, path, field, value, rule, severity, proposal, matter, at)`,
    [
      batch,
      firstNumber,
      findings.map(({ finding }) => finding.row),
      findings.map(({ finding }) => finding.path),
      findings.map(({ finding }) => finding.field),
      findings.map(({ finding }) => finding.value),
      findings.map(({ finding }) => finding.rule),
      findings.map(({ finding }) => finding.severity),
      findings.map(({ finding }) => finding.proposal),
      findings.map(({ matter }) => matter),
    ],
  );
}
