import type { Stored } from '../change/change.js';
import type { BaseCode } from '../code/index.js';
import { type Database, keysetPage, keysetRange, type Transaction } from '../storage/index.js';
import type { Page, PageRequest } from '../wording.js';
import { amendMatter } from './amend-matter.js';
import type { OwnElements } from './element.js';
import { readRecords, reserveCatalogue } from './matter.query.js';
import type {
  BaseMatterDraft,
  BaseMatterView,
  MatterAmendment,
  MatterDraft,
  MatterKey,
  MatterRecord,
} from './matter.js';
import { searchWords } from './search.rules.js';
import { storeBaseMatters } from './store-base-matters.js';
import { storeMatters } from './store-matters.js';

export type StoreOutcome = 'IMPORTED' | 'UNCHANGED';

export interface MatterService {
  /**
   * First step of a transaction that stores matters and also changes what their documents repeat (base matters,
   * organisations, licence types). Without it, two such transactions each share the catalogue, then each want it alone
   * (`PublicationService.dependants`), and the database ends one of them.
   */
  reserve(tx: Transaction): Promise<void>;
  baseMatters(codes: readonly BaseCode[]): Promise<readonly (BaseMatterView | null)[]>;
  baseMatterPage(
    filter: { search: string | null; types: readonly string[] },
    page: PageRequest,
  ): Promise<Page<BaseMatterView>>;
  baseMatterCount(filter: { search: string | null; types: readonly string[] }): Promise<number>;
  /**
   * Writes what differs; a changed base matter gets the next version. Published documents repeat it: see
   * `PublicationService.dependants`. Of several drafts with one code the last counts, and all share its outcome. The
   * changes are for `ChangeService.append`, as the last step of the transaction.
   */
  storeBaseMatters(
    tx: Transaction,
    drafts: readonly BaseMatterDraft[],
    source: string,
    now: Date,
  ): Promise<Stored<StoreOutcome>>;
  /** Writes what differs; a changed matter gets the next version. Its change is told when it is published. */
  storeMatters(tx: Transaction, drafts: readonly MatterDraft[], now: Date): Promise<Stored<StoreOutcome>>;
  /** One edit by hand; VERSION_STALE when another version was saved since `versionRead`. */
  amendMatter(
    tx: Transaction,
    key: MatterKey,
    versionRead: number,
    amendment: MatterAmendment,
    now: Date,
  ): Promise<MatterRecord>;
  records(tx: Transaction, keys: readonly MatterKey[]): Promise<readonly (MatterRecord | null)[]>;
}

interface BaseMatterRow {
  code: BaseCode;
  type: string;
  main_name: string;
  sub_name: string | null;
  version: number;
  elements: OwnElements;
}

const baseMatterColumns = 'code, type, main_name, sub_name, version, elements';
/** $1 search words, $2 types; an empty list asks for nothing. */
const baseMatterFilter = `
  not exists (select 1 from unnest($1::text[]) as word where position(word in search_text) = 0)
  and ($2::text[] = '{}' or type = any($2))`;

export function openMatterService({ database }: { readonly database: Database }): MatterService {
  return {
    async baseMatters(codes) {
      const rows = await database.prepared<BaseMatterRow>(
        'base-matters',
        `select ${baseMatterColumns} from base_matter where code = any($1)`,
        [codes],
      );
      const found = new Map(rows.map((row) => [row.code, baseMatterOf(row)]));
      return codes.map((code) => found.get(code) ?? null);
    },

    async baseMatterPage(filter, page) {
      const { after, limit } = keysetRange(page);
      const rows = await database.query<BaseMatterRow>(
        `select ${baseMatterColumns} from base_matter
          where ${baseMatterFilter} and code > coalesce($3, '') order by code limit $4`,
        [searchWords(filter.search ?? ''), filter.types, after, limit],
      );
      return keysetPage(rows, page, ({ code }) => code, baseMatterOf);
    },

    async baseMatterCount(filter) {
      const [row] = await database.query<{ count: number }>(
        `select count(*) as count from base_matter where ${baseMatterFilter}`,
        [searchWords(filter.search ?? ''), filter.types],
      );
      return row?.count ?? 0;
    },

    reserve: reserveCatalogue,
    storeBaseMatters,
    storeMatters,
    amendMatter,
    records: readRecords,
  };
}

function baseMatterOf(row: BaseMatterRow): BaseMatterView {
  const { code, type, version, elements } = row;
  return { code, type, mainName: row.main_name, subName: row.sub_name, version, elements };
}
