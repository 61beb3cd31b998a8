import {
  type DataCheckResult,
  type Holder,
  licenceIdentifierParts,
  type LicenceRecord,
  type LicenceTypeCode,
} from '../../catalog/ports.js';
import { recordOfIdentifier, recordsOfHolder } from './answer/licence-record.mapping.js';
import { checkResult } from './answer/check-result.mapping.js';
import type { Definition } from './definition/definition.js';
import { SourceFailure } from './failure.js';
import { problems } from './problems.js';
import type { OperationWords } from './questioning.js';

/** Each operation of the ports: what the system is told of a question, and how its answer is read. */
export const operationWords = {
  byHolder: {
    name: 'byHolder',
    read: recordsOfHolder,
    view: ({ holder, type, purpose }, definition) => ({
      holder: sentHolder(holder, definition),
      licenceType: type,
      theirs: theirLicenceType(type, definition),
      purpose,
    }),
  },
  byIdentifier: {
    name: 'byIdentifier',
    read: recordOfIdentifier,
    view: ({ identifier, purpose }, definition) => {
      const licenceType = licenceIdentifierParts(identifier).type;
      return { identifier, licenceType, theirs: theirLicenceType(licenceType, definition), purpose };
    },
  },
  check: {
    name: 'check',
    read: checkResult,
    view: ({ check, holder, purpose }, definition) => ({
      holder: sentHolder(holder, definition),
      check,
      theirs: theirCheck(check, definition),
      purpose,
    }),
  },
} as const satisfies {
  byHolder: OperationWords<'byHolder', readonly LicenceRecord[]>;
  byIdentifier: OperationWords<'byIdentifier', LicenceRecord>;
  check: OperationWords<'check', DataCheckResult>;
};

/** A person's number goes to no department that has nothing to say about persons. */
function sentHolder({ type, code }: Holder, { offers }: Definition): Holder {
  if (offers.holderTypes !== null && !offers.holderTypes.includes(type)) {
    throw new SourceFailure('SOURCE_NOT_OFFERED', problems.holderType);
  }
  return { type, code };
}

function theirLicenceType(type: LicenceTypeCode, { offers }: Definition): string {
  const theirs = Object.hasOwn(offers.licenceTypes, type) ? offers.licenceTypes[type] : undefined;
  if (theirs === undefined) throw new SourceFailure('SOURCE_NOT_OFFERED', problems.licenceType);
  return theirs;
}

function theirCheck(check: string, { offers }: Definition): string {
  const theirs = Object.hasOwn(offers.checks, check) ? offers.checks[check] : undefined;
  if (theirs === undefined) throw new SourceFailure('SOURCE_NOT_OFFERED', problems.check);
  return theirs;
}
