import type { BaseMatterDraft, MatterDraft, OwnElements } from '../../../catalog/index.js';
import { demonstrationCatalogue } from '../../../gateway/demonstration/catalogue.js';
import { deviations, lawfulDifferences } from '../../../gateway/demonstration/deviations.js';

export const catalogue = demonstrationCatalogue();

const bases = new Map(catalogue.baseMatters.map((one) => [one.code, one]));

/** An implementation with its base matter and what holds for it: its own elements over those of the base matter. */
export interface Compiled {
  readonly matter: MatterDraft;
  readonly base: BaseMatterDraft;
  readonly elements: OwnElements;
}

export const compiled: readonly Compiled[] = catalogue.matters.map((matter) => {
  const base = matter.baseCode === null ? undefined : bases.get(matter.baseCode);
  if (!base) throw new Error(`no base matter for ${matter.key}`);
  return { matter, base, elements: { ...base.elements, ...matter.elements } };
});

export const planted: ReadonlySet<string> = new Set(
  [...deviations, ...lawfulDifferences].map(({ matter }) => matter),
);
export const asTheBaseHasIt = compiled.filter(({ matter }) => !planted.has(matter.key));
