import type { ChangeDraft, Stored } from '../change/change.js';
import type { BaseMatterView } from '../matter/matter.js';
import type { MatterService } from '../matter/matter.service.js';
import type { OrganisationView } from '../organisation/organisation.js';
import type { OrganisationService } from '../organisation/organisation.service.js';
import type { LicenceTypeView, MatterDocument } from '../publication/publication.js';
import type { LicenceTypeService, PublicationService } from '../publication/publication.service.js';
import type { RegionView } from '../region/region.js';
import type { RegionService } from '../region/region.service.js';
import type { Transaction } from '../storage/index.js';
import type { Quarantined } from './sync.js';
import type { SoundChange } from './sync.rules.js';

export interface ApplyDeps {
  readonly regions: RegionService;
  readonly organisations: OrganisationService;
  readonly licenceTypes: LicenceTypeService;
  readonly matters: MatterService;
  readonly publications: PublicationService;
}

export interface Applied {
  readonly applied: number;
  readonly unchanged: number;
  readonly quarantined: readonly Quarantined[];
  readonly changes: readonly ChangeDraft[];
}

/** Applies one run in a savepoint; when the store refuses it, row by row, so that one bad row spoils itself only. */
export async function applyRun(
  deps: ApplyDeps,
  tx: Transaction,
  run: readonly SoundChange[],
  peer: string,
  now: Date,
): Promise<Applied> {
  const whole = await inSavepoint(tx, () => store(deps, tx, run, peer, now));
  if (whole) return counted(run, whole);
  const rows: Applied[] = [];
  for (const change of run) {
    const one = await inSavepoint(tx, () => store(deps, tx, [change], peer, now));
    rows.push(one ? counted([change], one) : refused(change));
  }
  return {
    applied: sum(rows.map((row) => row.applied)),
    unchanged: sum(rows.map((row) => row.unchanged)),
    quarantined: rows.flatMap((row) => row.quarantined),
    changes: rows.flatMap((row) => row.changes),
  };
}

type Outcome = 'IMPORTED' | 'UNCHANGED' | 'OLDER';

/** The documents were judged by `judgeChange`: each has the shape of its kind. */
async function store(
  deps: ApplyDeps,
  tx: Transaction,
  run: readonly SoundChange[],
  peer: string,
  now: Date,
): Promise<Stored<Outcome>> {
  const documents = <View>() => run.map((change) => change.document as View);
  switch (run[0]?.kind) {
    case 'REGION':
      return deps.regions.storeZones(tx, documents<RegionView>().map(zoneOf), peer);
    case 'ORGANISATION': {
      const { outcomes, changes } = await deps.organisations.store(tx, documents<OrganisationView>(), peer);
      return { outcomes: outcomes.map(({ outcome }) => outcome), changes };
    }
    case 'LICENCE_TYPE':
      return deps.licenceTypes.store(tx, documents<LicenceTypeView>(), peer);
    case 'BASE_MATTER':
      return deps.matters.storeBaseMatters(tx, documents<BaseMatterView>(), peer, now);
    case 'MATTER':
      return deps.publications.receive(
        tx,
        run.map(({ document, digest }) => ({ document: document as MatterDocument, digest })),
        peer,
        now,
      );
    case undefined:
      return { outcomes: [], changes: [] };
  }
}

function zoneOf({ code, name, parent }: RegionView) {
  if (parent === null) throw new Error('the nation is no zone');
  return { code, name, parent };
}

function counted(run: readonly SoundChange[], { outcomes, changes }: Stored<Outcome>): Applied {
  return {
    applied: outcomes.filter((outcome) => outcome === 'IMPORTED').length,
    unchanged: outcomes.filter((outcome) => outcome === 'UNCHANGED').length,
    quarantined: run.flatMap((change, at) =>
      outcomes[at] === 'OLDER' ? [{ change, reason: 'VERSION_OLDER' as const }] : [],
    ),
    changes,
  };
}

function refused(change: SoundChange): Applied {
  return { applied: 0, unchanged: 0, quarantined: [{ change, reason: 'REFUSED_BY_STORE' }], changes: [] };
}

/** null when the database or a rule refused; what was written since is undone, and the transaction goes on. */
async function inSavepoint<Result>(tx: Transaction, work: () => Promise<Result>): Promise<Result | null> {
  await tx.query('savepoint run');
  try {
    const result = await work();
    await tx.query('release savepoint run');
    return result;
  } catch (error) {
    await tx.query('rollback to savepoint run');
    if (isRefusal(error)) return null;
    throw error;
  }
}

/** A fault of ours, or a constraint of the table (SQLSTATE class 22 or 23); a lost connection is neither. */
function isRefusal(error: unknown): boolean {
  const { code, name } = error as { code?: string; name?: string };
  return name === 'Fault' || /^2[23]/.test(code ?? '');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
