import { z } from 'zod';
import { levels } from '../code/index.js';
import { Fault } from '../errors.js';
import type { Wording } from '../wording.js';
import {
  comparisons,
  readings,
  variations,
  type Comparison,
  type Reading,
  type ReadingKind,
  type Standard,
  type StandardElement,
} from './standard.js';

/** How each kind of value can be compared; anything else would be a standard that finds nothing, or everything. */
const comparable: Readonly<Record<ReadingKind, readonly Comparison[]>> = {
  CODE: ['CODE_RULE'],
  TEXT: ['EXACT', 'TEXT'],
  VALUE: ['EXACT'],
  LIST: ['SET', 'LIST'],
  QUANTITY: ['EXACT'],
};
/** A text or a code has no "less": it is the same or it is not. */
const narrowable: readonly ReadingKind[] = ['LIST', 'QUANTITY'];

/** PostgreSQL's text holds neither NUL nor half of a character pair. */
const words = z
  .string()
  .trim()
  .min(1)
  .max(2_000)
  .refine((text) => !/\0|\p{Surrogate}/u.test(text));
const wording: z.ZodType<Wording> = z.strictObject({ zh: words, en: words });

const element: z.ZodType<StandardElement> = z
  .strictObject({
    reads: z.enum(Object.keys(readings) as [Reading, ...Reading[]]),
    title: wording,
    compares: z.enum(comparisons),
    lower: z.enum(variations),
  })
  .superRefine(({ reads, compares, lower }, context) => {
    const kind = readings[reads];
    if (!comparable[kind].includes(compares)) {
      const known = comparable[kind].join(', ');
      const message = `${reads} is compared by ${known} / ${reads}的比较方式为${known}`;
      context.addIssue({ code: 'custom', path: ['compares'], message });
    }
    if (lower === 'TIGHTEN_ONLY' && !narrowable.includes(kind)) {
      const message = `${reads} cannot be tightened, only FIXED or FREE / ${reads}不能收紧，只能为FIXED或FREE`;
      context.addIssue({ code: 'custom', path: ['lower'], message });
    }
  });

export const standardSchema: z.ZodType<Standard> = z
  .strictObject({
    id: z
      .string()
      .max(60)
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u),
    title: wording,
    document: words.nullable().default(null),
    confirmed: z.boolean(),
    note: wording.nullable().default(null),
    levels: z.array(z.enum(levels)).min(1),
    elements: z.array(element).min(1).max(100),
  })
  .superRefine(({ levels, elements }, context) => {
    twice(levels).forEach((at) => context.addIssue(repeated(['levels', at])));
    twice(elements.map(({ reads }) => reads)).forEach((at) =>
      context.addIssue(repeated(['elements', at, 'reads'])),
    );
  });

function repeated(path: (string | number)[]) {
  return { code: 'custom' as const, path, message: 'it is named twice / 重复' };
}

/** Positions of values that stood before already. */
function twice(values: readonly string[]): readonly number[] {
  return values.flatMap((value, at) => (values.indexOf(value) < at ? [at] : []));
}

/** A standard as it comes from a file or an administrator; STANDARD_INVALID names the place of the first problem. */
export function readStandard(value: unknown): Standard {
  const reading = standardSchema.safeParse(value);
  if (reading.success) return reading.data;
  const [issue] = reading.error.issues;
  const path = (issue?.path ?? []).map((part) =>
    typeof part === 'number' ? `[${part}]` : `.${String(part)}`,
  );
  throw new Fault('STANDARD_INVALID', {
    path: path.join('').replace(/^\./u, '') || '-',
    problem: issue?.message ?? 'not valid / 不合规',
  });
}
