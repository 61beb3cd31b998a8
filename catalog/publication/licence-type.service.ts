import type { ChangeDraft, Stored } from '../change/change.js';
import type { LicenceTypeCode } from '../code/index.js';
import { differing } from '../matter/content.rules.js';
import type { StoreOutcome } from '../matter/matter.service.js';
import { foldForSearch, searchWords } from '../matter/search.rules.js';
import { type Database, digestOf, keysetPage, keysetRange, type Transaction } from '../storage/index.js';
import type { Page, PageRequest } from '../wording.js';
import {
  licenceTypeColumns,
  licenceTypeOf,
  type LicenceTypeRow,
  licenceTypesByCode,
} from './licence-type.query.js';
import type { LicenceTypeView } from './publication.js';

export interface LicenceTypeService {
  byCodes(codes: readonly LicenceTypeCode[]): Promise<readonly (LicenceTypeView | null)[]>;
  /** Words in names and codes, all of them; ordered by code. */
  page(search: string | null, page: PageRequest): Promise<Page<LicenceTypeView>>;
  count(search: string | null): Promise<number>;
  /**
   * Writes what differs; documents that name a changed type: see `PublicationService.dependants`. The changes are for
   * `ChangeService.append`, as the last step of the transaction.
   */
  store(tx: Transaction, types: readonly LicenceTypeView[], source: string): Promise<Stored<StoreOutcome>>;
}

/** $1 words. A few thousand rows at most: reading them is cheaper than keeping an index. */
const matching =
  'not exists (select 1 from unnest($1::text[]) as word where position(word in search_text) = 0)';

export function openLicenceTypeService({ database }: { readonly database: Database }): LicenceTypeService {
  return {
    async byCodes(codes) {
      const found = await licenceTypesByCode(database, codes);
      return codes.map((code) => found.get(code) ?? null);
    },

    async page(search, page) {
      const { after, limit } = keysetRange(page);
      const rows = await database.query<LicenceTypeRow>(
        `select ${licenceTypeColumns} from licence_type
          where ${matching} and code > coalesce($2, '') order by code limit $3`,
        [searchWords(search ?? ''), after, limit],
      );
      return keysetPage(rows, page, ({ code }) => code, licenceTypeOf);
    },

    async count(search) {
      const [row] = await database.query<{ count: number }>(
        `select count(*) as count from licence_type where ${matching}`,
        [searchWords(search ?? '')],
      );
      return row?.count ?? 0;
    },

    async store(tx, types, source) {
      const stored = await tx.query<{ code: string; digest: string }>(
        'select code, digest from licence_type where code = any($1)',
        [types.map(({ code }) => code)],
      );
      const wanted = differing(
        types,
        ({ code }) => code,
        digestOf,
        new Map(stored.map(({ code, digest }) => [code, digest])),
      );
      const versions = await write(tx, wanted, source);
      return {
        outcomes: types.map(({ code }) => (versions.has(code) ? 'IMPORTED' : 'UNCHANGED')),
        changes: wanted.flatMap(({ draft }) => changeOf(draft, versions.get(draft.code))),
      };
    },
  };
}

async function write(
  tx: Transaction,
  wanted: readonly { readonly draft: LicenceTypeView; readonly digest: string }[],
  source: string,
): Promise<ReadonlyMap<LicenceTypeCode, number>> {
  if (wanted.length === 0) return new Map();
  const column = <Value>(value: (type: LicenceTypeView) => Value) => wanted.map(({ draft }) => value(draft));
  const rows = await tx.query<{ code: LicenceTypeCode; version: number }>(
    `insert into licence_type (code, name, authority_code, authority_name, fields, digest, search_text, source)
     select code, name, authority_code, authority_name, fields::jsonb, digest, search_text, $8
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
         as draft (code, name, authority_code, authority_name, fields, digest, search_text)
     on conflict (code) do update
        set name = excluded.name, authority_code = excluded.authority_code, authority_name = excluded.authority_name,
            fields = excluded.fields, version = licence_type.version + 1, digest = excluded.digest,
            search_text = excluded.search_text, source = excluded.source
      where licence_type.digest <> excluded.digest
     returning code, version`,
    [
      column(({ code }) => code),
      column(({ name }) => name),
      column(({ authorityCode }) => authorityCode),
      column(({ authorityName }) => authorityName),
      column(({ fields }) => JSON.stringify(fields)),
      wanted.map(({ digest }) => digest),
      column(({ code, name }) => foldForSearch(`${name ?? ''} ${code}`)),
      source,
    ],
  );
  return new Map(rows.map(({ code, version }) => [code, version]));
}

/** Nationwide: a licence of any place is shown in every other. */
function changeOf(document: LicenceTypeView, version: number | undefined): ChangeDraft[] {
  if (version === undefined) return [];
  return [{ kind: 'LICENCE_TYPE', key: document.code, version, document, regionPath: null }];
}
