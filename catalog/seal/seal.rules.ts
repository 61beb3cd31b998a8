import { judgeCertificate } from './certificate.rules.js';
import { concludes, concludesUnread } from './conclusion.rules.js';
import { failed, passed, skipped, unknown } from './finding.js';
import { judgeCoverage, judgeEmbeddedSeal, judgeReferences } from './package.rules.js';
import { judgeSealPeriod, judgeSigningTime } from './period.rules.js';
import { sealStepNames, type CompetenceAnswer, type CompetenceQuestion, type SealFinding } from './seal.js';
import type { SealInfo, SealStep, SealVerdict } from './seal.js';
import type {
  SealFacts,
  SealImprint,
  SealReading,
  SignatureFacts,
  StructureProblem,
  UnreadableFacts,
} from './seal-facts.js';
import { judgeListing, judgeOriginal, judgeSealSignature, judgeSignatureValue } from './signature.rules.js';
import { judgeTimeStamps, provenTime } from './time-stamp.rules.js';
import type { TrustSettings } from './trust.js';

/**
 * One verdict per signature, in the order of the package; none for an unsigned file. Pure: the same facts, settings and
 * time give the same verdicts. `competence` holds the catalogue's answers to `competenceQuestions`, in the same order.
 */
export function judgeSeals(
  reading: SealReading,
  settings: TrustSettings,
  now: Date,
  competence: readonly (CompetenceAnswer | undefined)[] = [],
): readonly SealVerdict[] {
  if (reading.state === 'REFUSED')
    return [unreadable({ state: 'UNREADABLE', id: null, kind: 'SEAL', problem: reading.problem })];
  return reading.signatures.map((facts, index) =>
    facts.state === 'UNREADABLE'
      ? unreadable(facts)
      : judgeSeal(facts, reading.signatures, settings, now, competence[index]),
  );
}

/** What to ask the catalogue about each signature; null where there is nothing to ask about. */
export function competenceQuestions(reading: SealReading): readonly (CompetenceQuestion | null)[] {
  if (reading.state === 'REFUSED') return [];
  return reading.signatures.map((facts) => {
    if (facts.state === 'UNREADABLE') return null;
    const signer = facts.signer?.links[0].certificate ?? null;
    return {
      sealName: facts.seal?.name ?? null,
      sealId: facts.seal?.id ?? null,
      signer: signer?.name ?? null,
      signerOrganisation: signer?.organisation ?? null,
      on: facts.signedAt ?? facts.seal?.createdAt ?? null,
    };
  });
}

function judgeSeal(
  facts: SealFacts,
  all: readonly SignatureFacts[],
  settings: TrustSettings,
  now: Date,
  competence: CompetenceAnswer | undefined,
): SealVerdict {
  const { policy } = settings;
  const proven = provenTime(facts, now, policy);
  const findings: Record<(typeof sealStepNames)[number], SealFinding> = {
    STRUCTURE: judgeStructure(facts),
    SIGNATURE_VALUE: judgeSignatureValue(facts),
    SIGNER_LISTED: judgeListing(facts),
    SEAL_SIGNATURE: judgeSealSignature(facts),
    SEAL_PERIOD: judgeSealPeriod(facts, now),
    MAKER_CERTIFICATE: judgeMaker(facts, settings, now, proven),
    SIGNER_CERTIFICATE: judgeSigner(facts, settings, now, proven),
    SIGNING_TIME: judgeSigningTime(facts, now, policy),
    ORIGINAL_DIGEST: judgeOriginal(facts),
    REFERENCES: judgeReferences(facts, all),
    EMBEDDED_SEAL: judgeEmbeddedSeal(facts),
    TIME_STAMP: judgeTimeStamps(facts, now, policy),
    COMPETENCE: judgeCompetence(competence),
  };
  const steps: SealStep[] = sealStepNames.map((name) => ({ name, ...findings[name] }));
  const coverage = judgeCoverage(facts, policy);
  if (coverage !== null)
    steps.splice(steps.findIndex(({ name }) => name === 'REFERENCES') + 1, 0, {
      name: 'COVERAGE',
      ...coverage,
    });
  return {
    kind: facts.kind,
    signatureId: facts.id,
    ...concludes(facts, steps, settings, now),
    signer: facts.signer?.links[0].certificate.name ?? null,
    signedAt: facts.signedAt,
    seal: facts.seal === null ? null : sealInfo(facts.seal),
    steps,
  };
}

function judgeStructure({ criticalExtensions }: SealFacts): SealFinding {
  if (criticalExtensions.length > 0) return unknown('EXTENSION_CRITICAL', criticalExtensions.join(', '));
  return passed('STRUCTURE_SOUND');
}

/** The maker's certificate counts for the time at which the seal was made. */
function judgeMaker(
  { seal }: SealFacts,
  { policy }: TrustSettings,
  now: Date,
  proven: Date | null,
): SealFinding {
  if (seal === null) return skipped('NO_SEAL');
  return judgeCertificate(seal.maker, 'SIGN', { at: seal.createdAt, now, proven }, policy);
}

/** A certificate that has expired today does not void a seal set while it was valid: the time of signing counts. */
function judgeSigner(
  facts: SealFacts,
  { policy }: TrustSettings,
  now: Date,
  proven: Date | null,
): SealFinding {
  if (facts.form === 'SEAL_ALONE') return skipped('SEAL_ALONE');
  if (facts.signer === null) return unknown('SIGNER_UNKNOWN');
  return judgeCertificate(facts.signer, 'SIGN', { at: facts.signedAt ?? now, now, proven }, policy);
}

function judgeCompetence(answer: CompetenceAnswer | undefined): SealFinding {
  if (answer === undefined) return skipped('COMPETENCE_NOT_ASKED');
  switch (answer.outcome) {
    case 'COMPETENT':
      return passed('COMPETENT', answer.detail);
    case 'NOT_COMPETENT':
      return failed('NOT_COMPETENT', answer.detail);
    case 'UNDECIDED':
      return unknown('COMPETENCE_UNDECIDED', answer.detail);
  }
}

/** That the software ran out of time or room says nothing about the file. */
function undecided({ code }: StructureProblem): boolean {
  return code === 'READING_TOO_COSTLY' || code === 'READER_BUSY';
}

function unreadable({ id, kind, problem }: UnreadableFacts): SealVerdict {
  const structure = undecided(problem)
    ? unknown(problem.code, problem.detail)
    : failed(problem.code, problem.detail);
  const steps = sealStepNames.map((name): SealStep => ({
    name,
    ...(name === 'STRUCTURE' ? structure : skipped('NOT_REACHED')),
  }));
  return {
    kind,
    signatureId: id,
    ...concludesUnread(steps),
    signer: null,
    signedAt: null,
    seal: null,
    steps,
  };
}

function sealInfo({
  id,
  name,
  type,
  standard,
  version,
  vendor,
  createdAt,
  validFrom,
  validUntil,
  maker,
}: SealImprint): SealInfo {
  const makerName = maker.links[0].certificate.name;
  return { id, name, type, standard, version, vendor, maker: makerName, createdAt, validFrom, validUntil };
}
