import { z } from 'zod';
import { isFault } from '../../../catalog/errors.js';
import { parseHolder, parseLicenceIdentifier, parseLicenceTypeCode } from '../../../catalog/ports.js';
import { customIssue } from './fields.js';

/**
 * The sample answer that stands in a definition, the questions it answers, and what must become of each. Holders in it are
 * invented, but their numbers are well-formed.
 */
function sampleOf<Ask extends z.ZodType>(ask: Ask) {
  return z.strictObject({
    asks: z.array(ask).min(1).max(100),
    status: z.int().min(100).max(599).default(200),
    answer: z
      .unknown()
      .transform((answer, context) => (typeof answer === 'string' ? json(answer, context) : answer)),
    gives: z.array(z.enum(['FOUND', 'ABSENT', 'FAULTED'])).min(1),
  });
}

const holder = z.strictObject({ type: z.string(), code: z.string() }).transform((written, context) => {
  return parsed(() => parseHolder(written.type, written.code), context);
});

const licenceType = z
  .string()
  .transform((code, context) => parsed(() => parseLicenceTypeCode(code), context));
const identifier = z
  .string()
  .transform((written, context) => parsed(() => parseLicenceIdentifier(written), context));

export const sampleByHolder = sampleOf(z.strictObject({ holder, licenceType }));
export const sampleByIdentifier = sampleOf(z.strictObject({ identifier }));
export const sampleCheck = sampleOf(z.strictObject({ holder, check: z.string() }));

/** Our parsers say what is wrong without repeating the number. */
function parsed<Value>(parse: () => Value, context: z.RefinementCtx): Value {
  try {
    return parse();
  } catch (error) {
    if (!isFault(error)) throw error;
    const problem = String(error.facts['problem'] ?? error.reason);
    const [en = problem, zh = problem] = problem.split(' / ');
    context.addIssue(customIssue(en, zh));
    return z.NEVER;
  }
}

function json(written: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(written);
  } catch {
    context.addIssue(customIssue('the sample answer is not JSON', '示例答复不是JSON'));
    return z.NEVER;
  }
}
