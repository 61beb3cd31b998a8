import { Fault } from '../errors.js';
import type { Call, ConsumerView, Scope } from './access.js';

export function demandConsumer({ consumer }: Call): ConsumerView {
  if (consumer === null) throw new Fault('TOKEN_MISSING');
  if (!consumer.active) throw new Fault('CONSUMER_UNKNOWN');
  return consumer;
}

/** Who asks, once it is sure that they may ask at all. */
export function demandScope(call: Call, scope: Scope): ConsumerView {
  const consumer = demandConsumer(call);
  if (!call.scopes.includes(scope)) throw new Fault('SCOPE_MISSING', { scope });
  return consumer;
}
