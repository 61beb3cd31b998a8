import type { MatterKey } from '../matter/matter.js';
import type { MatterDocument, Publication } from './publication.js';

/** What every read of a publication selects, from a table called `p`. */
export const publicationColumns =
  'p.matter_key, p.digest, p.document, p.published_at, p.effective_from, p.effective_until';

export interface PublicationRow {
  matter_key: MatterKey;
  digest: string;
  document: MatterDocument;
  published_at: Date;
  effective_from: Date;
  effective_until: Date | null;
}

/** Frozen to the last leaf: one object answers many requests at a time. */
export function publicationOf(row: PublicationRow): Publication {
  return Object.freeze({
    document: frozen(row.document),
    digest: row.digest,
    publishedAt: row.published_at,
    effectiveFrom: row.effective_from,
    effectiveUntil: row.effective_until,
  });
}

function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

/** $1 regions. */
export const pathsQuery = 'select code, path from region where code = any($1::text[])';

/** $1 matter keys. */
export const currentQuery = `
  select ${publicationColumns} from publication p where p.matter_key = any($1::text[]) and p.current`;

/** $1 matter keys, $2 a moment. From its beginning until, and not at, its end. */
export const asOfQuery = `
  select ${publicationColumns} from publication p
   where p.matter_key = any($1::text[]) and p.effective_from <= $2
     and (p.effective_until is null or p.effective_until > $2)`;

/**
 * $1 base codes, $2 regions. For each pair the lineage is read from the region's path, and the index over (base_code,
 * region_code, matter_key) is asked once for each of its at most six regions. Written as "= any(lineage)", the planner reads
 * every implementation of the base matter in the country and throws away all but a few.
 */
export const nearestQuery = `
  select ask.position, ${publicationColumns}
    from unnest($1::text[], $2::text[]) with ordinality as ask (base_code, region_code, position)
    join region r on r.code = ask.region_code
   cross join lateral (
     select candidate.*
       from unnest(string_to_array(r.path, '/')) with ordinality as step (region_code, depth)
      cross join lateral (
        select * from publication
         where current and base_code = ask.base_code and region_code = step.region_code
         order by matter_key limit 1) as candidate
      order by step.depth desc limit 1) as p`;

/** $1 base codes, $2 cursor, $3 limit: so many implementations of each. */
export const implementationsQuery = `
  select given.base_code as asked, ${publicationColumns}
    from unnest($1::text[]) as given (base_code)
   cross join lateral (
     select * from publication
      where current and base_code = given.base_code and matter_key > $2 order by matter_key limit $3) as p
   order by p.matter_key`;

/** $1 base codes. */
export const implementationCountsQuery = `
  select base_code as asked, count(*) as count from publication
   where current and base_code = any($1::text[]) group by base_code`;

/** $1 base codes, $2 organisation keys, $3 licence types, $4 regions: four reads that each have an index. */
export const dependantsQuery = `
  select matter_key from publication where current and base_code = any($1::text[])
  union select matter_key from publication where current and organisation_key = any($2::text[])
  union select matter_key from publication where current and licence_types && $3::text[]
  union select matter_key from publication where current and region_code = any($4::text[])
  order by matter_key`;
