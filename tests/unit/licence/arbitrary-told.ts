import fc from 'fast-check';
import { isLicenceIdentifier, parseCalendarDate, type LicenceIdentifier } from '../../../catalog/index.js';
import type { LicenceRecord } from '../../../catalog/ports.js';
import type { ToldByAll } from '../../../catalog/licence/told.js';
import { absent, faulted, found } from '../../support/source-double.js';
import {
  businessLicence,
  identifierOf,
  identityCard,
  neighbour,
  person,
  recordOf,
} from '../../support/sample-case.js';

const days = fc.option(
  fc
    .constantFrom('2020-01-01', '2026-11-20', '2026-11-21', '2026-11-22', '2030-01-01')
    .map(parseCalendarDate),
);
const identifiers = fc.option(
  fc
    .record({ serial: fc.constantFrom('0001', '0002'), version: fc.constantFrom('001', '002', '00A') })
    .map(({ serial, version }) => identifierOf(businessLicence, serial, version)),
);

export const wrongCheckDigit = otherCheck(identifierOf(businessLicence, '0009', '001'));

function otherCheck(identifier: LicenceIdentifier): LicenceIdentifier {
  const wrong = `${identifier.slice(0, -1)}${identifier.endsWith('0') ? '1' : '0'}`;
  if (!isLicenceIdentifier(wrong)) throw new Error('not an identifier');
  return wrong;
}

/** Licences of the holder in every state, version and age; some that are somebody else's, some of another type. */
export const records: fc.Arbitrary<LicenceRecord> = fc
  .record({
    identifier: identifiers,
    number: fc.option(fc.constantFrom('N-1', 'N-2')),
    issuedOn: days,
    validFrom: days,
    validUntil: days,
    state: fc.constantFrom('10', '10', '10', '01', '02', '03', '04', '05', '09' as const),
    holder: fc.constantFrom(person, person, person, person, neighbour),
    type: fc.constantFrom(businessLicence, businessLicence, businessLicence, identityCard),
    fields: fc.dictionary(fc.constantFrom('name', 'address', 'phone'), fc.constantFrom('VALUE-1', 'VALUE-2')),
  })
  .map((change) =>
    recordOf({
      ...change,
      holderName: change.holder === neighbour ? 'NAME-OF-THE-NEIGHBOUR' : 'NAME-OF-THE-HOLDER',
    }),
  );

const answers = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(records, { maxLength: 4 }).map((list) => found<readonly LicenceRecord[]>(list)),
  },
  { weight: 1, arbitrary: fc.constant(absent) },
  { weight: 1, arbitrary: fc.constant(faulted()) },
);

/** What up to three sources said, in the order of their names as the gathering step brings it. */
export const told: fc.Arbitrary<ToldByAll<readonly LicenceRecord[]>> = fc
  .array(answers, { maxLength: 3 })
  .map((list) => list.map((answer, index) => ({ source: `source-${index + 1}`, answer })));
