import { setMaxListeners } from 'node:events';

export interface FlightPlan<Ask, Answer> {
  /** Questions in one call. */
  readonly batch: number;
  /** Calls of one plural question at the same time. */
  readonly parallel: number;
  /** The same key: the same question, asked once. */
  keyOf(ask: Ask): string;
  /** One call. Never rejects; same length and order back. `asker` aborts when nobody waits any more. */
  fly(asks: readonly Ask[], asker: AbortSignal): Promise<readonly Answer[]>;
}

/** Answers in the order of the questions; null for those that had not come when the deadline passed. */
export type AskPlural<Ask, Answer> = (
  asks: readonly Ask[],
  deadline: AbortSignal,
) => Promise<readonly (Answer | null)[]>;

/** A question under way, and how many wait for its answer. */
interface Flight<Ask, Answer> {
  readonly ask: Ask;
  readonly key: string;
  readonly landed: Promise<Answer>;
  land(answer: Answer): void;
  answer: Answer | null;
  riders: number;
  /** Called when the last rider has left. */
  leave: () => void;
}

/**
 * Plural questions in as few calls as the system allows: full batches, a bounded number at a time, and who asks what is
 * being asked already waits for that answer (single flight). One asker's deadline ends a call only when no other waits for it.
 */
export function openFlights<Ask, Answer>(plan: FlightPlan<Ask, Answer>): AskPlural<Ask, Answer> {
  const underWay = new Map<string, Flight<Ask, Answer>>();

  function board(ask: Ask, fresh: Flight<Ask, Answer>[]): Flight<Ask, Answer> {
    const key = plan.keyOf(ask);
    let flight = underWay.get(key);
    if (!flight) {
      flight = newFlight(ask, key);
      underWay.set(key, flight);
      fresh.push(flight);
    }
    flight.riders += 1;
    return flight;
  }

  function forget(flight: Flight<Ask, Answer>): void {
    if (underWay.get(flight.key) === flight) underWay.delete(flight.key);
  }

  function disembark(flight: Flight<Ask, Answer>): void {
    flight.riders -= 1;
    if (flight.riders > 0) return;
    // A later asker must not board a flight that is being called off.
    forget(flight);
    flight.leave();
  }

  async function call(flights: readonly Flight<Ask, Answer>[]): Promise<void> {
    const wanted = flights.filter((flight) => flight.riders > 0);
    if (wanted.length === 0) return;
    const nobodyWaits = new AbortController();
    for (const flight of wanted) {
      flight.leave = () => {
        if (wanted.every(({ riders }) => riders === 0)) nobodyWaits.abort();
      };
    }
    const answers = await plan.fly(
      wanted.map(({ ask }) => ask),
      nobodyWaits.signal,
    );
    wanted.forEach((flight, index) => {
      const answer = answers[index];
      if (answer === undefined) throw new Error('A call answered fewer rows than it was asked');
      forget(flight);
      flight.leave = nothing;
      flight.land(answer);
    });
  }

  async function callAll(fresh: readonly Flight<Ask, Answer>[]): Promise<void> {
    const batches = inBatches(fresh, plan.batch);
    const workers = Array.from({ length: Math.min(plan.parallel, batches.length) }, async () => {
      for (let batch = batches.shift(); batch; batch = batches.shift()) await call(batch);
    });
    await Promise.all(workers);
  }

  return async (asks, deadline) => {
    if (deadline.aborted) return asks.map(() => null);
    const fresh: Flight<Ask, Answer>[] = [];
    const seats = asks.map((ask) => board(ask, fresh));
    const calling = callAll(fresh);
    try {
      await beforeDeadline(Promise.all([calling, ...seats.map(({ landed }) => landed)]), deadline);
      return seats.map(({ answer }) => answer);
    } finally {
      seats.forEach(disembark);
    }
  };
}

const nothing = () => undefined;

function newFlight<Ask, Answer>(ask: Ask, key: string): Flight<Ask, Answer> {
  let resolve: (answer: Answer) => void = nothing;
  const landed = new Promise<Answer>((settle) => {
    resolve = settle;
  });
  const flight: Flight<Ask, Answer> = {
    ask,
    key,
    landed,
    answer: null,
    riders: 0,
    leave: nothing,
    land(answer) {
      flight.answer = answer;
      resolve(answer);
    },
  };
  return flight;
}

function inBatches<Item>(items: readonly Item[], size: number): Item[][] {
  const batches: Item[][] = [];
  for (let start = 0; start < items.length; start += size) batches.push(items.slice(start, start + size));
  return batches;
}

/** Ends with the work or with the deadline, whichever is first. */
async function beforeDeadline(work: Promise<unknown>, deadline: AbortSignal): Promise<void> {
  // A request may ask more systems than the ten listeners after which Node warns of a leak.
  setMaxListeners(0, deadline);
  let passed: () => void = nothing;
  const ended = new Promise<void>((resolve) => {
    passed = resolve;
  });
  deadline.addEventListener('abort', passed, { once: true });
  try {
    await Promise.race([work, ended]);
  } finally {
    deadline.removeEventListener('abort', passed);
  }
}
