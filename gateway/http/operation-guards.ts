import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { isFault } from '../../catalog/index.js';
import type { Log } from '../log.js';
import { currentTraceId } from '../trace.js';
import { demandAffordable } from './query-cost.js';

/** Refuses an operation that would cost too much with the variables it came with; asked after it is known to be valid. */
export function costGuard(): ApolloServerPlugin {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ schema, document, operation, request }) {
          // Of several operations none was named: execution says so.
          if (!operation) return Promise.resolve();
          try {
            demandAffordable(schema, document, operation, request.variables ?? {});
          } catch (error) {
            if (!isFault(error)) throw error;
            const extensions = { http: { status: 400 } };
            throw new GraphQLError(error.message, { originalError: error, extensions });
          }
          return Promise.resolve();
        },
      }),
  };
}

/** What breaks inside the server itself, outside of any resolver. */
export function unexpectedErrors(log: Log): ApolloServerPlugin {
  return {
    unexpectedErrorProcessingRequest({ error }) {
      log.error({ traceId: currentTraceId(), err: error }, 'the graphql server failed');
      return Promise.resolve();
    },
  };
}
