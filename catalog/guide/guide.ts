import type { Reason } from '../wording.js';
import type { Material } from '../matter/element.js';
import type { Publication } from '../publication/publication.js';

/** What a guide says of one material before anyone has asked: what could make it unnecessary. */
export interface GuideMaterial {
  readonly material: Material;
  /** True when the law or a licence the state holds can replace the paper. */
  readonly mayBeExempt: boolean;
  readonly ways: readonly Reason[];
}

/** 办事指南: a pure function of a published version, the situation and a date. */
export interface Guide {
  readonly publication: Publication;
  readonly materials: readonly GuideMaterial[];
  /** True when another level answers for the region that was asked for. */
  readonly handlingItem: string | null;
}
