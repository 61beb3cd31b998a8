import { z } from 'zod';
import { isHolderIdentityType, isLicenceTypeCode } from '../../../catalog/ports.js';
import { compileExpression, ExpressionFailure } from '../expression/expression.js';

/** A problem in the two languages of this house; `reading.ts` takes `zh` from the parameters. */
export function customIssue(
  en: string,
  zh: string,
): { code: 'custom'; message: string; params: { zh: string } } {
  return { code: 'custom', message: en, params: { zh } };
}

export const text = z.string().trim().min(1).max(2_000);

/** A JSONata expression, compiled while the definition is read. */
export const expression = z
  .string()
  .trim()
  .min(1)
  .max(20_000)
  .transform((source, context) => {
    try {
      return compileExpression(source);
    } catch (error) {
      if (!(error instanceof ExpressionFailure)) throw error;
      context.addIssue({
        ...customIssue(
          `it is no JSONata expression (${error.message})`,
          `不是正确的JSONata表达式（${error.message}）`,
        ),
        input: source,
      });
      return z.NEVER;
    }
  });

const licenceTypeCode = z
  .string()
  .refine(
    isLicenceTypeCode,
    customIssue('it is no licence type code of 21 characters; quote it', '不是21位证照类型代码；请加引号'),
  );

const holderType = z
  .string()
  .refine(
    isHolderIdentityType,
    customIssue(
      "it is no holder identity type such as '001' or '111'; quote it",
      '不是持证主体证件类型，例如“001”“111”；请加引号',
    ),
  );

/** What every definition says, whatever its kind. */
export const commonFields = {
  name: z
    .string()
    .regex(
      /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
      customIssue(
        'use small letters, digits and single dashes, a letter first',
        '请使用小写字母、数字和单个连字符，以字母开头',
      ),
    )
    .max(40),
  title: text,
  contact: text.nullish().transform((contact) => contact ?? null),
  offers: z.strictObject({
    /** Our licence type code → what the department calls it. */
    licenceTypes: z.record(licenceTypeCode, text).default({}),
    /** Our name of the data check → what the department calls it. */
    checks: z
      .record(
        z
          .string()
          .regex(
            /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
            customIssue(
              'name checks with small letters, digits and dashes',
              '核验名称请用小写字母、数字和连字符',
            ),
          ),
        text,
      )
      .default({}),
    /** Holders of other identity types are not sent to the department at all. */
    holderTypes: z
      .array(holderType)
      .min(1)
      .nullish()
      .transform((types) => types ?? null),
  }),
  /** Lists of their words and ours, seen by every expression as `$name`. */
  tables: z
    .record(
      z
        .string()
        .regex(
          /^(?!(?:ask|asks|status|body)$)[a-zA-Z]\w{0,39}$/,
          customIssue(
            'a table is named with letters and digits, and not ask, asks, status or body',
            '对照表名称由字母和数字组成，不能是ask、asks、status、body',
          ),
        ),
      z.record(z.string(), z.union([z.string(), z.boolean()])),
    )
    .default({}),
  time: z
    .strictObject({
      connectMs: z.int().min(50).max(30_000).default(2_000),
      readMs: z.int().min(50).max(120_000).default(5_000),
    })
    .prefault({}),
  load: z
    .strictObject({
      /** Calls at the same time. */
      parallel: z.int().min(1).max(256).default(8),
      /** Calls that may wait for a place; more are refused at once. */
      waiting: z.int().min(0).max(10_000).default(200),
    })
    .prefault({}),
  retry: z
    .strictObject({
      /** Further attempts of one call, for operations that only read. 0: never again. */
      most: z.int().min(0).max(5).default(2),
      pauseMs: z.int().min(1).max(10_000).default(100),
      /** Further attempts in a hundred calls, so that a system in trouble is not asked twice as much. */
      budgetPercent: z.int().min(0).max(100).default(10),
    })
    .prefault({}),
  breaker: z
    .strictObject({
      /** Failures in a row after which the system is left alone. */
      failures: z.int().min(1).max(1_000).default(5),
      pauseMs: z.int().min(10).max(600_000).default(10_000),
    })
    .prefault({}),
};

/** How their answer becomes ours; the same for every kind. */
const answerFields = {
  /** $body-wide: nothing, or REFUSED, DOWN, BUSY or MISBEHAVED when the answer says that it is no answer. */
  failure: expression.optional(),
  /** The rows of the answer; without it the whole answer is one row. */
  rows: expression.optional(),
  /** What brings a row back to its question; needed when one call asks several. */
  key: z.strictObject({ row: expression, ask: expression }).optional(),
  /** What it means when no row speaks of a question. Only a list that is known to be complete may say ABSENT. */
  missing: z.enum(['FAULTED', 'ABSENT']).default('FAULTED'),
  absent: expression.optional(),
  faulted: expression.optional(),
};

export const licenceAnswer = z.strictObject({ ...answerFields, record: expression });
export const checkAnswer = z.strictObject({ ...answerFields, result: expression });

/** Questions that fit into one call. */
export const batchSize = z.int().min(1).max(1_000).default(1);
