import type { ChangeDraft } from '../change/change.js';
import type { Transaction } from '../storage/index.js';

/**
 * What must be remembered of a whole file while it is imported stands in tables of the transaction, not in memory: a file
 * of a million rows needs no more memory than one of a thousand. They vanish with the transaction.
 */
export async function openLedger(tx: Transaction): Promise<void> {
  await tx.query(`
    create temporary table import_seen (
      space text not null, key text not null, row_number integer not null, digest text, code text,
      primary key (space, key)
    ) on commit drop`);
  await tx.query(`
    create temporary table import_touched (
      number integer generated always as identity, kind text not null, key text not null, primary key (kind, key)
    ) on commit drop`);
  await tx.query(`
    create temporary table import_change (
      number integer generated always as identity primary key, change json not null
    ) on commit drop`);
}

export interface Seen {
  readonly key: string;
  readonly row: number;
  readonly digest: string | null;
  readonly code: string | null;
}

/** Enters what is new and returns, in the order given, what stood first under each key. */
export async function enterSeen(
  tx: Transaction,
  space: 'IDENTITY' | 'LIKENESS',
  entries: readonly Seen[],
): Promise<readonly Seen[]> {
  if (entries.length === 0) return [];
  await tx.query(
    `insert into import_seen (space, key, row_number, digest, code)
     select $1, entry.key, entry.row_number, entry.digest, entry.code
       from unnest($2::text[], $3::integer[], $4::text[], $5::text[]) as entry (key, row_number, digest, code)
     on conflict (space, key) do nothing`,
    [
      space,
      entries.map(({ key }) => key),
      entries.map(({ row }) => row),
      entries.map(({ digest }) => digest),
      entries.map(({ code }) => code),
    ],
  );
  const rows = await tx.query<Seen>(
    `select key, row_number as row, digest, code from import_seen where space = $1 and key = any($2)`,
    [space, entries.map(({ key }) => key)],
  );
  const first = new Map(rows.map((row) => [row.key, row]));
  return entries.map((entry) => first.get(entry.key) ?? entry);
}

export type TouchedKind = 'ORGANISATION' | 'LICENCE_TYPE' | 'BASE_MATTER' | 'MATTER';

export async function enterTouched(
  tx: Transaction,
  kind: TouchedKind,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return;
  await tx.query(
    `insert into import_touched (kind, key) select $1, key from unnest($2::text[]) as key on conflict do nothing`,
    [kind, keys],
  );
}

export async function* touched(tx: Transaction, kind: TouchedKind): AsyncIterable<readonly string[]> {
  for (let after = 0; ;) {
    const rows = await tx.query<{ number: number; key: string }>(
      'select number, key from import_touched where kind = $1 and number > $2 order by number limit 1000',
      [kind, after],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ key }) => key);
    after = last.number;
  }
}

export async function keepChanges(tx: Transaction, changes: readonly ChangeDraft[]): Promise<void> {
  if (changes.length === 0) return;
  await tx.query('insert into import_change (change) select change::json from unnest($1::text[]) as change', [
    changes.map((change) => JSON.stringify(change)),
  ]);
}

export async function* keptChanges(tx: Transaction): AsyncIterable<readonly ChangeDraft[]> {
  for (let after = 0; ;) {
    const rows = await tx.query<{ number: number; change: ChangeDraft }>(
      'select number, change from import_change where number > $1 order by number limit 1000',
      [after],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ change }) => change);
    after = last.number;
  }
}
