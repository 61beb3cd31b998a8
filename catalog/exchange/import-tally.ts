import type { MatterKey } from '../matter/matter.js';
import type { Transaction } from '../storage/index.js';
import { type ImportReport, mostFindingsReported } from './exchange.js';
import type { Finding } from './finding.js';
import { writeFindings } from './import.query.js';
import type { RowOutcome } from './import-store.js';

/** Findings written at a time. */
const PIECE = 1_000;

export interface Noted {
  readonly finding: Finding;
  readonly matter: MatterKey | null;
}

/** Counts, and findings on their way into the table and, up to a bound, into the report. */
export interface Tally {
  readonly counts: Record<RowOutcome, number>;
  count(outcome: RowOutcome): void;
  hold(findings: readonly Noted[]): void;
  flush(): Promise<void>;
  note(findings: readonly Noted[]): Promise<void>;
  report(): Pick<ImportReport, 'imported' | 'unchanged' | 'rejected' | 'findings' | 'findingsOmitted'>;
}

export function openTally(tx: Transaction, batch: string): Tally {
  const counts = { IMPORTED: 0, UNCHANGED: 0, REJECTED: 0 };
  const reported: Finding[] = [];
  let held: Noted[] = [];
  let written = 0;

  async function flush(): Promise<void> {
    await writeFindings(tx, batch, written + 1, held);
    written += held.length;
    const room = mostFindingsReported - reported.length;
    if (room > 0) reported.push(...held.slice(0, room).map(({ finding }) => finding));
    held = [];
  }

  return {
    counts,
    flush,
    count(outcome) {
      counts[outcome] += 1;
    },
    hold(findings) {
      held.push(...findings);
    },
    async note(findings) {
      held.push(...findings);
      if (held.length >= PIECE) await flush();
    },
    report() {
      return {
        imported: counts.IMPORTED,
        unchanged: counts.UNCHANGED,
        rejected: counts.REJECTED,
        // Rounds read the file several times; the reader of the report sees the file's own order.
        findings: [...reported].sort((a, b) => a.row - b.row),
        findingsOmitted: written - reported.length,
      };
    },
  };
}
