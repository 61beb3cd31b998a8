import { z } from 'zod';
import { isFault } from '../../../catalog/errors.js';
import {
  type CalendarDate,
  type Holder,
  isCalendarDate,
  isLicenceIdentifier,
  isLicenceTypeCode,
  licenceIdentifierParts,
  type LicenceIdentifier,
  type LicenceRecord,
  type LicenceTypeCode,
  parseHolder,
} from '../../../catalog/ports.js';
import type { AskView } from '../ask.js';
import { SourceFailure } from '../failure.js';
import { problems } from '../problems.js';
import type { ValueReader } from './answer.mapping.js';
import { fieldsSchema, shaped, text } from './shape.js';

/** 长期: the one way to say "without end". A date that is merely missing must not read as forever. */
export const WITHOUT_END = '长期';

const day = z.custom<CalendarDate>((value) => typeof value === 'string' && isCalendarDate(value));

/** What `record` of a definition makes; docs/sources.md lists these names. */
const recordSchema = z.strictObject({
  identifier: text.nullish(),
  type: z
    .custom<LicenceTypeCode>((value) => typeof value === 'string' && isLicenceTypeCode(value))
    .optional(),
  number: text.nullish(),
  holder: z.strictObject({ type: z.string(), code: z.string() }).optional(),
  holderName: text.nullish(),
  issuerCode: text.nullish(),
  issuerName: text.nullish(),
  issuedOn: day.nullish(),
  validFrom: day.nullish(),
  validUntil: z.union([z.literal(WITHOUT_END), day]),
  state: z.enum(['10', '01', '02', '03', '04', '05', '09']),
  fields: fieldsSchema.default({}),
});

/** Records of the holder and the type that were asked for, and of nobody else. */
export const recordsOfHolder: ValueReader<readonly LicenceRecord[]> = (made, ask) => {
  const { holder, licenceType } = ask;
  return made.map((one) => {
    const read = shaped(recordSchema, one);
    const record = recordOf(read, read.holder ? holderOf(read.holder) : holder, read.type ?? licenceType);
    if (holder && (record.holder.type !== holder.type || record.holder.code !== holder.code)) {
      throw new SourceFailure('SOURCE_MISBEHAVED', problems.othersHolder);
    }
    if (record.type !== licenceType) throw new SourceFailure('SOURCE_MISBEHAVED', problems.othersType);
    return record;
  });
};

/** The one record with the identifier that was asked for. */
export const recordOfIdentifier: ValueReader<LicenceRecord> = (made, ask) => {
  const [one, ...others] = made;
  if (others.length > 0) throw new SourceFailure('SOURCE_MISBEHAVED', problems.severalForOne);
  const read = shaped(recordSchema, one);
  const type = typeInside(ask);
  const record = recordOf(read, read.holder ? holderOf(read.holder) : undefined, read.type ?? type);
  if (record.identifier !== ask.identifier)
    throw new SourceFailure('SOURCE_MISBEHAVED', problems.othersIdentifier);
  if (record.type !== type) throw new SourceFailure('SOURCE_MISBEHAVED', problems.othersType);
  return record;
};

function typeInside({ identifier }: AskView): LicenceTypeCode | undefined {
  return identifier === undefined ? undefined : licenceIdentifierParts(identifier).type;
}

function recordOf(
  read: z.output<typeof recordSchema>,
  holder: Holder | undefined,
  type: LicenceTypeCode | undefined,
): LicenceRecord {
  if (!holder) throw new SourceFailure('SOURCE_MISBEHAVED', problems.field('holder'));
  if (!type) throw new SourceFailure('SOURCE_MISBEHAVED', problems.field('type'));
  return {
    identifier: identifierOf(read.identifier),
    type,
    number: read.number ?? null,
    holder,
    holderName: read.holderName ?? null,
    issuerCode: read.issuerCode ?? null,
    issuerName: read.issuerName ?? null,
    issuedOn: read.issuedOn ?? null,
    validFrom: read.validFrom ?? null,
    validUntil: read.validUntil === WITHOUT_END ? null : read.validUntil,
    state: read.state,
    fields: read.fields,
  };
}

/** Many systems hold licences that never got a national identifier, or a number of their own in its place. */
function identifierOf(written: string | null | undefined): LicenceIdentifier | null {
  return written && isLicenceIdentifier(written) ? written : null;
}

function holderOf({ type, code }: { type: string; code: string }): Holder {
  try {
    return parseHolder(type, code);
  } catch (error) {
    if (isFault(error)) throw new SourceFailure('SOURCE_MISBEHAVED', problems.field('holder'));
    throw error;
  }
}
