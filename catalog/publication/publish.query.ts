import type { BaseCode, MatterCode } from '../code/index.js';
import { handlingItemsOf, levelColumn, levelFromColumn } from '../matter/matter.query.js';
import type { OwnElements } from '../matter/element.js';
import type { HandlingItem, MatterKey } from '../matter/matter.js';
import { lexemesOf, searchText, tsvectorOf } from '../matter/search.rules.js';
import { type OrganisationRecord, viewOf as organisationOf } from '../organisation/organisation.query.js';
import { type RegionRecord, viewOf as regionOf } from '../region/region.query.js';
import type { Transaction } from '../storage/index.js';
import { linksOf, type MatterParts, searchedTexts } from './document.rules.js';
import type { MatterDocument } from './publication.js';

/** Tells every process, also this one, that a matter has a new version; `*` stands for any number of them. */
export const PUBLICATION_CHANNEL = 'tongban_publication';
export const ALL_MATTERS = '*';

/** One matter ready to be compiled, and what is published of it so far. */
export interface Gathered {
  readonly parts: MatterParts;
  readonly regionPath: string | null;
  readonly current: { readonly version: number; readonly digest: string } | null;
}

/** A version about to be written. */
export interface Edition {
  readonly document: MatterDocument;
  readonly digest: string;
  readonly baseCode: BaseCode | null;
  readonly regionPath: string | null;
  readonly licenceTypes: readonly string[];
}

interface GatheredRow {
  key: MatterKey;
  code: MatterCode | null;
  local_code: string | null;
  base_code: BaseCode | null;
  level: number | null;
  type: string | null;
  name: string;
  elements: OwnElements;
  handling_items: readonly HandlingItem[];
  source: string;
  base: {
    type: string;
    main_name: string;
    sub_name: string | null;
    version: number;
    elements: OwnElements;
  } | null;
  organisation: OrganisationRecord;
  region: RegionRecord | null;
  current_version: number | null;
  current_digest: string | null;
}

/** Locks the matters in key order, so that two publishers wait for each other instead of dead-locking. */
export async function lockMatters(
  tx: Transaction,
  keys: readonly MatterKey[],
): Promise<ReadonlySet<MatterKey>> {
  const rows = await tx.query<{ key: MatterKey }>(
    'select key from matter where key = any($1) order by key for no key update',
    [keys],
  );
  return new Set(rows.map(({ key }) => key));
}

/** After the lock and in a statement of its own: one that had to wait still sees what it saw when it began to wait. */
export async function gather(tx: Transaction, keys: readonly MatterKey[]): Promise<readonly Gathered[]> {
  const rows = await tx.query<GatheredRow>(
    `select m.key, m.code, m.local_code, m.base_code, m.level, m.type, m.name, m.elements, m.source,
            ${handlingItemsOf('m.key')} as handling_items,
            to_jsonb(b) as base, to_jsonb(o) as organisation, to_jsonb(r) as region,
            p.version as current_version, p.digest as current_digest
       from matter m
       join organisation o on o.key = m.organisation_key
       left join base_matter b on b.code = m.base_code
       left join region r on r.code = m.region_code
       left join publication p on p.matter_key = m.key and p.current
      where m.key = any($1)
      order by m.key`,
    [keys],
  );
  return rows.map(gatheredOf);
}

function gatheredOf(row: GatheredRow): Gathered {
  const { base, base_code: baseCode, current_version: version, current_digest: digest } = row;
  return {
    parts: {
      record: {
        key: row.key,
        code: row.code,
        localCode: row.local_code,
        baseCode,
        level: levelFromColumn(row.level),
        type: row.type,
        name: row.name,
        elements: row.elements,
        handlingItems: row.handling_items,
        source: row.source,
      },
      baseMatter: base &&
        baseCode && {
          code: baseCode,
          type: base.type,
          mainName: base.main_name,
          subName: base.sub_name,
          version: base.version,
          elements: base.elements,
        },
      organisation: organisationOf(row.organisation),
      region: row.region && regionOf(row.region),
    },
    regionPath: row.region?.path ?? null,
    current: version === null || digest === null ? null : { version, digest },
  };
}

/**
 * Ends the versions in force and writes the next ones. A version is never in force before the one that it replaces, even
 * when the clocks of two processes disagree.
 */
export async function writeEditions(
  tx: Transaction,
  editions: readonly Edition[],
  by: string,
  now: Date,
): Promise<void> {
  const keys = editions.map(({ document }) => document.key);
  const column = <Value>(value: (document: MatterDocument) => Value) =>
    editions.map(({ document }) => value(document));
  const texts = editions.map(({ document }) => searchText(searchedTexts(document)));
  await tx.query(
    `update publication set current = false, effective_until = greatest($2, effective_from)
      where current and matter_key = any($1)`,
    [keys, now],
  );
  await tx.query(
    `insert into publication (matter_key, version, code, local_code, base_code, organisation_key, region_code, region_path,
                              level, type, name, handling_kind, online, service_objects, licence_types, digest, document,
                              search, search_text, published_by, published_at, effective_from, current)
     select e.matter_key, e.version, e.code, e.local_code, e.base_code, e.organisation_key, e.region_code, e.region_path,
            e.level, e.type, e.name, e.handling_kind, e.online,
            array(select jsonb_array_elements_text(e.service_objects::jsonb)),
            array(select jsonb_array_elements_text(e.licence_types::jsonb)),
            e.digest, e.document::jsonb, e.search::tsvector, e.search_text, $20, $21,
            greatest($21, (select max(before.effective_until) from publication before
                            where before.matter_key = e.matter_key)), true
       from unnest($1::text[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                   $9::smallint[], $10::text[], $11::text[], $12::text[], $13::boolean[], $14::text[], $15::text[],
                   $16::text[], $17::text[], $18::text[], $19::text[])
         as e (matter_key, version, code, local_code, base_code, organisation_key, region_code, region_path, level, type,
               name, handling_kind, online, service_objects, licence_types, digest, document, search, search_text)`,
    [
      keys,
      column(({ version }) => version),
      column(({ code }) => code),
      column(({ localCode }) => localCode),
      editions.map(({ baseCode }) => baseCode),
      column(({ organisation }) => organisation.key),
      column(({ region }) => region?.code ?? null),
      editions.map(({ regionPath }) => regionPath),
      column(({ level }) => levelColumn(level)),
      column(({ type }) => type),
      column(({ name }) => name),
      column(({ elements }) => elements.handlingKind ?? null),
      column(({ elements }) => elements.online?.available ?? null),
      column(({ elements }) => JSON.stringify(elements.serviceObjects ?? [])),
      editions.map(({ licenceTypes }) => JSON.stringify(licenceTypes)),
      editions.map(({ digest }) => digest),
      column((document) => JSON.stringify(document)),
      texts.map((text) => tsvectorOf(lexemesOf(text))),
      texts,
      by,
      now,
    ],
  );
  await tx.query(`update matter set status = 'PUBLISHED' where key = any($1) and status <> 'PUBLISHED'`, [
    keys,
  ]);
  await writeLinks(tx, editions);
}

async function writeLinks(tx: Transaction, editions: readonly Edition[]): Promise<void> {
  const links = editions.flatMap(({ document }) =>
    linksOf(document).map((link) => ({ key: document.key, ...link })),
  );
  await tx.query('delete from material_link where matter_key = any($1)', [
    editions.map(({ document }) => document.key),
  ]);
  if (links.length === 0) return;
  await tx.query(
    `insert into material_link (matter_key, material_code, way, target)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])`,
    [
      links.map(({ key }) => key),
      links.map(({ material }) => material),
      links.map(({ way }) => way),
      links.map(({ target }) => target),
    ],
  );
}

/** Heard when the transaction commits. A notice carries less than 8,000 bytes and is one entry of a queue that all share. */
export async function notifyPublished(tx: Transaction, keys: readonly MatterKey[]): Promise<void> {
  const payloads =
    keys.length > 500 || keys.some((key) => Buffer.byteLength(key) > 7_000) ? [ALL_MATTERS] : keys;
  await tx.query('select pg_notify($1, payload) from unnest($2::text[]) as payload', [
    PUBLICATION_CHANNEL,
    payloads,
  ]);
}
