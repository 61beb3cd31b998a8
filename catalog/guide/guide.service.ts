import type { MatterCode } from '../code/index.js';
import type { PublicationService } from '../publication/publication.service.js';
import type { Publication } from '../publication/publication.js';
import { guideOf } from './guide.rules.js';
import type { Guide, SituationAnswer } from './guide.js';

export interface GuideService {
  /** Guides of published matters, same length and order; null where nothing is published under the code. */
  guides(
    codes: readonly MatterCode[],
    situation: readonly SituationAnswer[],
    asOf: Date | null,
  ): Promise<readonly (Guide | null)[]>;
  /** The guide of a version that is at hand already; nothing is read. */
  of(publication: Publication, situation: readonly SituationAnswer[]): Guide;
}

/** Reading published guides needs no permission (contract: HTTP). */
export function openGuideService(deps: {
  readonly publications: Pick<PublicationService, 'byCodes' | 'asOf'>;
}): GuideService {
  const { publications } = deps;
  return {
    async guides(codes, situation, asOf) {
      const found = asOf ? await publications.asOf(codes, asOf) : await publications.byCodes(codes);
      return found.map((publication) => publication && guideOf(publication, situation));
    },
    of: guideOf,
  };
}
