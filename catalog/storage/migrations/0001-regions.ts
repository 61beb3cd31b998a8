import { Migration } from '@mikro-orm/migrations';

/** Regions (GB/T 2260 and the statistical codes below it) and organisations (GB 32100). */
export class Migration0001Regions extends Migration {
  override up(): void {
    this.addSql(`
      create table region (
        -- collate "C" as the path: codes read from a path then meet the index of this column, whatever the database's own collation
        code text collate "C" primary key check (code ~ '^[0-9]{12}$'),
        name text not null,
        level smallint not null check (level between 1 and 6),
        parent text collate "C" references region (code),
        -- codes from the nation down to the region itself, joined by '/': ancestors are read from it, descendants by prefix
        path text collate "C" not null,
        local boolean not null default false,
        -- counts the changes of a local zone, for its entries in the feed
        version integer not null default 1,
        source text not null
      )`);
    this.addSql(`create index region_parent on region (parent, code)`);
    this.addSql(`create unique index region_path on region (path)`);
    // Lists of one level, and names by their beginning: bytewise, or an outside database's own collation would not serve it.
    this.addSql(`create index region_level on region (level, code)`);
    this.addSql(`create index region_name on region (name collate "C", code)`);

    this.addSql(`
      create table organisation (
        -- the credit code, or '~' and a local name where none is known; see catalog/organisation/organisation.ts
        key text primary key,
        credit_code text unique check (length(credit_code) = 18),
        local_code text,
        name text not null,
        kind smallint,
        region_code text collate "C" references region (code),
        level smallint,
        version integer not null default 1,
        source text not null,
        updated_at timestamptz not null
      )`);
    this.addSql(`create index organisation_region on organisation (region_code, key)`);
    this.addSql(`create index organisation_name on organisation (name)`);
  }
}
