import type { AuditTreeService, SignedTreeHead } from '../catalog/index.js';
import { keepHead, keptHead } from './audit-head-file.js';
import type { Log } from './log.js';

const EVERY_MS = 1_000;

export interface AuditPulse {
  stop(): Promise<void>;
}

/** Seals the audit record once a second and keeps the newest head outside the database. Says nothing while all is well. */
export function openAuditPulse(
  tree: Pick<AuditTreeService, 'seal' | 'holds'>,
  dataDir: string,
  log: Pick<Log, 'error'>,
  everyMs = EVERY_MS,
): AuditPulse {
  let stopped = false;
  let failing = false;
  let seen: SignedTreeHead | null = null;
  let timer: NodeJS.Timeout;
  let running: Promise<void> = Promise.resolve();

  async function beat(): Promise<void> {
    try {
      const head = await tree.seal();
      if (head?.signature !== seen?.signature || failing) await keep(head);
      seen = head;
      failing = false;
    } catch (error) {
      // Once for a streak: a database that is down for an hour is one message, not thousands.
      if (!failing) log.error({ err: error }, 'the audit record could not be sealed');
      failing = true;
    }
    if (!stopped) wait();
  }

  /** A kept head is evidence; it gives way only to one of a tree that it is part of. */
  async function keep(head: SignedTreeHead | null): Promise<void> {
    const kept = await keptHead(dataDir);
    if (kept && !(await tree.holds(kept))) {
      throw new Error('the audit tree lacks what the kept tree head covers; run: tongban audit verify');
    }
    if (head && head.size > (kept?.size ?? 0)) await keepHead(dataDir, head);
  }

  function wait(): void {
    timer = setTimeout(() => {
      running = beat();
    }, everyMs);
    timer.unref();
  }

  wait();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
