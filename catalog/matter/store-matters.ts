import type { Stored } from '../change/change.js';
import { Fault } from '../errors.js';
import type { Transaction } from '../storage/index.js';
import { differing, matterDigest } from './content.rules.js';
import { levelColumn, shareCatalogue } from './matter.query.js';
import type { MatterDraft } from './matter.js';
import type { StoreOutcome } from './matter.service.js';

const FOREIGN_KEY_VIOLATION = '23503';

interface Wanted {
  readonly draft: MatterDraft;
  readonly digest: string;
}

/** A new matter is a DRAFT; one that is published stays so, with its document as it was, until it is published again. */
export async function storeMatters(
  tx: Transaction,
  drafts: readonly MatterDraft[],
  now: Date,
): Promise<Stored<StoreOutcome>> {
  await shareCatalogue(tx);
  const stored = await tx.query<{ key: string; digest: string }>(
    'select key, digest from matter where key = any($1)',
    [drafts.map(({ key }) => key)],
  );
  const wanted = differing(
    drafts,
    ({ key }) => key,
    matterDigest,
    new Map(stored.map(({ key, digest }) => [key, digest])),
  );
  const written = new Set(wanted.length === 0 ? [] : await write(tx, wanted, now));
  await writeHandlingItems(
    tx,
    wanted.map(({ draft }) => draft).filter(({ key }) => written.has(key)),
  );
  return {
    outcomes: drafts.map(({ key }) => (written.has(key) ? 'IMPORTED' : 'UNCHANGED')),
    // Peers hear of a matter when it is published.
    changes: [],
  };
}

async function write(tx: Transaction, wanted: readonly Wanted[], now: Date): Promise<readonly string[]> {
  const column = <Value>(value: (draft: MatterDraft) => Value) => wanted.map(({ draft }) => value(draft));
  // The condition decides again under the row's lock: another load may have written the same meanwhile.
  const rows = await tx
    .query<{ key: string }>(
      `insert into matter (key, code, local_code, base_code, organisation_key, region_code, level, type, name, status, version,
                         elements, digest, source, updated_at)
     select key, code, local_code, base_code, organisation_key, region_code, level, type, name, 'DRAFT', 1,
            elements::jsonb, digest, source, $13
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::smallint[], $8::text[],
                   $9::text[], $10::text[], $11::text[], $12::text[])
         as draft (key, code, local_code, base_code, organisation_key, region_code, level, type, name, elements, digest,
                   source)
     on conflict (key) do update
        set code = excluded.code, local_code = excluded.local_code, base_code = excluded.base_code,
            organisation_key = excluded.organisation_key, region_code = excluded.region_code, level = excluded.level,
            type = excluded.type, name = excluded.name, version = matter.version + 1, elements = excluded.elements,
            digest = excluded.digest, source = excluded.source, updated_at = excluded.updated_at
      where matter.digest <> excluded.digest
     returning key`,
      [
        column(({ key }) => key),
        column(({ code }) => code),
        column(({ localCode }) => localCode),
        column(({ baseCode }) => baseCode),
        column(({ organisation }) => organisation),
        column(({ region }) => region),
        column(({ level }) => levelColumn(level)),
        column(({ type }) => type),
        column(({ name }) => name),
        column(({ elements }) => JSON.stringify(elements)),
        wanted.map(({ digest }) => digest),
        column(({ source }) => source),
        now,
      ],
    )
    .catch(refuseUnknown);
  return rows.map(({ key }) => key);
}

/** A foreign key names the column and the value that stands in no table; both are codes, not personal. */
function refuseUnknown(error: unknown): never {
  const { code, detail } = error as { code?: string; detail?: string };
  const [, column, value = ''] = /^Key \((\w+)\)=\((.*)\) is not present/u.exec(detail ?? '') ?? [];
  if (code !== FOREIGN_KEY_VIOLATION || column === undefined) throw error;
  if (column === 'region_code') throw new Fault('REGION_UNKNOWN', { region: value }, { cause: error });
  throw new Fault('ORGANISATION_UNKNOWN', { organisation: value }, { cause: error });
}

async function writeHandlingItems(tx: Transaction, drafts: readonly MatterDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  await tx.query('delete from handling_item where matter_key = any($1)', [drafts.map(({ key }) => key)]);
  const items = drafts.flatMap(({ key, handlingItems }) => handlingItems.map((item) => ({ key, ...item })));
  if (items.length === 0) return;
  await tx.query(
    `insert into handling_item (matter_key, item, name, elements)
     select matter_key, item, name, elements::jsonb
       from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as draft (matter_key, item, name, elements)`,
    [
      items.map(({ key }) => key),
      items.map(({ item }) => item),
      items.map(({ name }) => name),
      items.map(({ elements }) => JSON.stringify(elements)),
    ],
  );
}
