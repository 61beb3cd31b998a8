import { levelFromDigit, type CreditCode, type RegionCode } from '../code/index.js';
import type { OrganisationKey, OrganisationView } from './organisation.js';

/** A row of the table; its codes were parsed when they were written. */
export interface OrganisationRecord {
  readonly key: OrganisationKey;
  readonly credit_code: CreditCode | null;
  readonly local_code: string | null;
  readonly name: string;
  readonly kind: OrganisationView['kind'];
  readonly region_code: RegionCode | null;
  readonly level: number | null;
}

const columns = 'key, credit_code, local_code, name, kind, region_code, level';

export function viewOf(record: OrganisationRecord): OrganisationView {
  return {
    key: record.key,
    creditCode: record.credit_code,
    localCode: record.local_code,
    name: record.name,
    kind: record.kind,
    region: record.region_code,
    level: record.level === null ? null : levelFromDigit(String(record.level)),
  };
}

/** $1 keys. */
export const organisationsByKey = `select ${columns} from organisation where key = any($1::text[])`;

/** $1 regions, $2 cursor, $3 limit: so many organisations of each region. */
export const organisationsOfEach = `
  select body.*
  from unnest($1::text[]) as given (region_code)
  cross join lateral (
    select ${columns} from organisation
    where organisation.region_code = given.region_code and organisation.key > $2
    order by organisation.key limit $3) as body`;

/**
 * $1 keys, $2 credit codes, $3 local codes, $4 names, $5 kinds, $6 regions, $7 levels, $8 source, $9 now. What comes back was written;
 * an equal row stays as it is. The comparison is made on the row as it stands after any other writer has committed, and
 * rows are locked in one order.
 */
export const storeOrganisations = `
  insert into organisation as stored
    (key, credit_code, local_code, name, kind, region_code, level, source, updated_at)
  select given.*, $8, $9
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::smallint[], $6::text[], $7::smallint[])
    as given (key, credit_code, local_code, name, kind, region_code, level)
  order by given.key
  on conflict (key) do update set
    (credit_code, local_code, name, kind, region_code, level, source, updated_at, version) =
    (excluded.credit_code, excluded.local_code, excluded.name, excluded.kind, excluded.region_code, excluded.level,
     excluded.source, excluded.updated_at, stored.version + 1)
  where (stored.credit_code, stored.local_code, stored.name, stored.kind, stored.region_code, stored.level)
    is distinct from
    (excluded.credit_code, excluded.local_code, excluded.name, excluded.kind, excluded.region_code, excluded.level)
  returning stored.key, stored.version`;
