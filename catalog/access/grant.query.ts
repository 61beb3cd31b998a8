import type { CalendarDate, LicenceTypeCode, RegionCode } from '../code/index.js';
import type { Database, Sql } from '../storage/index.js';
import type { GrantSubject, GrantView, ShareClass } from './access.js';
import { subjectCode } from './grant.rules.js';

interface GrantRow {
  readonly id: string;
  readonly consumer: string;
  readonly subject_kind: GrantSubject['kind'];
  readonly subject: string;
  readonly fields: readonly string[];
  readonly matters: readonly string[] | null;
  readonly regions: readonly RegionCode[] | null;
  readonly share_class: ShareClass;
  readonly valid_from: CalendarDate;
  readonly valid_until: CalendarDate | null;
  readonly revoked_at: Date | null;
}

const columns =
  'id, consumer, subject_kind, subject, fields, matters, regions, share_class, valid_from, valid_until, revoked_at';

/** Ended and revoked grants too: they say why an answer is withheld. */
export async function selectGrantsOfSubjects(
  database: Database,
  consumer: string,
  subjects: readonly GrantSubject[],
): Promise<readonly GrantView[]> {
  if (subjects.length === 0) return [];
  const rows = await database.prepared<GrantRow>(
    'grants-of-subjects',
    `select ${columns} from access_grant
     where consumer = $1 and (subject_kind, subject) in (select * from unnest($2::text[], $3::text[]))`,
    [consumer, subjects.map(({ kind }) => kind), subjects.map(subjectCode)],
  );
  return rows.map(viewOf);
}

export async function selectGrants(sql: Sql, consumer: string | null): Promise<readonly GrantView[]> {
  const rows = await sql.query<GrantRow>(
    `select ${columns} from access_grant where $1::text is null or consumer = $1
     order by consumer, subject_kind, subject, valid_from, id`,
    [consumer],
  );
  return rows.map(viewOf);
}

/** Revokes what is not revoked yet; null where nothing was changed. */
export async function updateRevoked(
  sql: Sql,
  id: string,
  by: string,
  at: Date,
  reason: string,
): Promise<GrantView | null> {
  const [row] = await sql.query<GrantRow>(
    `update access_grant set revoked_by = $2, revoked_at = $3, revoke_reason = $4
     where id = $1 and revoked_at is null returning ${columns}`,
    [id, by, at, reason],
  );
  return row ? viewOf(row) : null;
}

export async function grantExists(sql: Sql, id: string): Promise<boolean> {
  return (await sql.query('select 1 from access_grant where id = $1', [id])).length > 0;
}

function viewOf(row: GrantRow): GrantView {
  return {
    id: row.id,
    consumer: row.consumer,
    subject:
      row.subject_kind === 'LICENCE'
        ? { kind: 'LICENCE', licenceType: row.subject as LicenceTypeCode }
        : { kind: 'DATA', check: row.subject },
    fields: row.fields,
    matters: row.matters,
    regions: row.regions,
    shareClass: row.share_class,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    revokedAt: row.revoked_at,
  };
}
