import type { IncomingMessage } from 'node:http';
import {
  Fault,
  isScope,
  type AccessService,
  type Call,
  type Clock,
  type Scope,
} from '../../catalog/index.js';
import type { RequestTrace } from '../trace.js';
import type { Tokens } from './tokens.js';

/** Finds out who asks: the token says which consumer, the register says whether it exists and what it may at most do. */
export function callerReader(tokens: Tokens, access: Pick<AccessService, 'consumer'>, clock: Clock) {
  return async (request: IncomingMessage, trace: RequestTrace, deadline: AbortSignal): Promise<Call> => {
    const claims = await tokens.read(request.headers.authorization);
    const now = clock();
    if (!claims) return { consumer: null, scopes: [], traceId: trace.traceId, now, deadline };
    const consumer = await access.consumer(claims.consumer);
    if (!consumer?.active) throw new Fault('CONSUMER_UNKNOWN');
    const scopes = claims.scopes.filter(
      (scope): scope is Scope => isScope(scope) && consumer.scopes.includes(scope),
    );
    return { consumer, scopes, traceId: trace.traceId, now, deadline };
  };
}
