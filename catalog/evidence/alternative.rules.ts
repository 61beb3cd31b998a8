import type { Satisfaction } from '../matter/element.js';
import { canonicalJson } from '../storage/index.js';
import { dispositions } from './evidence.js';
import {
  type ConditionGround,
  type JudgedCondition,
  judgeCondition,
  type Standing,
} from './condition.rules.js';

/** One way to satisfy a material: all its conditions together. */
export interface JudgedAlternative {
  readonly standing: Standing;
  /** The heaviest step on the ladder: an alternative is as burdensome as that. */
  readonly way: Satisfaction['way'];
  readonly conditions: readonly JudgedCondition[];
}

/** Lightest first; among equals the one with fewer conditions. The order written in the catalogue decides nothing. */
export function judgeAlternatives(
  alternatives: readonly (readonly Satisfaction[])[],
  ground: ConditionGround,
): readonly JudgedAlternative[] {
  return alternatives
    .flatMap((conditions) => judgeAlternative(conditions, ground))
    .map((alternative) => ({ alternative, order: orderOf(alternative) }))
    .sort((one, other) => (one.order < other.order ? -1 : 1))
    .map(({ alternative }) => alternative);
}

/** A list without conditions asks for nothing and so proves nothing: it is no alternative. */
function judgeAlternative(
  conditions: readonly Satisfaction[],
  ground: ConditionGround,
): readonly JudgedAlternative[] {
  const judged = [...conditions]
    .sort((one, other) => (stepOf(one) < stepOf(other) ? -1 : 1))
    .map((condition) => judgeCondition(condition, ground));
  const [first, ...rest] = judged.map(({ condition }) => condition.way);
  if (first === undefined) return [];
  const way = rest.reduce((most, each) => (ladder(each) > ladder(most) ? each : most), first);
  return [{ standing: together(judged.map(({ standing }) => standing)), way, conditions: judged }];
}

/** A choice is offered only where all else holds: nobody commits to half of a proof that a silent source may still give. */
function together(standings: readonly Standing[]): Standing {
  if (standings.includes('FAILS')) return 'FAILS';
  if (standings.includes('WAITS')) return 'WAITS';
  if (!standings.includes('CHOICE')) return standings.includes('OPEN') ? 'OPEN' : 'HOLDS';
  return standings.includes('OPEN') ? 'FAILS' : 'CHOICE';
}

function stepOf(condition: Satisfaction): string {
  return `${ladder(condition.way)} ${canonicalJson(condition)}`;
}

function ladder(way: Satisfaction['way']): number {
  return dispositions.indexOf(way);
}

function orderOf({ way, conditions }: JudgedAlternative): string {
  const weight = [ladder(way), conditions.length].map((number) => String(number).padStart(4, '0'));
  return [...weight, canonicalJson(conditions.map(({ condition }) => condition))].join(' ');
}
