import {
  type CreditCode,
  exerciseLevels,
  type ExerciseLevel,
  handlingForms,
  hasCreditCodeStructure,
  isLicenceTypeCode,
  serviceObjects,
} from '../code/index.js';
import type {
  Elements,
  Fee,
  Form,
  LegalBasis,
  Material,
  Satisfaction,
  TimeLimit,
} from '../matter/element.js';
import {
  code,
  flag,
  list,
  oneOf,
  optional,
  partial,
  record,
  type Shape,
  text,
  variant,
  wholeNumber,
  withDefault,
} from './shape.rules.js';

const longText = 20_000;

const legalBasis = record<LegalBasis>({
  title: text(),
  clause: optional(text()),
  text: optional(text(longText)),
  documentNumber: optional(text()),
  issuer: optional(text()),
});

const timeLimit = record<TimeLimit>({
  value: wholeNumber,
  unit: oneOf('WORKING_DAY', 'DAY', 'MONTH', 'YEAR', 'HOUR'),
  note: optional(text(longText)),
});

const creditCode: Shape<CreditCode> = code(hasCreditCodeStructure);
const licenceType = code(isLicenceTypeCode);

const satisfaction = variant<Satisfaction>('way', {
  LICENCE: record({ way: oneOf('LICENCE'), licenceType, fields: withDefault(list(text()), []) }),
  DATA: record({ way: oneOf('DATA'), check: text() }),
  COVERED: record({ way: oneOf('COVERED'), by: text() }),
  INQUIRY: record({ way: oneOf('INQUIRY'), organisation: creditCode }),
  COMMITMENT: record({ way: oneOf('COMMITMENT') }),
  DEFERRED: record({ way: oneOf('DEFERRED') }),
});

const material = record<Material>({
  code: text(64),
  name: text(),
  type: optional(text()),
  form: oneOf('PAPER', 'ELECTRONIC', 'BOTH'),
  necessity: oneOf('REQUIRED', 'NOT_REQUIRED', 'DEFERRABLE'),
  whenNotNeeded: optional(text(longText)),
  source: oneOf('APPLICANT', 'DEPARTMENT', 'OTHER'),
  issuer: optional(text()),
  originals: withDefault(wholeNumber, 0),
  copies: withDefault(wholeNumber, 0),
  notes: optional(text(longText)),
  acceptance: optional(text(longText)),
  legalBasis: withDefault(list(legalBasis), []),
  cancelled: optional(
    oneOf(
      'NO_LEGAL_BASIS',
      'PROVED_BY_LICENCE',
      'REPLACED_BY_COMMITMENT',
      'COVERED_BY_OTHER_MATERIAL',
      'VERIFIED_ONLINE',
      'ISSUER_CANNOT_VERIFY',
    ),
  ),
  alternatives: withDefault(list(list(satisfaction)), []),
});

const fee = record<Fee>({
  name: text(),
  standard: text(longText),
  basis: text(longText),
  reducible: withDefault(flag, false),
  reductionBasis: optional(text(longText)),
});

const form = record<Form>({
  code: text(64),
  name: text(),
  fields: list(
    record<Form['fields'][number]>({
      name: text(),
      label: text(),
      kind: oneOf('TEXT', 'NUMBER', 'DATE', 'CHOICE', 'BOOLEAN', 'HOLDER_NUMBER', 'PHONE', 'ADDRESS'),
      required: flag,
      choices: withDefault(list(text()), []),
      filledFrom: optional(record({ licenceType, field: text() })),
    }),
  ),
});

/** The elements of a matter (domain: elements of a matter) as the catalogue's own format writes them. */
export const elementShapes: Shape<Readonly<Partial<Elements>>> = partial<Elements>({
  exerciseLevels: list(oneOf(...(Object.keys(exerciseLevels) as ExerciseLevel[]))),
  guidingDepartment: text(),
  serviceObjects: list(oneOf(...Object.keys(serviceObjects))),
  legalBases: list(legalBasis),
  acceptanceConditions: list(text(longText)),
  materials: list(material),
  process: list(
    record<Elements['process'][number]>({
      name: text(),
      actor: optional(text()),
      limit: optional(timeLimit),
      note: optional(text(longText)),
    }),
  ),
  statutoryTimeLimit: timeLimit,
  committedTimeLimit: timeLimit,
  handlingKind: oneOf('IMMEDIATE', 'COMMITTED', 'OTHER'),
  handlingForms: list(oneOf(...Object.keys(handlingForms))),
  onSiteVisits: wholeNumber,
  onSiteReason: text(longText),
  fees: list(fee),
  results: list(
    record<Elements['results'][number]>({
      name: text(),
      type: optional(text()),
      licenceType: optional(licenceType),
      sample: optional(text(longText)),
    }),
  ),
  forms: list(form),
  place: record<Elements['place']>({
    hall: optional(text()),
    window: optional(text()),
    address: optional(text()),
    hours: optional(text()),
    consultation: optional(text()),
    complaint: optional(text()),
  }),
  online: record<Elements['online']>({
    available: flag,
    depth: optional(text()),
    url: optional(text(4_000)),
    mobileUrl: optional(text(4_000)),
  }),
  topics: list(text()),
  questions: list(
    record<Elements['questions'][number]>({ question: text(longText), answer: text(longText) }),
  ),
  situations: list(
    record<Elements['situations'][number]>({
      code: text(64),
      question: text(longText),
      options: list(
        record<Elements['situations'][number]['options'][number]>({
          answer: text(64),
          label: text(longText),
          materials: withDefault(list(text(64)), []),
          handlingItem: optional(text(64)),
        }),
      ),
    }),
  ),
  sourceUrl: text(4_000),
  sourceMainItem: text(),
});
