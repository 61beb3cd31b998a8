import { canonicalJson } from '../storage/index.js';
import type { KnownRecord } from './licence-sift.rules.js';

export interface MergedRecord extends KnownRecord {
  /** Sources tell different states or dates of the same licence. */
  readonly disagreement: boolean;
}

/**
 * One licence that several sources hold is one licence. Where they disagree the worst record stands: a registry that
 * knows of a revocation knows more than one that does not.
 */
export function mergeRecords(records: readonly KnownRecord[]): readonly MergedRecord[] {
  const byLicence = new Map<string, KnownRecord[]>();
  for (const known of records) {
    const key = known.record.identifier ?? canonicalJson(known.record);
    byLicence.set(key, [...(byLicence.get(key) ?? []), known]);
  }
  return [...byLicence.values()].flatMap((same) => {
    const [worst] = [...same].sort((one, other) => (badness(one) < badness(other) ? -1 : 1));
    const disagreement = new Set(same.map(claim)).size > 1;
    return worst ? [{ ...worst, disagreement }] : [];
  });
}

function claim({ record }: KnownRecord): string {
  return [record.state, record.validFrom ?? '', record.validUntil ?? ''].join(' ');
}

/** The lower the worse: any state but "valid", then the earlier end; the rest only makes the choice the same every time. */
function badness({ record, source }: KnownRecord): string {
  const { state, validUntil } = record;
  return [state === '10' ? '1' : '0', state, validUntil ?? '9999-12-31', source, canonicalJson(record)].join(
    ' ',
  );
}
