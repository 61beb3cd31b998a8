import { setTimeout as pause } from 'node:timers/promises';
import {
  bulkhead,
  BulkheadRejectedError,
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
  TaskCancelledError,
} from 'cockatiel';
import type { Definition } from '../definition/definition.js';
import { SourceFailure } from '../failure.js';
import { problems } from '../problems.js';
import { Abandoned, limitedAttempt } from './attempt.js';
import { openRetryBudget } from './retry-budget.js';

export type BreakerState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

export interface ProtectedCall<Value> {
  readonly readOnly: boolean;
  /** Aborted when nobody waits for the answer any more. */
  readonly asker: AbortSignal;
  attempt(signal: AbortSignal): Promise<Value>;
}

/** What stands between this house and one department system. It rejects with a SourceFailure and nothing else. */
export interface Protection {
  run<Value>(call: ProtectedCall<Value>): Promise<Value>;
  state(): BreakerState;
}

type Limits = Pick<Definition, 'time' | 'load' | 'retry' | 'breaker'>;

/**
 * From outside to inside: a bounded number of places (with a bounded queue), the attempts, the breaker, one limit per
 * attempt. The queue stands outside the breaker, so that it empties at once when the breaker opens.
 */
export function openProtection(limits: Limits, onChange: (state: BreakerState) => void): Protection {
  const places = bulkhead(limits.load.parallel, limits.load.waiting);
  const budget = openRetryBudget(limits.retry.budgetPercent);
  const breaker = circuitBreaker(
    // cockatiel closes a half-open breaker on an error it is not to handle: a probe that was given up proves nothing.
    handleWhen(
      (error) =>
        error instanceof SourceFailure &&
        (error.counts || (error instanceof Abandoned && breaker.state === CircuitState.HalfOpen)),
    ),
    { halfOpenAfter: limits.breaker.pauseMs, breaker: new ConsecutiveBreaker(limits.breaker.failures) },
  );
  breaker.onStateChange((state) => {
    onChange(stateOf(state));
  });
  const attemptLimits = {
    mostMs: limits.time.connectMs + limits.time.readMs,
    patienceMs: limits.time.readMs / 2,
  };

  function once<Value>(call: ProtectedCall<Value>): Promise<Value> {
    // While the one probe is under way everybody else is told at once; cockatiel would let them wait for it.
    if (breaker.state === CircuitState.HalfOpen) throw new SourceFailure('SOURCE_BREAKER_OPEN');
    return breaker.execute(() => limitedAttempt(attemptLimits, call.asker, (signal) => call.attempt(signal)));
  }

  /** Own loop: cockatiel's waits out its pause although the asker is gone, and knows no budget. */
  async function attempts<Value>(call: ProtectedCall<Value>): Promise<Value> {
    budget.earn();
    for (
      let more = call.readOnly ? limits.retry.most : 0, ceiling = limits.retry.pauseMs;
      ;
      more -= 1, ceiling *= 2
    ) {
      try {
        return await once(call);
      } catch (error) {
        const failure = asFailure(error);
        if (!failure.again || more <= 0 || call.asker.aborted || !budget.spend()) throw failure;
      }
      // Full jitter: askers that failed together must not come back together.
      await pause(Math.random() * ceiling, undefined, { signal: call.asker }).catch(() => {
        throw new Abandoned(false);
      });
    }
  }

  return {
    async run(call) {
      try {
        return await places.execute(() => attempts(call), call.asker);
      } catch (error) {
        throw asFailure(error);
      }
    },
    state: () => stateOf(breaker.state),
  };
}

function asFailure(error: unknown): SourceFailure {
  if (error instanceof SourceFailure) return error;
  if (error instanceof BrokenCircuitError) return new SourceFailure('SOURCE_BREAKER_OPEN');
  if (error instanceof BulkheadRejectedError) return new SourceFailure('SOURCE_BUSY', problems.queueFull);
  if (error instanceof TaskCancelledError) return new Abandoned(false);
  throw error;
}

function stateOf(state: CircuitState): BreakerState {
  if (state === CircuitState.Closed) return 'CLOSED';
  return state === CircuitState.HalfOpen ? 'HALF_OPEN' : 'OPEN';
}
