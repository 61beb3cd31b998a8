import type { ChangeDraft, Stored } from '../change/change.js';
import { baseCodeParts, nationCode, parseRegionCode, regionPathOf } from '../code/index.js';
import type { Transaction } from '../storage/index.js';
import { baseMatterDigest, differing } from './content.rules.js';
import type { BaseMatterDraft, BaseMatterView } from './matter.js';
import type { StoreOutcome } from './matter.service.js';
import { searchText } from './search.rules.js';

export async function storeBaseMatters(
  tx: Transaction,
  drafts: readonly BaseMatterDraft[],
  source: string,
  now: Date,
): Promise<Stored<StoreOutcome>> {
  const stored = await tx.query<{ code: string; digest: string }>(
    'select code, digest from base_matter where code = any($1)',
    [drafts.map(({ code }) => code)],
  );
  const wanted = differing(
    drafts,
    ({ code }) => code,
    baseMatterDigest,
    new Map(stored.map(({ code, digest }) => [code, digest])),
  );
  const written = wanted.length === 0 ? [] : await write(tx, wanted, source, now);
  const versions = new Map(written.map(({ code, version }) => [code, version]));
  return {
    outcomes: drafts.map(({ code }) => (versions.has(code) ? 'IMPORTED' : 'UNCHANGED')),
    changes: wanted.flatMap(({ draft }) => changeOf(draft, versions.get(draft.code))),
  };
}

function write(
  tx: Transaction,
  wanted: readonly { readonly draft: BaseMatterDraft; readonly digest: string }[],
  source: string,
  now: Date,
): Promise<{ code: string; version: number }[]> {
  const column = <Value>(value: (draft: BaseMatterDraft) => Value) => wanted.map(({ draft }) => value(draft));
  // The condition decides again under the row's lock: another load may have written the same meanwhile.
  return tx.query(
    `insert into base_matter (code, type, main_name, sub_name, version, elements, digest, search_text, source, updated_at)
     select code, type, main_name, sub_name, 1, elements::jsonb, digest, search_text, $8, $9
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
         as draft (code, type, main_name, sub_name, elements, digest, search_text)
     on conflict (code) do update
        set type = excluded.type, main_name = excluded.main_name, sub_name = excluded.sub_name,
            version = base_matter.version + 1, elements = excluded.elements, digest = excluded.digest,
            search_text = excluded.search_text, source = excluded.source, updated_at = excluded.updated_at
      where base_matter.digest <> excluded.digest
     returning code, version`,
    [
      column(({ code }) => code),
      column(({ type }) => type),
      column(({ mainName }) => mainName),
      column(({ subName }) => subName),
      column(({ elements }) => JSON.stringify(elements)),
      wanted.map(({ digest }) => digest),
      column(({ code, mainName, subName }) => searchText([mainName, subName ?? '', code])),
      source,
      now,
    ],
  );
}

/** A province's own base matter is heard of in the province, a national one everywhere. */
function changeOf(draft: BaseMatterDraft, version: number | undefined): ChangeDraft[] {
  if (version === undefined) return [];
  const { code, type, mainName, subName, elements } = draft;
  const document: BaseMatterView = { code, type, mainName, subName, version, elements };
  const { region } = baseCodeParts(code);
  const regionPath =
    region === '00' ? null : regionPathOf([nationCode, parseRegionCode(region.padEnd(12, '0'))]);
  return [{ kind: 'BASE_MATTER', key: code, version, document, regionPath }];
}
