import { Fault } from '../errors.js';
import type { MatterKey } from '../matter/matter.js';
import { keysetPage, keysetRange, type Sql } from '../storage/index.js';
import type { Page, PageRequest } from '../wording.js';
import type { FindingFilter, StoredFinding } from './exchange.js';
import type { FindingRuleName, Severity } from './finding-rules.js';

interface FindingRow {
  batch_id: string;
  number: number;
  file_name: string;
  mapping: string;
  started_at: Date;
  row_number: number;
  path: string;
  field: string | null;
  value: string | null;
  rule: FindingRuleName;
  severity: Severity;
  proposal: string | null;
  subject_key: MatterKey | null;
}

/** Of each file the latest batch, unless one is named. */
const selection = `
  select f.batch_id, f.number, b.file_name, b.mapping, b.started_at, f.row_number, f.path, f.field, f.value, f.rule,
         f.severity, f.proposal, f.subject_key
    from import_finding f join import_batch b on b.id = f.batch_id
   where case when $1::uuid is not null then b.id = $1
              else b.number in (select max(number) from import_batch group by file_name) end
     and ($2::text is null or b.file_name = $2)
     and ($3::text is null or b.mapping = $3)
     and ($4::text is null or f.rule = $4)
     and ($5::text is null or f.severity = $5)
     and ($6::text is null or (f.subject_kind = 'MATTER' and f.subject_key = $6))
     and ($7::uuid is null or (f.batch_id, f.number) > ($7, $8))
   order by f.batch_id, f.number
   limit $9`;

export async function findingPage(
  sql: Sql,
  filter: FindingFilter,
  request: PageRequest,
): Promise<Page<StoredFinding>> {
  const { after, limit } = keysetRange(request);
  const [batch = null, number = null] = after === null ? [] : positionOf(after);
  if (filter.batch !== undefined && !isUuid(filter.batch)) return { items: [], hasNextPage: false };
  const rows = await sql.query<FindingRow>(selection, [
    filter.batch ?? null,
    filter.file ?? null,
    filter.mapping ?? null,
    filter.rule ?? null,
    filter.severity ?? null,
    filter.matter ?? null,
    batch,
    number,
    limit,
  ]);
  return keysetPage(rows, request, (row) => `${row.batch_id} ${row.number}`, findingOf);
}

function positionOf(key: string): readonly [string, number] {
  const [batch = '', number = ''] = key.split(' ');
  if (!isUuid(batch) || !/^\d{1,9}$/.test(number)) throw new Fault('CURSOR_INVALID');
  return [batch, Number(number)];
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

function findingOf(row: FindingRow): StoredFinding {
  const { path, field, value, rule, severity, proposal } = row;
  return {
    ...{ row: row.row_number, path, field, value, rule, severity, proposal },
    batch: row.batch_id,
    file: row.file_name,
    mapping: row.mapping,
    at: row.started_at,
    subject: row.subject_key === null ? null : { kind: 'MATTER', key: row.subject_key },
  };
}
