const columns = 'position, origin, kind, key, version, digest, deleted, document';

/** One statement, so that head and entries are of one moment: what lies between them cannot appear later. */
const withHead = (entries: string) => `
  with head as (select coalesce(max(position), 0) as head from change)
  select head.head::text as head, entry.position::text as position, entry.origin, entry.kind, entry.key,
         entry.version, entry.digest, entry.deleted, entry.document
  from head left join lateral (${entries}) as entry on true
  order by entry.position`;

/** $1 after, $2 limit. */
export const allChanges = withHead(
  `select ${columns} from change where position > $1::bigint order by position limit $2`,
);

/**
 * $1 after, $2 limit, $3 paths of the region and all above it, $4 and $5 bounds of what lies below it. Three reads that
 * each have an index in order, instead of one with "or" that would walk the log for a small county.
 */
export const changesOfRegion = withHead(`
  select ${columns} from (
    (select ${columns} from change where region_path is null and position > $1::bigint order by position limit $2)
    union all
    select above.* from unnest($3::text[]) as wider (path) cross join lateral (
      select ${columns} from change
      where region_path = wider.path and position > $1::bigint order by position limit $2) as above
    union all
    (select ${columns} from change
     where region_path > $4 and region_path < $5 and position > $1::bigint order by position limit $2)
  ) as found order by position limit $2`);

/** The order of the rows is the order of positions: an identity value is drawn after "order by". */
export const appendChanges = `
  insert into change (origin, kind, key, version, digest, deleted, document, region_path, at)
  select $1, given.kind, given.key, given.version, given.digest, given.document is null, given.document::jsonb,
         given.region_path, $8
  from unnest($2::text[], $3::text[], $4::integer[], $5::text[], $6::text[], $7::text[])
    with ordinality as given (kind, key, version, digest, document, region_path, at)
  order by given.at`;
