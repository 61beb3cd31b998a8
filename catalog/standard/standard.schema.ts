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
  .refine((text) => !/\0|\p{Surrogate}/u.test(text), {
    message: 'it holds a NUL or half of a character pair / 含有NUL或不完整的字符',
  });
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
  throw new Fault('STANDARD_INVALID', {
    path: issue ? pathOf(issue) : '-',
    problem: issue ? problemOf(issue) : 'not valid / 不合规',
  });
}

/** Such as elements[3].compares; an unknown field is looked for at the field. */
function pathOf(issue: z.core.$ZodIssue): string {
  const unknownField = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const path = [...issue.path, ...unknownField].map((part) =>
    typeof part === 'number' ? `[${part}]` : `.${String(part)}`,
  );
  return path.join('').replace(/^\./u, '') || '-';
}

function problemOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'custom':
      return issue.message;
    case 'invalid_type':
      return 'it is missing or of the wrong kind / 缺少该项，或类型不对';
    case 'unrecognized_keys':
      return 'this field is not known here / 此处没有这个字段';
    case 'invalid_value':
      return `use one of ${issue.values.join(', ')} / 可用值：${issue.values.join('、')}`;
    case 'too_small':
      return 'it is empty / 不能为空';
    case 'too_big':
      return `it is longer than ${issue.maximum} / 超过${issue.maximum}`;
    case 'invalid_format':
      return 'lower-case letters, digits and hyphens are wanted / 只能用小写字母、数字和连字符';
    default:
      return 'it is not valid / 不合规';
  }
}
