import { z } from 'zod';
import {
  batchSize,
  checkAnswer,
  commonFields,
  customIssue,
  expression,
  licenceAnswer,
  text,
} from '../definition/fields.js';
import { sampleByHolder, sampleByIdentifier, sampleCheck } from '../definition/sample.js';
import { pathTemplate } from './path-template.js';

/** Names of HTTP fields that are ours to set: a definition that sets them would break the message. */
const ownHeaders = ['host', 'content-length', 'transfer-encoding', 'connection', 'accept-encoding', 'expect'];

const headers = z
  .record(
    z
      .string()
      .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/)
      .refine(
        (name) => !ownHeaders.includes(name.toLowerCase()),
        customIssue('this header is set by the connector', '该请求头由连接器设置'),
      ),
    text,
  )
  .default({});

const callFields = {
  method: z.enum(['GET', 'POST']).default('POST'),
  path: pathTemplate,
  query: expression.optional(),
  headers,
  body: expression.optional(),
  encoding: z.enum(['json', 'form']).default('json'),
  /** True where asking twice changes nothing; only then is a lost call made again. GET reads by definition. */
  readOnly: z.boolean().optional(),
  batch: batchSize,
  /** HTTP statuses whose body is an answer. A system that says "none" with 404 lists 404 here. */
  statuses: z.array(z.int().min(200).max(599)).min(1).default([200]),
};

type CallFields = z.output<z.ZodObject<typeof callFields>>;

function sound<
  Schema extends z.ZodType<CallFields & { answer: { key?: unknown; missing: string; absent?: unknown } }>,
>(schema: Schema): Schema {
  return schema.superRefine((operation, context) => {
    const refuse = (path: string[], en: string, zh: string) => {
      context.addIssue({ ...customIssue(en, zh), path });
    };
    if (operation.method === 'GET' && operation.body !== undefined) {
      refuse(['body'], 'a GET has no body; use query', 'GET请求没有请求体，请使用query');
    }
    if (operation.method === 'POST' && operation.body === undefined) {
      refuse(['body'], 'a POST needs a body', 'POST请求需要body');
    }
    if (operation.batch > 1 && operation.answer.key === undefined) {
      refuse(
        ['answer', 'key'],
        'with more than one question a call, the answer needs a key that brings each row back to its question',
        '一次调用包含多个查询时，须用key说明每行答复对应哪个查询',
      );
    }
    if (operation.answer.missing === 'FAULTED' && operation.answer.absent === undefined) {
      refuse(
        ['answer', 'absent'],
        'say how the system tells that it has none, or set missing: ABSENT',
        '请说明该系统如何表示“没有”，或设置missing: ABSENT',
      );
    }
  });
}

export const restDefinition = z.strictObject({
  ...commonFields,
  kind: z.literal('rest'),
  url: text,
  headers,
  /** Hosts (name or name:port) besides its own that the system may redirect to. */
  redirectHosts: z.array(text).default([]),
  accepts: z
    .strictObject({
      contentTypes: z
        .array(
          z
            .string()
            .toLowerCase()
            .regex(/^[\w.+-]+\/[\w.+-]+$/),
        )
        .min(1)
        .default(['application/json']),
      /** Where the answer names none. */
      charset: z.enum(['utf-8', 'gb18030', 'gbk', 'gb2312']).default('utf-8'),
      maxBytes: z.int().min(1_000).max(67_108_864).default(2_097_152),
    })
    .prefault({}),
  operations: z.strictObject({
    byHolder: sound(
      z.strictObject({ ...callFields, answer: licenceAnswer, sample: sampleByHolder }),
    ).optional(),
    byIdentifier: sound(
      z.strictObject({ ...callFields, answer: licenceAnswer, sample: sampleByIdentifier }),
    ).optional(),
    check: sound(z.strictObject({ ...callFields, answer: checkAnswer, sample: sampleCheck })).optional(),
  }),
});

export type RestDefinition = z.output<typeof restDefinition>;
export type RestOperation = NonNullable<RestDefinition['operations'][keyof RestDefinition['operations']]>;
