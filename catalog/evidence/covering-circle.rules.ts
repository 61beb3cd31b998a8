import type { Material } from '../matter/element.js';

/**
 * Of materials that all wait for each other: the one to hand in. It is taken from a circle on which the others hang and
 * which hangs on nothing outside itself, or handing it in would free fewer; inside the circle the smallest code is taken.
 */
export function breakCircle(open: readonly Material[]): Material {
  const reach = new Map(open.map((material) => [material.code, reachOf(material, open)]));
  const closed = open.filter(({ code }) =>
    [...(reach.get(code) ?? [])].every((other) => reach.get(other)?.has(code)),
  );
  const [first, ...rest] = closed.length > 0 ? closed : open;
  if (!first) throw new Error('there is no circle to break');
  return rest.reduce((smallest, each) => (each.code < smallest.code ? each : smallest), first);
}

/** Codes of the open materials that a material waits for, and those that they wait for. */
function reachOf(from: Material, open: readonly Material[]): ReadonlySet<string> {
  const byCode = new Map(open.map((material) => [material.code, material]));
  const reached = new Set<string>();
  const next = [from];
  for (let material = next.pop(); material; material = next.pop()) {
    for (const condition of material.alternatives.flat()) {
      const covering = condition.way === 'COVERED' ? byCode.get(condition.by) : undefined;
      if (!covering || reached.has(covering.code)) continue;
      reached.add(covering.code);
      next.push(covering);
    }
  }
  return reached;
}
