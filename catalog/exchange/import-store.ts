import type { Stored } from '../change/change.js';
import type { MatterService } from '../matter/matter.service.js';
import type { OrganisationService } from '../organisation/organisation.service.js';
import type { LicenceTypeService } from '../publication/publication.service.js';
import type { RegionService } from '../region/region.service.js';
import type { Transaction } from '../storage/index.js';
import { storeSurveys } from './import.query.js';
import { enterTouched, keepChanges, type TouchedKind } from './ledger.query.js';
import type { RowDrafts } from './mapping.js';

export type RowOutcome = 'IMPORTED' | 'UNCHANGED' | 'REJECTED';

/** The services that keep what rows become. */
export interface Stores {
  readonly regions: Pick<RegionService, 'paths'>;
  readonly organisations: Pick<OrganisationService, 'store'>;
  readonly licenceTypes: Pick<LicenceTypeService, 'store'>;
  readonly matters: Pick<MatterService, 'storeBaseMatters' | 'storeMatters'>;
}

/** A row about to be stored; `drafts` null = nothing of it is. */
export interface Storable {
  readonly drafts: RowDrafts | null;
  outcome: RowOutcome;
}

/** Each kind of draft in one call of its module, what is referred to before what refers to it. */
export async function storeDrafts(
  tx: Transaction,
  stores: Stores,
  rows: readonly Storable[],
  { source, now }: { readonly source: string; readonly now: Date },
): Promise<void> {
  const organisations = draftsOf(rows, 'organisation');
  await storeAll(tx, 'ORGANISATION', firstOfEachKey(organisations), async (drafts) => {
    const { outcomes, changes } = await stores.organisations.store(tx, drafts, source);
    return { outcomes: outcomes.map(({ outcome }) => outcome), changes };
  });
  await storeAll(tx, 'LICENCE_TYPE', draftsOf(rows, 'licenceType'), (drafts) =>
    stores.licenceTypes.store(tx, drafts, source),
  );
  await storeAll(tx, 'BASE_MATTER', draftsOf(rows, 'baseMatter'), (drafts) =>
    stores.matters.storeBaseMatters(tx, drafts, source, now),
  );
  const matters = draftsOf(rows, 'matter');
  await storeAll(tx, null, matters, (drafts) => stores.matters.storeMatters(tx, drafts, now));
  // Published also when nothing changed: an earlier import may have kept it a draft.
  await enterTouched(
    tx,
    'MATTER',
    matters.map(({ draft }) => draft.key),
  );
  await storeAll(tx, null, draftsOf(rows, 'survey'), async (drafts) => ({
    outcomes: (await storeSurveys(tx, drafts)).map((written) => (written ? 'IMPORTED' : 'UNCHANGED')),
    changes: [],
  }));
}

interface Entry<Draft> {
  readonly row: Storable;
  readonly draft: Draft;
}

function draftsOf<Name extends keyof RowDrafts>(
  rows: readonly Storable[],
  name: Name,
): readonly Entry<NonNullable<RowDrafts[Name]>>[] {
  return rows.flatMap((row) => {
    const draft = row.drafts?.[name] ?? null;
    return draft === null ? [] : [{ row, draft }];
  });
}

/** The first row of a department brings it; to the others it is known already. */
function firstOfEachKey<Draft extends { readonly key: string }>(
  entries: readonly Entry<Draft>[],
): readonly Entry<Draft>[] {
  const byKey = new Map<string, Entry<Draft>>();
  for (const entry of entries) if (!byKey.has(entry.draft.key)) byKey.set(entry.draft.key, entry);
  return [...byKey.values()];
}

async function storeAll<Draft>(
  tx: Transaction,
  kind: TouchedKind | null,
  entries: readonly Entry<Draft>[],
  store: (drafts: readonly Draft[]) => Promise<Stored<'IMPORTED' | 'UNCHANGED'>>,
): Promise<void> {
  if (entries.length === 0) return;
  const { outcomes, changes } = await store(entries.map(({ draft }) => draft));
  entries.forEach(({ row }, at) => {
    if (outcomes[at] === 'IMPORTED') row.outcome = 'IMPORTED';
  });
  await keepChanges(tx, changes);
  if (kind === null) return;
  await enterTouched(
    tx,
    kind,
    changes.map(({ key }) => key),
  );
}
