import { failed, holds, passed, skipped, unknown } from './finding.js';
import { judgeOriginal, judgeSignatureValue } from './signature.rules.js';
import type { SealFinding } from './seal.js';
import type { BrokenReference, ReferenceFacts, SealFacts, SignatureFacts } from './seal-facts.js';
import type { TrustPolicy } from './trust.js';

type Checked = Extract<ReferenceFacts, { state: 'CHECKED' }>;

/** Each digest that Signature.xml lists, against the file in the package (GB/T 33190). */
export function judgeReferences(facts: SealFacts, all: readonly SignatureFacts[]): SealFinding {
  if (facts.form === 'SEAL_ALONE') return skipped('SEAL_ALONE');
  const { references } = facts;
  if (references === null) return skipped('NO_PACKAGE');
  switch (references.state) {
    case 'NO_PACKAGE':
      return unknown('REFERENCES_WITHOUT_PACKAGE');
    case 'METHOD_REFUSED':
      return failed('REFERENCE_METHOD_REFUSED', references.method);
    case 'CHECKED':
      return judgeChecked(references, all);
  }
}

function judgeChecked(references: Checked, all: readonly SignatureFacts[]): SealFinding {
  if (references.count === 0) return failed('REFERENCES_EMPTY');
  const { listChange } = references;
  const changed = references.broken.filter(({ path }) => path !== listChange?.path);
  if (changed.length > 0) return failed(causeOf(changed), named(references.broken.map(({ path }) => path)));
  if (listChange === null) return passed('REFERENCES_MATCH');
  // Only a sound later signature had a right to touch the list. Its own trust is judged in its own verdict.
  const sound = listChange.added.length > 0 && listChange.added.every((index) => isSound(all, index));
  if (!sound) return failed('LIST_CHANGED', listChange.path);
  return listChange.restored
    ? passed('LIST_EXTENDED_LATER', listChange.path)
    : failed('LIST_REWRITTEN', listChange.path);
}

/** A later signature can itself be followed by a still later one; positions only grow, so this ends. */
function isSound(all: readonly SignatureFacts[], index: number): boolean {
  const facts = all[index];
  if (facts?.state !== 'READABLE' || facts.references?.state !== 'CHECKED') return false;
  const { broken, listChange, count } = facts.references;
  const later = listChange?.added ?? [];
  const listHolds =
    listChange === null ||
    (listChange.restored && later.length > 0 && later.every((next) => next > index && isSound(all, next)));
  return (
    count > 0 &&
    listHolds &&
    broken.every(({ path }) => path === listChange?.path) &&
    // A bare value without a known signer cannot be checked, and so explains nothing.
    judgeSignatureValue(facts).outcome === 'PASSED' &&
    holds(judgeOriginal(facts))
  );
}

function causeOf(broken: readonly BrokenReference[]) {
  const causes = {
    DIFFERS: 'REFERENCE_CHANGED',
    MISSING: 'REFERENCE_MISSING',
    NO_DIGEST: 'REFERENCE_WITHOUT_DIGEST',
  } as const;
  return causes[broken[0]?.cause ?? 'DIFFERS'];
}

/**
 * null where the whole document is protected. Otherwise a genuine signature could be carried over to another document:
 * the listed files stay in the package unchanged, and what is shown is somewhere else.
 */
export function judgeCoverage({ references }: SealFacts, policy: TrustPolicy): SealFinding | null {
  if (references?.state !== 'CHECKED' || references.uncovered.length === 0) return null;
  const detail = named(references.uncovered);
  return policy.coverage === 'REQUIRED'
    ? unknown('FILES_UNPROTECTED', detail)
    : passed('FILES_UNPROTECTED', detail);
}

/** Enough names to go and look; the count says whether there are more. */
function named(paths: readonly string[]): string {
  const shown = paths.slice(0, 20).join(', ');
  return paths.length > 20 ? `${shown} … (${paths.length})` : shown;
}

/** Seal.esl beside the signature is a convenience for viewers; it must not show another seal than the signed one. */
export function judgeEmbeddedSeal({ seal, form, references, embeddedSeal }: SealFacts): SealFinding {
  if (seal === null) return skipped('NO_SEAL');
  if (form === 'SEAL_ALONE') return skipped('SEAL_ALONE');
  if (references?.state !== 'CHECKED' && embeddedSeal === null) return skipped('NO_PACKAGE');
  if (embeddedSeal === 'EQUAL') return passed('SEAL_SAME');
  return embeddedSeal === 'DIFFERS' ? failed('SEAL_DIFFERS') : skipped('SEAL_FILE_ABSENT');
}
