import { Migration } from '@mikro-orm/migrations';

/** Base matters, matters, handling items, what is published of them, and what imports found. */
export class Migration0003Catalogue extends Migration {
  override up(): void {
    this.addSql(`
      create table licence_type (
        code text primary key check (length(code) = 21),
        name text,
        authority_code text not null,
        authority_name text,
        fields jsonb not null default '[]',
        version integer not null default 1,
        -- of the content, so that a load that changes nothing writes nothing
        digest text not null,
        -- name and code, folded for search (catalog/matter/search.rules.ts)
        search_text text not null,
        source text not null
      )`);
    this.addSql(`
      create table base_matter (
        code text primary key check (code ~ '^[0-9]{12}$'),
        type text not null,
        main_name text not null,
        sub_name text,
        version integer not null,
        -- element name → value, see catalog/matter/element.ts
        elements jsonb not null,
        digest text not null,
        -- names, folded for search (catalog/matter/search.rules.ts)
        search_text text not null,
        source text not null,
        updated_at timestamptz not null
      )`);
    this.addSql(`create index base_matter_type on base_matter (type, code)`);
    this.addSql(`
      create table matter (
        -- the matter code, or '~' and the local code where no national code is known; see catalog/matter/matter.ts
        key text primary key,
        code text unique check (length(code) = 31),
        local_code text,
        base_code text,
        organisation_key text not null references organisation (key) on update cascade,
        region_code text collate "C" references region (code),
        level smallint,
        type text,
        name text not null,
        status text not null,
        version integer not null,
        -- only what this level owns; the rest comes from the base matter
        elements jsonb not null,
        digest text not null,
        source text not null,
        updated_at timestamptz not null,
        -- a matter that has a code is known by it, or two keys could stand for one matter
        check (code is null or code = key)
      )`);
    this.addSql(`create index matter_base on matter (base_code, region_code)`);
    this.addSql(`create index matter_organisation on matter (organisation_key, key)`);
    this.addSql(`create index matter_local_code on matter (local_code)`);
    this.addSql(`
      create table handling_item (
        matter_key text not null references matter (key) on update cascade on delete cascade,
        item text not null check (item ~ '^[0-9]{2}$'),
        name text not null,
        elements jsonb not null,
        primary key (matter_key, item)
      )`);

    // One row per published version: the compiled document, and beside it only what lists filter and sort by.
    this.addSql(`
      create table publication (
        matter_key text not null references matter (key) on update cascade,
        version integer not null,
        code text,
        local_code text,
        base_code text,
        organisation_key text not null,
        region_code text collate "C",
        region_path text collate "C",
        level smallint,
        type text,
        name text not null,
        handling_kind text,
        online boolean,
        service_objects text[] not null default '{}',
        -- every licence type that the document names, registered or not
        licence_types text[] not null default '{}',
        digest text not null,
        document jsonb not null,
        -- one and two characters of every searched word, and the folded text that longer words are looked up in again
        search tsvector not null,
        search_text text not null,
        published_by text not null,
        published_at timestamptz not null,
        effective_from timestamptz not null,
        effective_until timestamptz,
        current boolean not null,
        primary key (matter_key, version)
      )`);
    this.addSql(`create unique index publication_current on publication (matter_key) where current`);
    this.addSql(`create unique index publication_code on publication (code) where current`);
    this.addSql(
      `create index publication_base on publication (base_code, region_code, matter_key) where current`,
    );
    this.addSql(
      `create index publication_region on publication (region_code, base_code, matter_key) where current`,
    );
    this.addSql(`create index publication_path on publication (region_path, matter_key) where current`);
    this.addSql(
      `create index publication_organisation on publication (organisation_key, matter_key) where current`,
    );
    this.addSql(`create index publication_local_code on publication (local_code) where current`);
    this.addSql(
      `create index publication_licence_types on publication using gin (licence_types) where current`,
    );
    this.addSql(`create index publication_search on publication using gin (search) where current`);
    // Which published matters ask for which licence type or data check: the link that this project adds.
    this.addSql(`
      create table material_link (
        matter_key text not null references matter (key) on update cascade on delete cascade,
        material_code text not null,
        way text not null,
        target text not null,
        primary key (matter_key, material_code, way, target)
      )`);
    this.addSql(`create index material_link_target on material_link (way, target)`);

    this.addSql(`
      create table import_batch (
        id uuid primary key,
        mapping text not null,
        file_name text not null,
        file_digest text not null,
        by_consumer text not null,
        started_at timestamptz not null,
        finished_at timestamptz not null,
        read integer not null,
        imported integer not null,
        unchanged integer not null,
        rejected integer not null,
        check (read = imported + unchanged + rejected)
      )`);
    this.addSql(`
      create table import_finding (
        batch_id uuid not null references import_batch (id),
        number integer not null,
        row_number integer not null,
        path text not null,
        field text,
        value text,
        rule text not null,
        severity text not null,
        proposal text,
        subject_kind text,
        subject_key text,
        primary key (batch_id, number)
      )`);
    this.addSql(`create index import_finding_subject on import_finding (subject_kind, subject_key)`);
    this.addSql(`
      create table department_survey (
        organisation_key text not null references organisation (key) on update cascade,
        source text not null,
        number integer,
        matters integer not null,
        in_hall integer not null,
        in_hall_rate_as_printed text,
        windows integer,
        staff integer,
        primary key (organisation_key, source)
      )`);
  }
}
