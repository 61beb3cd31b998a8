import type { Material } from '../matter/element.js';
import { type JudgedAlternative, judgeAlternatives } from './alternative.rules.js';
import { breakCircle } from './covering-circle.rules.js';
import { type ConditionGround, verdictKey } from './condition.rules.js';
import { cancelledDecision, satisfiedDecision, submitDecision, undecidedDecision } from './decision.rules.js';
import type { MaterialDecision } from './evidence.js';
import type { Verdict } from './evidence-verdict.rules.js';

export interface EvidenceGround extends Pick<ConditionGround, 'titles' | 'contacts'> {
  readonly verdicts: readonly Verdict[];
}

/**
 * One decision per material, in the order given. Materials can cover each other, so they are settled in rounds: each
 * round judges the open ones against what the rounds before have settled. What remains when a round settles nothing
 * hangs on itself in a circle; then one of the circle is judged as if nothing covered it, and on it goes.
 * Neither the order of materials nor that of their alternatives changes a decision.
 */
export function judgeMaterials(
  materials: readonly Material[],
  ground: EvidenceGround,
): readonly MaterialDecision[] {
  const verdicts = new Map(
    ground.verdicts.map((verdict) => [verdictKey(verdict.kind, verdict.target), verdict]),
  );
  const settled = new Map<string, MaterialDecision>();
  for (;;) {
    const open = materials.filter(({ code }) => !settled.has(code));
    if (open.length === 0) break;
    const conditionGround = { ...ground, verdicts, coverings: coveringsOf(materials, settled) };
    const round = open.flatMap((material) => settle(material, conditionGround, false));
    const found = round.length > 0 ? round : settle(breakCircle(open), conditionGround, true);
    for (const decision of found) settled.set(decision.material.code, decision);
  }
  return materials.flatMap(({ code }) => settled.get(code) ?? []);
}

/** What must be handed in: an undecided material is not among it, nor one that is not required. */
export function toSubmitOf(decisions: readonly MaterialDecision[]): readonly Material[] {
  return decisions
    .filter(({ disposition, material }) => disposition === 'SUBMIT' && material.necessity !== 'NOT_REQUIRED')
    .map(({ material }) => material);
}

/** Nothing comes back while the decision hangs on another material; `insist` ends the waiting. */
function settle(material: Material, ground: ConditionGround, insist: boolean): readonly MaterialDecision[] {
  if (material.cancelled !== null) return [cancelledDecision(material, material.cancelled)];
  const alternatives = judgeAlternatives(material.alternatives, ground);
  const standing = (wanted: JudgedAlternative['standing']) =>
    alternatives.find((alternative) => alternative.standing === wanted);
  const proof = standing('HOLDS');
  if (proof) return [satisfiedDecision(material, proof)];
  if (standing('WAITS') && !insist) return [];
  return [
    standing('OPEN') ? undecidedDecision(material, alternatives) : submitDecision(material, alternatives),
  ];
}

function coveringsOf(
  materials: readonly Material[],
  settled: ReadonlyMap<string, MaterialDecision>,
): ConditionGround['coverings'] {
  return new Map(
    materials.map(({ code, name, necessity }) => [
      code,
      { name, required: necessity !== 'NOT_REQUIRED', disposition: settled.get(code)?.disposition ?? null },
    ]),
  );
}
