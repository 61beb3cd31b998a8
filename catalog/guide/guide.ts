import type { Material, OwnElements } from '../matter/element.js';
import type { Publication } from '../publication/publication.js';
import type { Reason } from '../wording.js';

/** What the applicant says of the own case: the code of a question and the chosen answer. */
export interface SituationAnswer {
  readonly question: string;
  readonly answer: string;
}

/** What a guide says of one material before anyone has asked: what could make it unnecessary. */
export interface GuideMaterial {
  readonly material: Material;
  /** True when the law or a licence the state holds can replace the paper. */
  readonly mayBeExempt: boolean;
  /** One for each way by itself; a way of several conditions is one reason that names them all. */
  readonly ways: readonly Reason[];
}

/** 办事指南: a pure function of a published version and the situation. */
export interface Guide {
  readonly publication: Publication;
  /** The elements that apply: those of the handling item before those of the matter. */
  readonly elements: OwnElements;
  /** Those that the situation asks for. */
  readonly materials: readonly GuideMaterial[];
  /** Number of the handling item that the situation selects. */
  readonly handlingItem: string | null;
  /** Codes of the questions that were not answered: an answer may add materials. */
  readonly openQuestions: readonly string[];
}
