import { z } from 'zod';
import {
  type CreditCode,
  hasCreditCodeStructure,
  isLicenceTypeCode,
  type LicenceTypeCode,
} from '../code/index.js';
import type { Material, Satisfaction, Situation } from './element.js';

// The pieces that elements are made of, as they may come from outside.

const LONGEST_TEXT = 20_000;
const LONGEST_LIST = 500;

/** PostgreSQL's text holds neither NUL nor half of a character pair. */
const storable = (text: string) => !/\0|\p{Surrogate}/u.test(text);
export const text = z
  .string()
  .max(LONGEST_TEXT)
  .refine(storable, { params: { problem: 'UNSTORABLE' } });
export const name = text.refine((value) => value.trim() !== '', { params: { problem: 'EMPTY' } });
export const optionalText = text.nullable().default(null);
/** A portal shows addresses as links: nothing but http and https, or a file could plant a script. */
export const address = name.refine((value) => /^https?:\/\/[^\s"<>]+$/iu.test(value), {
  params: { problem: 'NOT_AN_ADDRESS' },
});
export const optionalAddress = address.nullable().default(null);
export const count = z.int().min(0).max(1_000);

export function list<Item extends z.ZodType>(item: Item) {
  return z.array(item).max(LONGEST_LIST);
}

/** Items that are looked up by a code of theirs: the same code twice would make one of them unreachable. */
export function listByCode<Item extends z.ZodType<{ readonly code: string }>>(item: Item) {
  return list(item).superRefine((items, context) => {
    const seen = new Set<string>();
    items.forEach(({ code }, at) => {
      if (seen.has(code)) {
        context.addIssue({ code: 'custom', path: [at, 'code'], params: { problem: 'CODE_TWICE' } });
      }
      seen.add(code);
    });
  });
}

export const licenceType = z.custom<LicenceTypeCode>(
  (value) => typeof value === 'string' && isLicenceTypeCode(value),
  {
    params: { problem: 'NOT_A_LICENCE_TYPE' },
  },
);
/** Without the check character: a few genuine early codes fail it. */
const creditCode = z.custom<CreditCode>(
  (value) => typeof value === 'string' && hasCreditCodeStructure(value),
  {
    params: { problem: 'NOT_A_CREDIT_CODE' },
  },
);

export function oneOf<Code extends string>(table: Readonly<Record<Code, unknown>>) {
  return z.enum(Object.keys(table) as [Code, ...Code[]]);
}

export const legalBasis = z.strictObject({
  title: name,
  clause: optionalText,
  text: optionalText,
  documentNumber: optionalText,
  issuer: optionalText,
});

export const timeLimit = z.strictObject({
  value: z.number().min(0).max(100_000),
  unit: z.enum(['WORKING_DAY', 'DAY', 'MONTH', 'YEAR', 'HOUR']),
  note: optionalText,
});

const satisfaction: z.ZodType<Satisfaction> = z.discriminatedUnion('way', [
  z.strictObject({ way: z.literal('LICENCE'), licenceType, fields: list(name).default([]) }),
  z.strictObject({ way: z.literal('DATA'), check: name }),
  z.strictObject({ way: z.literal('COVERED'), by: name }),
  z.strictObject({ way: z.literal('INQUIRY'), organisation: creditCode }),
  z.strictObject({ way: z.literal('COMMITMENT') }),
  z.strictObject({ way: z.literal('DEFERRED') }),
]);

export const material: z.ZodType<Material> = z.strictObject({
  code: name,
  name,
  type: optionalText,
  form: z.enum(['PAPER', 'ELECTRONIC', 'BOTH']),
  necessity: z.enum(['REQUIRED', 'NOT_REQUIRED', 'DEFERRABLE']),
  whenNotNeeded: optionalText,
  source: z.enum(['APPLICANT', 'DEPARTMENT', 'OTHER']),
  issuer: optionalText,
  originals: count.default(0),
  copies: count.default(0),
  notes: optionalText,
  acceptance: optionalText,
  legalBasis: list(legalBasis).default([]),
  cancelled: z
    .enum([
      'NO_LEGAL_BASIS',
      'PROVED_BY_LICENCE',
      'REPLACED_BY_COMMITMENT',
      'COVERED_BY_OTHER_MATERIAL',
      'VERIFIED_ONLINE',
      'ISSUER_CANNOT_VERIFY',
    ])
    .nullable()
    .default(null),
  // An empty alternative would exempt everyone from the material; no condition at all is said by an empty outer list.
  alternatives: list(list(satisfaction).min(1)).default([]),
});

export const formField = z.strictObject({
  name,
  label: name,
  kind: z.enum(['TEXT', 'NUMBER', 'DATE', 'CHOICE', 'BOOLEAN', 'HOLDER_NUMBER', 'PHONE', 'ADDRESS']),
  required: z.boolean(),
  choices: list(name).default([]),
  filledFrom: z.strictObject({ licenceType, field: name }).nullable().default(null),
});

export const situation: z.ZodType<Situation> = z.strictObject({
  code: name,
  question: name,
  options: list(
    z.strictObject({
      answer: name,
      label: name,
      materials: list(name).default([]),
      handlingItem: z
        .string()
        .regex(/^\d\d$/u)
        .nullable()
        .default(null),
    }),
  ).min(1),
});
