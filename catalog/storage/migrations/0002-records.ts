import { Migration } from '@mikro-orm/migrations';

/** The two append-only records: changes (what peers read) and audit (who read what of whom). */
export class Migration0002Records extends Migration {
  override up(): void {
    // Positions are given under a lock held until commit, so they appear in commit order (catalog/change/change.service.ts).
    this.addSql(`
      create table change (
        position bigint generated always as identity primary key,
        origin text not null,
        kind text not null,
        key text not null,
        version integer not null,
        digest text not null,
        deleted boolean not null default false,
        document jsonb,
        region_path text collate "C",
        at timestamptz not null
      )`);
    this.addSql(`create index change_key on change (kind, key, position)`);
    this.addSql(`create index change_region on change (region_path, position)`);
    // At most one row: whoever comes first names this gateway, everyone else reads the name.
    this.addSql(`
      create table origin (
        sole boolean primary key default true check (sole),
        id text not null,
        made_at timestamptz not null
      )`);

    this.addSql(`
      create table audit_entry (
        position bigint generated always as identity primary key,
        at timestamptz not null,
        consumer text not null,
        operation text not null,
        -- a keyed digest of the holder number, never the number
        subject text,
        matter text,
        case_number text,
        mode text,
        clerk text,
        outcome text not null,
        reasons jsonb not null,
        detail jsonb not null,
        trace_id text not null,
        leaf text not null
      )`);
    this.addSql(
      `create index audit_entry_subject on audit_entry (subject, position) where subject is not null`,
    );
    this.addSql(`create index audit_entry_consumer on audit_entry (consumer, position)`);
    this.addSql(
      `create index audit_entry_case on audit_entry (case_number, position) where case_number is not null`,
    );
    this.addSql(`create index audit_entry_matter on audit_entry (matter, position) where matter is not null`);
    this.addSql(`
      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'table % is append-only', tg_table_name using errcode = 'insufficient_privilege';
      end $$`);
    for (const table of ['audit_entry', 'change']) {
      this.addSql(`
        create trigger ${table}_append_only before update or delete on ${table}
        for each row execute function refuse_change()`);
      this.addSql(`
        create trigger ${table}_no_truncate before truncate on ${table}
        for each statement execute function refuse_change()`);
    }
    this.addSql(`
      create table sync_cursor (
        peer text primary key,
        url text not null,
        position text not null,
        pulled_at timestamptz not null
      )`);
  }
}
