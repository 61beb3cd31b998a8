import { z } from 'zod';
import { SourceFailure } from '../failure.js';
import { problems } from '../problems.js';

const MOST_CHARACTERS = 4_000;
const MOST_FIELDS = 200;

/** A value as a department writes it; an empty one is none. */
export const text = z
  .string()
  .max(MOST_CHARACTERS)
  .transform((value) => (value.trim() === '' ? null : value.trim()));

/** A number beyond 2^53 has lost digits on its way through JSON: no answer is better than a wrong number. */
const written = z.union([
  z.string().max(MOST_CHARACTERS),
  z.number().refine((value) => !Number.isInteger(value) || Number.isSafeInteger(value)),
  z.boolean(),
]);

/** Name → text; what is null was not told. */
export const fieldsSchema = z
  .record(z.string().min(1).max(100), written.nullable())
  .transform((fields, context) => {
    const told = Object.entries(fields).filter((entry) => entry[1] !== null);
    if (told.length > MOST_FIELDS) context.addIssue({ code: 'custom', message: 'too many fields' });
    return Object.fromEntries(told.map(([name, value]) => [name, String(value)]));
  });

/** What a mapping made, in the shape the catalogue expects. A failure names our field, never what stood in it. */
export function shaped<Schema extends z.ZodType>(schema: Schema, made: unknown): z.output<Schema> {
  const read = schema.safeParse(made);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const [field] = issue?.path ?? [];
  const unknown = issue?.code === 'unrecognized_keys' ? 'that no record has' : '/';
  throw new SourceFailure('SOURCE_MISBEHAVED', problems.field(typeof field === 'string' ? field : unknown));
}
