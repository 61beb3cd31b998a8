import type { Clock } from '../clock.js';
import type { ConsumerView } from './access.js';

export interface ConsumerMemory {
  consumer(name: string): Promise<ConsumerView | null>;
  forget(name: string): void;
}

/** A consumer that is switched off elsewhere is refused here after this long (issue: effective everywhere within 5 s). */
const longest = 5_000;
const most = 1_000;

/** Every request begins with its consumer, so rows are kept for seconds. An unknown name is not kept: it may be registered next. */
export function openConsumerMemory(
  read: (name: string) => Promise<readonly ConsumerView[]>,
  clock: Clock,
): ConsumerMemory {
  const kept = new Map<string, { readonly consumer: ConsumerView; readonly until: number }>();

  return {
    async consumer(name) {
      const now = clock().getTime();
      const known = kept.get(name);
      if (known && now < known.until) return known.consumer;
      const [consumer] = await read(name);
      kept.delete(name);
      if (!consumer) return null;
      if (kept.size >= most) kept.clear();
      kept.set(name, { consumer, until: now + longest });
      return consumer;
    },

    forget(name) {
      kept.delete(name);
    },
  };
}
