import { Fault, reasonOf } from '../../catalog/errors.js';
import type { Reason, Wording } from '../../catalog/ports.js';

/** `again`: asking once more may help. `counts`: the breaker takes it as a sign that the system is in trouble. */
const failureTraits = {
  SOURCE_SLOW: { again: false, counts: true },
  SOURCE_DOWN: { again: true, counts: true },
  SOURCE_MISBEHAVED: { again: false, counts: true },
  SOURCE_BUSY: { again: false, counts: true },
  SOURCE_REFUSED: { again: false, counts: false },
  SOURCE_BREAKER_OPEN: { again: false, counts: false },
  SOURCE_NOT_OFFERED: { again: false, counts: false },
} as const;

export type FailureCode = keyof typeof failureTraits;

/**
 * Any way in which a department system does not answer. Its words are ours, from a closed list: nothing of a
 * foreign answer, a foreign error message or a question ever stands in it.
 */
export class SourceFailure extends Error {
  readonly again: boolean;
  readonly counts: boolean;

  constructor(
    readonly code: FailureCode,
    readonly problem: Wording = { en: '', zh: '' },
    traits: { readonly counts?: boolean } = {},
  ) {
    super(code);
    this.name = 'SourceFailure';
    this.again = failureTraits[code].again;
    this.counts = traits.counts ?? failureTraits[code].counts;
  }
}

/** The failure as it stands in the rows it spoiled. `source` is the system's title, which a clerk knows. */
export function failureReason({ code, problem }: SourceFailure, source: string): Reason {
  return reasonOf(new Fault(code, { source, problem: `${problem.en} / ${problem.zh}` }));
}
