import { handlingItemCodeParts } from '../code/index.js';
import { Fault } from '../errors.js';
import { guideOf } from '../guide/guide.rules.js';
import type { Material } from '../matter/element.js';
import type { Publication } from '../publication/publication.js';
import type { ExemptionRequest } from './evidence.js';

export interface NeededMaterials {
  readonly materials: readonly Material[];
  readonly openQuestions: readonly string[];
}

/** The materials that the guide names for these answers: what is judged here is what people were told to bring. */
export function neededMaterials(
  publication: Publication,
  asked: Pick<ExemptionRequest, 'matter' | 'handlingItem' | 'situation'>,
): NeededMaterials {
  const { materials, openQuestions } = guideOf(ofHandlingItem(publication, asked), asked.situation);
  return { materials: materials.map(({ material }) => material), openQuestions };
}

/** A handling item that the caller names stands for itself, whatever the answers would choose. */
function ofHandlingItem(
  publication: Publication,
  { matter, handlingItem }: Pick<ExemptionRequest, 'matter' | 'handlingItem'>,
): Publication {
  if (handlingItem === null) return publication;
  const parts = handlingItemCodeParts(handlingItem);
  if (parts.matterCode !== matter) throw new Fault('PURPOSE_MATTER_MISMATCH');
  const { document } = publication;
  const item = document.handlingItems.find((each) => each.item === parts.item);
  if (!item) throw new Fault('HANDLING_ITEM_UNKNOWN', { item: parts.item });
  const { materials } = { ...document.elements, ...item.elements };
  const elements = { ...document.elements, ...(materials ? { materials } : {}) };
  return { ...publication, document: { ...document, elements, handlingItems: [item] } };
}
