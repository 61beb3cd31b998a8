/**
 * How many further attempts a system is asked for, in proportion to its calls. Without it every caller's three
 * attempts make three times the load exactly when the system can least bear it.
 */
export interface RetryBudget {
  /** Every call earns a share of an attempt. */
  earn(): void;
  /** True if one more attempt is paid for. */
  spend(): boolean;
}

/** Saved up in quiet times, so that a rare failure is always retried; no more than this, so that a bad hour is not. */
const MOST_SAVED = 10;

export function openRetryBudget(percent: number): RetryBudget {
  let saved = percent === 0 ? 0 : MOST_SAVED;
  return {
    earn() {
      saved = Math.min(MOST_SAVED, saved + percent / 100);
    },
    spend() {
      if (saved < 1) return false;
      saved -= 1;
      return true;
    },
  };
}
