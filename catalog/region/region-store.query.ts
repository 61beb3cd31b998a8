/**
 * $1 codes, $2 names, $3 paths, $4 local: which of the given rows are new or differ, and what is there instead. Equal rows do not
 * travel. "offset 0" keeps it a lookup by primary key per row, whatever the statistics say in the middle of an import.
 */
export const regionsDiffering = `
  select given.at::integer as at, known.code is not null as known, known.name, known.path, known.local
  from unnest($1::text[], $2::text[], $3::text[], $4::boolean[])
    with ordinality as given (code, name, path, local, at)
  left join lateral (
    select code, name, path, local from region where region.code = given.code offset 0) as known on true
  where known.code is null or (known.name, known.path, known.local) is distinct from (given.name, given.path, given.local)
  order by given.at`;

/** $1 codes, $2 names, $3 levels, $4 parents, $5 paths, $6 local, $7 source. */
export const insertRegions = `
  insert into region (code, name, level, parent, path, local, source)
  select given.*, $7
  from unnest($1::text[], $2::text[], $3::smallint[], $4::text[], $5::text[], $6::boolean[]) as given`;

/** $1 codes, $2 names, $3 parents, $4 source. */
export const updateRegions = `
  update region set name = given.name, parent = given.parent, source = $4, version = region.version + 1
  from unnest($1::text[], $2::text[], $3::text[]) as given (code, name, parent)
  where region.code = given.code
  returning region.code, region.version`;

/** $1 code, $2 its new path: the region and everything below it goes there. */
export const moveRegion = `
  update region set path = $2 || substr(region.path, length(here.path) + 1)
  from (select path from region where code = $1) as here
  where region.path >= here.path and region.path < here.path || '0'`;
