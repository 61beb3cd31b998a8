import type { RegionCode } from '../code/index.js';
import { Fault } from '../errors.js';
import type { MatterKey } from '../matter/matter.js';
import type { Transaction } from '../storage/index.js';

/** Which drafts: by key, of a region and below it, or all. */
export interface DraftSelection {
  readonly keys: readonly string[];
  readonly within: RegionCode | null;
  readonly all: boolean;
}

/** Keys named by the caller must exist; the other ways select what is still a draft. */
export async function selectDrafts(
  tx: Transaction,
  { keys, within, all }: DraftSelection,
): Promise<readonly MatterKey[]> {
  const named = await tx.query<{ key: MatterKey }>('select key from matter where key = any($1)', [keys]);
  const known = new Set<string>(named.map(({ key }) => key));
  const unknown = keys.find((key) => !known.has(key));
  if (unknown !== undefined) throw new Fault('MATTER_NOT_STORED', { matter: unknown });
  if (!all && within === null) return named.map(({ key }) => key);
  if (within !== null) await demandRegion(tx, within);
  const drafts = await tx.query<{ key: MatterKey }>(
    `select m.key from matter m left join region r on r.code = m.region_code
      where m.status = 'DRAFT' and ($1::text is null or $1 = any(string_to_array(r.path, '/')))`,
    [within],
  );
  return [...known, ...drafts.map(({ key }) => key)] as MatterKey[];
}

async function demandRegion(tx: Transaction, region: RegionCode): Promise<void> {
  const [row] = await tx.query('select 1 as one from region where code = $1', [region]);
  if (!row) throw new Fault('REGION_UNKNOWN', { region });
}
