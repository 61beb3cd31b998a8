import type { ElementName, OwnElements } from '../matter/element.js';
import type { ElementOrigin } from './publication.js';

export interface Inherited {
  readonly elements: OwnElements;
  readonly origins: Readonly<Partial<Record<ElementName, ElementOrigin>>>;
}

/**
 * An implementation stores only what its level owns and inherits the rest. An own element replaces the base's whole element:
 * mixing two material lists would make a list that nobody has decided.
 */
export function inherit(base: OwnElements, own: OwnElements): Inherited {
  return { elements: { ...base, ...own }, origins: { ...marked(base, 'BASE'), ...marked(own, 'OWN') } };
}

function marked(elements: OwnElements, origin: ElementOrigin): Inherited['origins'] {
  return Object.fromEntries(Object.keys(elements).map((name) => [name, origin]));
}
