import type { MatterCode } from '../code/index.js';
import type { Guide } from './guide.js';

export interface GuideService {
  /** Guides of published matters, same length and order; null where nothing is published under the code. */
  guides(
    codes: readonly MatterCode[],
    situation: readonly { readonly question: string; readonly answer: string }[],
    asOf: Date | null,
  ): Promise<readonly (Guide | null)[]>;
}
