import { type ExerciseLevel, exerciseLevels, type ServiceObjectCode, serviceObjects } from '../code/index.js';
import type { Elements, Form, LegalBasis, Material, MatterResult, ProcessStep } from '../matter/element.js';
import type { readings } from '../standard/standard.js';
import type { ConformanceRuleName } from './conformance-rules.js';
import { heavierMaterial, materialBurden, materialText } from './material.rules.js';
import { normalText } from './normal-text.rules.js';
import { compareLimits } from './time-limit.rules.js';

/** The elements that are lists. */
export type ListReading = {
  [Reading in keyof typeof readings]: (typeof readings)[Reading] extends 'LIST' ? Reading : never;
}[keyof typeof readings];

export type ItemOf<Reading extends ListReading> = Elements[Reading][number];

/** How the items of a list are told apart, compared and written. */
export interface ItemKind<Item> {
  /** Two items with the same key are the same thing, well or badly copied. */
  readonly key: (item: Item) => string;
  /** Does the content differ from what is expected? Where nothing is expected, anything may stand. */
  readonly differs: (found: Item, expected: Item) => boolean;
  /** Which rule a heavier item breaks where only tightening is allowed; null = it is no heavier. */
  readonly heavier: (found: Item, expected: Item) => ConformanceRuleName | null;
  readonly text: (item: Item) => string;
  /** The rule for an item that the base matter does not have. */
  readonly added: ConformanceRuleName;
}

export const itemKinds: { readonly [Reading in ListReading]: ItemKind<ItemOf<Reading>> } = {
  legalBases: contentKind<LegalBasis>({
    key: ({ title }) => normalText(title),
    differs: (found, expected) =>
      differentText(found.clause, expected.clause) ||
      differentText(found.documentNumber, expected.documentNumber),
    text: ({ title, clause }) => `《${title.replace(/^《(.*)》$/u, '$1')}》${clause ?? ''}`,
  }),
  exerciseLevels: contentKind<ExerciseLevel>({
    key: (level) => level,
    differs: () => false,
    text: (level) => exerciseLevels[level].zh,
  }),
  serviceObjects: contentKind<string>({
    key: (code) => code,
    differs: () => false,
    text: (code) => `${code} ${serviceObjects[code as ServiceObjectCode]?.zh ?? ''}`.trim(),
  }),
  acceptanceConditions: contentKind<string>({
    key: normalText,
    differs: () => false,
    text: (condition) => condition,
  }),
  materials: {
    key: ({ name }: Material) => normalText(name),
    differs: (found, expected) => materialBurden(found) !== materialBurden(expected),
    heavier: heavierMaterial,
    text: materialText,
    added: 'MATERIAL_ADDED',
  },
  process: {
    key: ({ name }: ProcessStep) => normalText(name),
    differs: (found, expected) =>
      expected.limit !== null &&
      (found.limit === null || compareLimits(found.limit, expected.limit) !== 'SAME'),
    // The limit of the whole binds; published lists seldom give one for each step, and what is not stated is not longer.
    heavier: () => null,
    text: ({ name }) => name,
    added: 'STEP_ADDED',
  },
  forms: contentKind<Form>({
    key: ({ name }) => normalText(name),
    differs: (found, expected) => fieldsOf(found) !== fieldsOf(expected),
    text: ({ name, fields }) => `${name}（${fields.map(({ label }) => label).join('、')}）`,
  }),
  results: contentKind<MatterResult>({
    key: ({ name }) => normalText(name),
    differs: (found, expected) =>
      differentText(found.type, expected.type) || differentText(found.licenceType, expected.licenceType),
    text: ({ name, type }) => (type === null ? name : `${name}（${type}）`),
  }),
};

/** Things that weigh nothing: under "tighten only" their content stays as it is. */
function contentKind<Item>(kind: Omit<ItemKind<Item>, 'heavier' | 'added'>): ItemKind<Item> {
  return {
    ...kind,
    heavier: (found, expected) => (kind.differs(found, expected) ? 'ITEM_DIFFERENT' : null),
    added: 'ITEM_ADDED',
  };
}

function differentText(found: string | null, expected: string | null): boolean {
  return expected !== null && (found === null || normalText(found) !== normalText(expected));
}

/** What a person fills in; the names for programs and what fills a field by itself may differ from place to place. */
function fieldsOf({ fields }: Form): string {
  return JSON.stringify(
    fields
      .map(({ label, kind, required, choices }) =>
        JSON.stringify([normalText(label), kind, required, choices.map(normalText)]),
      )
      .sort(),
  );
}
