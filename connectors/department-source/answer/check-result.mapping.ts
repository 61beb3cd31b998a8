import { z } from 'zod';
import type { DataCheckResult } from '../../../catalog/ports.js';
import { SourceFailure } from '../failure.js';
import { problems } from '../problems.js';
import type { ValueReader } from './answer.mapping.js';
import { fieldsSchema, shaped } from './shape.js';

/** What `result` of a definition makes. `passed` is yes or no; a word that means yes is for the definition to translate. */
const resultSchema = z.strictObject({ passed: z.boolean(), detail: fieldsSchema.default({}) });

export const checkResult: ValueReader<DataCheckResult> = (made) => {
  const [one, ...others] = made;
  if (others.length > 0) throw new SourceFailure('SOURCE_MISBEHAVED', problems.field('result'));
  return shaped(resultSchema, one);
};
