import { quotable } from '../code/malformed.js';
import { Fault } from '../errors.js';
import type { Material, Situation } from '../matter/element.js';
import { inherit } from '../publication/inheritance.rules.js';
import type { MatterDocument, Publication } from '../publication/publication.js';
import type { Guide, SituationAnswer } from './guide.js';
import { waysOf } from './way.rules.js';

type Option = Situation['options'][number];

/**
 * The guide of a published version for a situation. The questions are the matter's own; their answers choose the handling
 * item, whose elements stand before the matter's, and the materials.
 */
export function guideOf(publication: Publication, answers: readonly SituationAnswer[]): Guide {
  const { document } = publication;
  const situations = document.elements.situations ?? [];
  const chosen = new Set(answers.map((answer) => optionOf(situations, answer)));
  const handlingItem = handlingItemOf(document, chosen);
  const { elements } = inherit(document.elements, handlingItem?.elements ?? {});
  const materials = elements.materials ?? [];
  return {
    publication,
    elements,
    materials: materials
      .filter((material) => isNeeded(material, situations, chosen))
      .map((material) => ({ material, ...waysOf(material, materials, document) })),
    handlingItem: handlingItem?.item ?? null,
    openQuestions: situations
      .filter(({ options }) => !options.some((option) => chosen.has(option)))
      .map(({ code }) => code),
  };
}

function optionOf(situations: readonly Situation[], { question, answer }: SituationAnswer): Option {
  const situation = situations.find(({ code }) => code === question);
  const option = situation?.options.find((each) => each.answer === answer);
  if (!option) {
    throw new Fault('SITUATION_UNKNOWN', { question: quotable(question), answer: quotable(answer) });
  }
  return option;
}

/** Several answers to one question are several cases at once, as long as they lead to one handling item. */
function handlingItemOf(
  { handlingItems }: MatterDocument,
  chosen: ReadonlySet<Option>,
): MatterDocument['handlingItems'][number] | null {
  const named = new Set([...chosen].flatMap(({ handlingItem }) => handlingItem ?? []));
  if (named.size > 1) throw new Fault('SITUATION_AMBIGUOUS', { items: [...named].sort().join(', ') });
  return handlingItems.find(({ item }) => named.has(item)) ?? null;
}

/** A material named by any option is needed only when that option was chosen; a material named by none is always needed. */
function isNeeded(
  { code }: Material,
  situations: readonly Situation[],
  chosen: ReadonlySet<Option>,
): boolean {
  const naming = situations.flatMap(({ options }) =>
    options.filter(({ materials }) => materials.includes(code)),
  );
  return naming.length === 0 || naming.some((option) => chosen.has(option));
}
