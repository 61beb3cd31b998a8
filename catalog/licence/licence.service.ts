import type { Holder, LicenceIdentifier, LicenceTypeCode } from '../code/index.js';
import type { Call, Purpose } from '../access/access.js';
import type { LicenceAnswer } from './licence.js';

export interface LicenceService {
  /** One answer per licence found, and one NOT_FOUND, UNDECIDED or WITHHELD answer for each type with none. */
  licences(
    call: Call,
    request: {
      readonly holder: Holder;
      readonly types: readonly LicenceTypeCode[];
      readonly purpose: Purpose;
      readonly maxAge: number | null;
    },
  ): Promise<readonly LicenceAnswer[]>;
  licence(
    call: Call,
    request: {
      readonly identifier: LicenceIdentifier;
      readonly purpose: Purpose;
      readonly maxAge: number | null;
    },
  ): Promise<LicenceAnswer>;
}
