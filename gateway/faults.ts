import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isFault, type FaultKind } from '../catalog/index.js';
import { withoutNumbers, type Log } from './log.js';
import { currentTraceId } from './trace.js';

/** The one place that knows GraphQL error codes (house: Errors). */
export const codeOfKind: Readonly<Record<FaultKind, string>> = {
  invalid: 'BAD_USER_INPUT',
  unauthenticated: 'UNAUTHENTICATED',
  forbidden: 'FORBIDDEN',
  missing: 'NOT_FOUND',
  conflict: 'CONFLICT',
  excessive: 'LIMIT_EXCEEDED',
  upstream: 'UPSTREAM_UNAVAILABLE',
  late: 'DEADLINE_EXCEEDED',
};

/** Codes of GraphQL itself that a caller may see as they are: they speak of the caller's own text. */
const ownCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** Turns whatever was thrown into what the wire may show. Everything unexpected is masked and logged under its trace. */
export function formatError(log: Log, production: boolean) {
  return (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const traceId = currentTraceId();
    const error = unwrapResolverError(thrown);
    const place = {
      ...(formatted.locations ? { locations: formatted.locations } : {}),
      ...(formatted.path ? { path: formatted.path } : {}),
    };
    const fault = findFault(error);
    if (fault) {
      const extensions = { code: codeOfKind[fault.kind], reason: fault.reason, facts: fault.facts, traceId };
      return { message: fault.message, ...place, extensions };
    }
    const code = formatted.extensions?.['code'];
    if (typeof code === 'string' && ownCodes.has(code)) {
      // GraphQL repeats the caller's text where it does not fit; a holder's number must not travel on in an error.
      const told = withoutNumbers(formatted.message);
      const message = production ? withoutSuggestion(told) : told;
      return { message, ...place, extensions: { code, reason: code, facts: {}, traceId } };
    }
    log.error(
      { traceId, err: error instanceof Error ? error : new Error('not an error object') },
      'unexpected error',
    );
    return {
      message: `Something went wrong on our side; quote ${traceId} when you report it. 系统内部错误，反馈时请提供编号${traceId}。`,
      ...place,
      extensions: { code: 'INTERNAL_SERVER_ERROR', reason: 'UNEXPECTED', facts: {}, traceId },
    };
  };
}

/** A scalar's parser throws inside GraphQL's own error; the fault then is its original error. */
function findFault(error: unknown) {
  if (isFault(error)) return error;
  if (error instanceof GraphQLError && isFault(error.originalError)) return error.originalError;
  return undefined;
}

/** In production the schema is not told to those who guess at it. */
function withoutSuggestion(message: string): string {
  return message.replace(/ ?Did you mean .*$/s, '').trim();
}
