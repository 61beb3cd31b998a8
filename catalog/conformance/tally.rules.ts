import type { RegionCode } from '../code/index.js';
import type { Reading, Standard, StandardView } from '../standard/standard.js';
import { conformanceRules } from './conformance-rules.js';
import type {
  ConformanceReport,
  Deviation,
  DeviationFilter,
  ElementConformance,
  Tally,
} from './conformance.js';

/** Counts one matter after the other; holds a number for each element and each region directly below, nothing of the matters. */
export interface Counting {
  count(lineage: readonly RegionCode[], deviations: readonly Deviation[]): void;
  report(): ConformanceReport;
}

export function openCounting(standard: StandardView, region: RegionCode | null): Counting {
  let checked = 0;
  let conforming = 0;
  const deviating = new Map<Reading, number>();
  const regions = new Map<RegionCode, Tally>();
  return {
    count(lineage, deviations) {
      checked += 1;
      if (deviations.length === 0) conforming += 1;
      for (const element of new Set(deviations.map((one) => one.element))) {
        deviating.set(element, (deviating.get(element) ?? 0) + 1);
      }
      const below = directlyBelow(lineage, region);
      if (below === null) return;
      const tally = regions.get(below) ?? { checked: 0, conforming: 0 };
      regions.set(below, {
        checked: tally.checked + 1,
        conforming: tally.conforming + (deviations.length === 0 ? 1 : 0),
      });
    },
    report: () => ({
      standard,
      region,
      checked,
      conforming,
      byElement: elementsOf(standard, deviating).map(({ element, title }): ElementConformance => ({
        element,
        title,
        checked,
        conforming: checked - (deviating.get(element) ?? 0),
      })),
      byRegion: [...regions]
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .map(([code, tally]) => ({ region: code, ...tally })),
    }),
  };
}

/** The standard's own, and the base code where a matter without a base matter was met. */
function elementsOf({ elements }: Standard, deviating: ReadonlyMap<Reading, number>) {
  const own = elements
    .filter(({ lower }) => lower !== 'FREE')
    .map(({ reads, title }) => ({ element: reads, title }));
  const named = new Set(own.map(({ element }) => element));
  const others = [...deviating.keys()].filter((element) => !named.has(element));
  return [...own, ...others.map((element) => ({ element, title: { en: 'Base code', zh: '基本编码' } }))];
}

/** The region itself for its own matters, else the one below it that the matter's region lies in. */
function directlyBelow(lineage: readonly RegionCode[], region: RegionCode | null): RegionCode | null {
  const at = region === null ? 0 : lineage.indexOf(region);
  return lineage[at + 1] ?? lineage[at] ?? null;
}

/** The part of a filter that is asked of the deviation; the rest is asked of the database. */
export function isWanted(deviation: Deviation, filter: DeviationFilter): boolean {
  const { elements, rules, severities } = filter;
  return (
    (elements === undefined || elements.includes(deviation.element)) &&
    (rules === undefined || rules.includes(deviation.rule)) &&
    (severities === undefined || severities.includes(conformanceRules[deviation.rule].severity))
  );
}
