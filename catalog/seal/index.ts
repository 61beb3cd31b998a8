export { judgeSeals, competenceQuestions } from './seal.rules.js';
export { sealReport, allValid } from './seal-report.js';
export type { SealReport, SignatureReport, SealReportInfo, StepReport } from './seal-report.js';
export { sealStepNames } from './seal.js';
export type {
  CompetenceAnswer,
  CompetenceQuestion,
  SealFile,
  SealFinding,
  SealInfo,
  SealOutcome,
  SealReader,
  SealReadOptions,
  SealStep,
  SealStepName,
  SealVerdict,
} from './seal.js';
export type * from './seal-facts.js';
export { beijingTime } from './finding.js';
export { sealReason, sealReasons, type SealReason, type SealReasonCode } from './seal-reasons.js';
export { structureReasons, type StructureCode } from './structure-reasons.js';
export { outcomeTitles, stepTitles } from './step-titles.js';
export { noTrust, strictPolicy } from './trust.js';
export type {
  RevocationList,
  TrustedCertificate,
  TrustMaterial,
  TrustPolicy,
  TrustSettings,
} from './trust.js';
