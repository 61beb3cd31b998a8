import type { Permission } from '../access/access.js';
import type { Holder, LicenceTypeCode } from '../code/index.js';
import type { DataCheckResult, LicenceRecord, Provenance } from '../licence/licence.js';
import { judgeLicence } from '../licence/licence.rules.js';
import type { Told, ToldByAll } from '../licence/told.js';
import type { Reason } from '../wording.js';
import type { Evidence } from './evidence.js';
import type { EvidencePlan } from './evidence-plan.rules.js';

/** What came of one licence type or one data check, for whatever materials want it. */
export interface Verdict {
  readonly kind: 'LICENCE' | 'DATA';
  readonly target: string;
  readonly status: Evidence['status'];
  /** False when no connected source knows the target: then there is nothing to wait for. */
  readonly connected: boolean;
  /** Set when it was not asked because no grant allows it. */
  readonly denial: Reason | null;
  readonly provenance: Provenance;
}

/** Same length and order as the plan: permissions for its licence types and then its checks; what sources told of each. */
export interface EvidenceFacts {
  readonly plan: EvidencePlan;
  readonly permissions: readonly Permission[];
  readonly licences: readonly ToldByAll<readonly LicenceRecord[]>[];
  readonly checks: readonly ToldByAll<DataCheckResult>[];
}

export function verdictsOf(facts: EvidenceFacts, holder: Holder, now: Date): readonly Verdict[] {
  const { licenceTypes, checks } = facts.plan;
  return [
    ...licenceTypes.map((type, index) =>
      licenceVerdict(type, permissionAt(facts, index), facts.licences[index] ?? [], holder, now),
    ),
    ...checks.map((check, index) =>
      checkVerdict(check, permissionAt(facts, licenceTypes.length + index), facts.checks[index] ?? [], now),
    ),
  ];
}

/** Deny by default, also where a permission were missing. */
function permissionAt({ permissions }: EvidenceFacts, index: number): Permission {
  const permission = permissions[index];
  if (!permission) throw new Error('access gave fewer permissions than subjects');
  return permission;
}

/** Of several licences of a type the best one counts; no field of it is needed to know that it holds. */
function licenceVerdict(
  type: LicenceTypeCode,
  permission: Permission,
  told: ToldByAll<readonly LicenceRecord[]>,
  holder: Holder,
  now: Date,
): Verdict {
  const [best] = judgeLicence({ type, holder, identifier: null, permission, disclosed: [], told }, now);
  if (!best) throw new Error('a question was left without an answer');
  const { status, provenance } = best.answer;
  return { kind: 'LICENCE', target: type, status, provenance, ...circumstances(permission, told) };
}

/** A department that says no outweighs one that says yes; silence of one does not undo the word of another. */
function checkVerdict(
  check: string,
  permission: Permission,
  told: ToldByAll<DataCheckResult>,
  now: Date,
): Verdict {
  const state = (rank: (each: Told<DataCheckResult>) => boolean) => told.find(rank);
  const says = (passed: boolean) =>
    state(({ answer }) => answer.state === 'FOUND' && answer.value.passed === passed);
  const ranked: readonly (readonly [Evidence['status'], Told<DataCheckResult> | undefined])[] = [
    ['NOT_PASSED', says(false)],
    ['PASSED', says(true)],
    ['UNDECIDED', state(({ answer }) => answer.state === 'FAULTED')],
    ['NOT_FOUND', state(({ answer }) => answer.state === 'ABSENT')],
  ];
  const [status, by] = ranked.find(([, found]) => found !== undefined) ?? ['UNDECIDED', undefined];
  return {
    kind: 'DATA',
    target: check,
    status: permission.allowed ? status : 'WITHHELD',
    provenance: provenanceOf(permission, by, now),
    ...circumstances(permission, told),
  };
}

function provenanceOf(permission: Permission, by: Told<unknown> | undefined, now: Date): Provenance {
  const nothing = { source: null, checkedAt: now, ageSeconds: 0, nextWindow: null };
  if (!permission.allowed) return { ...nothing, state: 'WITHHELD' };
  if (!by) return { ...nothing, state: 'UNAVAILABLE' };
  const { checkedAt, state } = by.answer;
  const ageSeconds = Math.max(0, Math.floor((now.getTime() - checkedAt.getTime()) / 1000));
  return {
    ...{ source: by.source, checkedAt, ageSeconds, nextWindow: null },
    state: state === 'FAULTED' ? 'UNAVAILABLE' : 'LIVE',
  };
}

function circumstances(permission: Permission, told: ToldByAll<unknown>) {
  return { connected: told.length > 0, denial: permission.allowed ? null : permission.reason };
}
