import type { Database, Sql } from '../storage/index.js';
import type { AuditDraft, AuditEntryView, AuditFilter, AuditOutcome } from './audit.js';
import type { Reason } from '../wording.js';

export interface AuditRow {
  readonly position: number;
  readonly at: Date;
  readonly consumer: string;
  readonly operation: string;
  readonly subject: string | null;
  readonly matter: string | null;
  readonly case_number: string | null;
  readonly mode: string | null;
  readonly clerk: string | null;
  readonly outcome: AuditOutcome;
  readonly reasons: readonly Reason[];
  readonly detail: Readonly<Record<string, unknown>>;
  readonly trace_id: string;
  readonly leaf: string;
}

/**
 * The first key of a room of advisory locks that nothing else uses. Whoever is about to write an entry holds, until its
 * transaction ends, the lock `room + p`, where p is a position below the one it will get.
 */
const positionRoom = 2n ** 62n;
/** The last position given, to transactions that are over or not; a sequence is read outside of all transactions. */
const lastGiven = `(last_value - (not is_called)::int)`;

export async function insertAuditEntry(sql: Sql, entry: AuditDraft, at: Date, leaf: string): Promise<string> {
  const [row] = await sql.query<{ position: number }>(
    `with announced as materialized (
       select pg_advisory_xact_lock_shared(${positionRoom} + ${lastGiven}) from audit_entry_position_seq
     )
     insert into audit_entry
       (at, consumer, operation, subject, matter, case_number, mode, clerk, outcome, reasons, detail, trace_id, leaf)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 from announced
     returning position`,
    [
      ...[at, entry.consumer, entry.operation, entry.subject, entry.matter, entry.caseNumber, entry.mode],
      ...[entry.clerk, entry.outcome, JSON.stringify(entry.reasons), JSON.stringify(entry.detail)],
      ...[entry.traceId, leaf],
    ],
  );
  if (!row) throw new Error('the audit entry was not written');
  return String(row.position);
}

/**
 * Up to this position every entry is committed or will never be: a snapshot taken afterwards sees all there is. The two
 * statements must stay in this order. Whoever got a position by the first one announced itself before, so the second one
 * finds its lock or its transaction is over; whoever announces itself later gets a higher position. Nobody waits.
 */
export async function settledPosition(sql: Sql): Promise<number> {
  const [given] = await sql.query<{ last: number }>(
    `select ${lastGiven} as last from audit_entry_position_seq`,
  );
  const [running] = await sql.query<{ floor: number | null }>(
    `select min((classid::bigint << 32) + objid::bigint - ${positionRoom}) as floor
       from pg_locks
      where locktype = 'advisory' and objsubid = 1 and classid::bigint between $1 and $2
        and database = (select oid from pg_database where datname = current_database())`,
    // Positions stay below 2^53, so the upper half of the key moves by less than 2^21.
    [String(positionRoom >> 32n), String((positionRoom >> 32n) + 2n ** 21n)],
  );
  const last = given?.last ?? 0;
  return Math.min(last, running?.floor ?? last);
}

/** `subject` in place of the holder: the number itself never reaches SQL. */
export type AuditCondition = Omit<AuditFilter, 'holder'> & { readonly subject?: string };

export async function selectAuditEntries(
  sql: Sql,
  condition: AuditCondition,
  range: { readonly before: string; readonly limit: number },
): Promise<AuditEntryView[]> {
  const { text, parameters } = whereOf(condition, 3);
  const rows = await sql.query<AuditRow>(
    `select * from audit_entry where position < $1 and ${text} order by position desc limit $2`,
    [range.before, range.limit, ...parameters],
  );
  return rows.map(viewOf);
}

export async function selectAuditEntry(sql: Sql, position: string): Promise<AuditEntryView | null> {
  const [row] = await sql.query<AuditRow>('select * from audit_entry where position = $1', [position]);
  return row ? viewOf(row) : null;
}

/** Oldest first. */
export async function* streamAuditEntries(
  database: Database,
  condition: AuditCondition,
): AsyncGenerator<AuditEntryView[]> {
  const { text, parameters } = whereOf(condition, 1);
  const pieces = database.stream<AuditRow>(
    `select * from audit_entry where ${text} order by position`,
    parameters,
  );
  for await (const rows of pieces) yield rows.map(viewOf);
}

export async function countAuditEntries(sql: Sql, condition: AuditCondition): Promise<number> {
  const { text, parameters } = whereOf(condition, 1);
  const [row] = await sql.query<{ count: number }>(
    `select count(*) as count from audit_entry where ${text}`,
    parameters,
  );
  return row?.count ?? 0;
}

/** `first`: the number of the first parameter that the statement has left free. */
function whereOf(condition: AuditCondition, first: number): { text: string; parameters: unknown[] } {
  const tests: readonly (readonly [string, unknown])[] = [
    ['consumer =', condition.consumer],
    ['operation =', condition.operation],
    ['case_number =', condition.caseNumber],
    ['matter =', condition.matter],
    ['outcome =', condition.outcome],
    ['subject =', condition.subject],
    ['at >=', condition.since],
    ['at <', condition.until],
  ];
  const asked = tests.filter(([, value]) => value !== undefined && value !== null);
  return {
    text: ['true', ...asked.map(([test], index) => `${test} $${index + first}`)].join(' and '),
    parameters: asked.map(([, value]) => value),
  };
}

export function viewOf(row: AuditRow): AuditEntryView {
  return {
    position: String(row.position),
    at: row.at,
    consumer: row.consumer,
    operation: row.operation,
    subject: row.subject,
    matter: row.matter,
    caseNumber: row.case_number,
    mode: row.mode,
    clerk: row.clerk,
    outcome: row.outcome,
    reasons: row.reasons,
    detail: row.detail,
    traceId: row.trace_id,
    leaf: row.leaf,
  };
}
