import { ApolloServer, HeaderMap, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Fault } from '../../catalog/index.js';
import type { GraphContext } from '../../schema/index.js';
import { formatError } from '../faults.js';
import type { Log } from '../log.js';
import { traced, type RequestTrace } from '../trace.js';
import { limitRules, TOKENS_MOST } from './limit-rules.js';
import { costGuard, unexpectedErrors } from './operation-guards.js';
import { CallerGone, readBody } from './read-body.js';
import { refuse, refuseFault } from './refusal.js';

export interface EndpointOptions {
  readonly schema: GraphQLSchema;
  readonly log: Log;
  readonly production: boolean;
  readonly deadlineMs: number;
  /** Finds out who asks; throws when the token is not good. */
  readonly contextOf: (
    request: IncomingMessage,
    trace: RequestTrace,
    deadline: AbortSignal,
  ) => Promise<GraphContext>;
  /** Told of each finished request. */
  readonly finished: (trace: RequestTrace, status: number, seconds: number) => void;
}

export interface GraphqlEndpoint {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  stop(): Promise<void>;
}

const BODY_MOST_BYTES = 1_048_576;
const GRACE_MS = 1_000;
/** Never sent; stands in metrics for requests whose caller did not wait (as with nginx). */
const CALLER_GONE = 499;
/** Apollo writes messages of foreign errors into its log; ours come through the plugins, without values. */
const quiet = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** GraphQL over HTTP: one request, read top to bottom. */
export async function openGraphqlEndpoint(options: EndpointOptions): Promise<GraphqlEndpoint> {
  const { schema, log, production } = options;
  const apollo = new ApolloServer<GraphContext>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: production,
    csrfPrevention: true,
    // Signals belong to gateway/compose.ts, which stops everything in its order.
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    // A register of queries that anyone may write to is nothing that we need.
    persistedQueries: false,
    parseOptions: { maxTokens: TOKENS_MOST },
    validationRules: limitRules,
    formatError: formatError(log, production),
    logger: quiet,
    plugins: [
      // Without this every field's resolver is wrapped: a third of the throughput (docs/performance.md).
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      costGuard(),
      unexpectedErrors(log),
    ],
  });
  await apollo.start();

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    trace: RequestTrace,
  ): Promise<void> {
    const read = await readBody(request, BODY_MOST_BYTES);
    if (!read.ok) return refuse(response, read.status, read.code, read.facts, trace.traceId);
    const deadline = AbortSignal.any([AbortSignal.timeout(options.deadlineMs), closed(response)]);
    const call = await options.contextOf(request, trace, deadline).catch((error: unknown) => {
      refuseFault(response, error, trace.traceId, log);
      return null;
    });
    if (!call) return;
    const result = await inTime(options.deadlineMs, response, () =>
      apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: asApolloRequest(request, read.body),
        context: () => Promise.resolve(call),
      }),
    ).catch((error: unknown) => {
      refuseFault(response, error, trace.traceId, log);
      return null;
    });
    if (!result) return;
    response.statusCode = statusOf(result);
    for (const [name, value] of result.headers) response.setHeader(name, value);
    if (result.body.kind === 'complete') {
      response.end(result.body.string);
      return;
    }
    for await (const chunk of result.body.asyncIterator) response.write(chunk);
    response.end();
  }

  return {
    async handle(request, response) {
      const trace: RequestTrace = { traceId: randomUUID(), sql: [], outside: [] };
      const began = process.hrtime.bigint();
      response.setHeader('x-trace-id', trace.traceId);
      try {
        await traced(trace, () => answer(request, response, trace));
      } catch (error) {
        if (!(error instanceof CallerGone)) throw error;
        response.statusCode = CALLER_GONE;
      } finally {
        options.finished(trace, response.statusCode, Number(process.hrtime.bigint() - began) / 1e9);
      }
    },
    stop: () => apollo.stop(),
  };
}

/**
 * GraphQL over HTTP 6.4.1: to those who take application/json, a well-formed request is answered with 200 whatever its
 * errors, because an older client cannot tell a proxy's 400 from ours. BAD_REQUEST alone says that it was not well-formed.
 */
function statusOf({ status = 200, headers, body }: HTTPGraphQLResponse): number {
  if (status !== 400 || body.kind !== 'complete') return status;
  if (!headers.get('content-type')?.startsWith('application/json')) return status;
  const { errors = [] } = JSON.parse(body.string) as {
    errors?: readonly { extensions?: { code?: string } }[];
  };
  return errors.some(({ extensions }) => extensions?.code === 'BAD_REQUEST') ? status : 200;
}

function nothing(): void {
  // says nothing
}

function asApolloRequest(request: IncomingMessage, body: unknown): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const { search } = new URL(request.url ?? '/', 'http://localhost');
  return { method: (request.method ?? 'POST').toUpperCase(), headers, search, body };
}

/**
 * Those who heed the deadline (department systems, above all) answer without what came too late, which takes them a moment;
 * whoever does not heed it, a locked table say, is not waited for.
 */
function inTime<Result>(
  deadlineMs: number,
  response: ServerResponse,
  work: () => Promise<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const seconds = deadlineMs / 1_000;
    const late = () => reject(new Fault('DEADLINE_PASSED', { seconds }));
    const timer = setTimeout(late, deadlineMs + GRACE_MS);
    response.once('close', () => clearTimeout(timer));
    work().then(resolve, reject);
  });
}

/** Aborts when the caller goes away: nobody waits for that answer any more. */
function closed(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}
