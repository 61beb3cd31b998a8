import { z } from 'zod';
import { exerciseLevels, type ExerciseLevel, handlingForms, serviceObjects } from '../code/index.js';
import {
  address,
  count,
  formField,
  legalBasis,
  licenceType,
  list,
  listByCode,
  material,
  name,
  oneOf,
  optionalAddress,
  optionalText,
  situation,
  timeLimit,
} from './element-part.schema.js';
import { type ElementProblem, problemsOf, unknownElement } from './element-problem.js';
import type { ElementName, Elements, OwnElements } from './element.js';

/*
 * What an element may look like when it comes from outside (files, administrators). A key that no element has is reported,
 * never dropped in silence; a value that may be absent may be left out. Whether the elements agree with each other is asked
 * elsewhere: this is only their shape.
 */

export const elementSchemas: { readonly [Name in ElementName]: z.ZodType<Elements[Name]> } = {
  exerciseLevels: list(oneOf<ExerciseLevel>(exerciseLevels)),
  guidingDepartment: name,
  serviceObjects: list(oneOf(serviceObjects)),
  legalBases: list(legalBasis),
  acceptanceConditions: list(name),
  materials: listByCode(material),
  process: list(
    z.strictObject({
      name,
      actor: optionalText,
      limit: timeLimit.nullable().default(null),
      note: optionalText,
    }),
  ),
  statutoryTimeLimit: timeLimit,
  committedTimeLimit: timeLimit,
  handlingKind: z.enum(['IMMEDIATE', 'COMMITTED', 'OTHER']),
  handlingForms: list(oneOf(handlingForms)),
  onSiteVisits: count,
  onSiteReason: name,
  fees: list(
    z.strictObject({
      name,
      standard: name,
      basis: name,
      reducible: z.boolean().default(false),
      reductionBasis: optionalText,
    }),
  ),
  results: list(
    z.strictObject({
      name,
      type: optionalText,
      licenceType: licenceType.nullable().default(null),
      sample: optionalText,
    }),
  ),
  forms: listByCode(z.strictObject({ code: name, name, fields: list(formField).default([]) })),
  place: z.strictObject({
    hall: optionalText,
    window: optionalText,
    address: optionalText,
    hours: optionalText,
    consultation: optionalText,
    complaint: optionalText,
  }),
  online: z.strictObject({
    available: z.boolean(),
    depth: optionalText,
    url: optionalAddress,
    mobileUrl: optionalAddress,
  }),
  topics: list(name),
  questions: list(z.strictObject({ question: name, answer: name })),
  situations: listByCode(situation),
  sourceUrl: address,
  sourceMainItem: name,
};

export const elementNames = Object.keys(elementSchemas) as readonly ElementName[];

export interface ElementReading {
  /** The elements whose whole value is sound. */
  readonly elements: OwnElements;
  /** Everything else, each with where it stands; an element with a problem is not among `elements`. */
  readonly problems: readonly ElementProblem[];
}

/** Reads the elements of a file or a form: what is sound is kept, what is not is said, nothing is repaired. */
export function readElements(value: unknown): ElementReading {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { elements: {}, problems: [unknownElement(null)] };
  }
  const elements: Partial<Record<ElementName, unknown>> = {};
  const problems: ElementProblem[] = [];
  for (const [name, given] of Object.entries(value)) {
    if (!isElementName(name)) {
      problems.push(unknownElement(name));
      continue;
    }
    const reading = elementSchemas[name].safeParse(given);
    if (reading.success) elements[name] = reading.data;
    else problems.push(...problemsOf(name, reading.error));
  }
  return { elements: elements as OwnElements, problems };
}

function isElementName(name: string): name is ElementName {
  return Object.hasOwn(elementSchemas, name);
}
