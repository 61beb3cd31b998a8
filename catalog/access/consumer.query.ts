import type { RegionCode } from '../code/index.js';
import type { Sql } from '../storage/index.js';
import type { ConsumerKind, ConsumerView, Scope } from './access.js';

interface ConsumerRow {
  readonly name: string;
  readonly title: string;
  readonly kind: ConsumerKind;
  readonly organisation_key: string | null;
  readonly region_code: RegionCode | null;
  readonly scopes: readonly Scope[];
  readonly active: boolean;
}

/** null = all of them. */
export async function selectConsumers(
  sql: Sql,
  names: readonly string[] | null,
): Promise<readonly ConsumerView[]> {
  const rows = await sql.query<ConsumerRow>(
    `select name, title, kind, organisation_key, region_code, scopes, active from consumer
     where $1::text[] is null or name = any ($1) order by name`,
    [names],
  );
  return rows.map(({ organisation_key, region_code, ...row }) => ({
    ...row,
    organisation: organisation_key,
    region: region_code,
  }));
}
