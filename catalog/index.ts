// What `schema` and `gateway` see of the catalogue.
export * from './code/index.js';
export { Fault, isFault, type FaultFacts, type FaultKind, type FaultReason } from './errors.js';
export { faultReasons } from './fault-reasons.js';
export type { Page, PageRequest, Reason, Wording } from './wording.js';
export { chinaDay, type Clock } from './clock.js';
export { digestOf, openDatabase, type Database, type SqlObserver } from './storage/index.js';
export type { RegionImportResult, RegionRow, RegionView } from './region/region.js';
export type { RegionService } from './region/region.service.js';
export {
  organisationKeyOf,
  type OrganisationKey,
  type OrganisationView,
} from './organisation/organisation.js';
export type { OrganisationService } from './organisation/organisation.service.js';
export type { ChangePage, ChangeView } from './change/change.js';
export type { ChangeService } from './change/change.service.js';
export type { AuditEntryView, AuditFilter, AuditOutcome } from './audit/audit.js';
export type { AuditService } from './audit/audit.service.js';
export type { AuditProof, AuditVerification, SignedTreeHead } from './audit/audit-tree.js';
export type { AuditTreeService } from './audit/audit-tree.service.js';
export { proofProblem, readHead, type ProofProblem } from './audit/audit-proof.rules.js';
export {
  isScope,
  scopes,
  type Call,
  type ConsentMode,
  type ConsumerView,
  type GrantSubject,
  type GrantView,
  type Purpose,
  type Scope,
} from './access/access.js';
export type { AccessService, GrantDraft } from './access/access.service.js';
export type * from './matter/element.js';
export { readElements, type ElementReading } from './matter/element.schema.js';
export type { ElementProblem } from './matter/element-problem.js';
export {
  matterKeyOf,
  type BaseMatterDraft,
  type BaseMatterView,
  type HandlingItem,
  type MatterDraft,
  type MatterKey,
  type MatterStatus,
} from './matter/matter.js';
export type { MatterService } from './matter/matter.service.js';
export type {
  ElementOrigin,
  LicenceFieldDefinition,
  LicenceTypeView,
  MatterDocument,
  MatterFilter,
  Publication,
} from './publication/publication.js';
export type { LicenceTypeService, PublicationService } from './publication/publication.service.js';
export {
  comparisons,
  readings,
  variations,
  type Comparison,
  type Reading,
  type Standard,
  type StandardElement,
  type StandardView,
  type Variation,
} from './standard/standard.js';
export type { StandardService } from './standard/standard.service.js';
export type {
  ConformanceCheck,
  ConformanceReport,
  Deviation,
  DeviationFilter,
  ElementConformance,
  RegionConformance,
} from './conformance/conformance.js';
export {
  conformanceRules,
  type ConformanceRuleName,
  type DeviationSeverity,
} from './conformance/conformance-rules.js';
export type { ConformanceService } from './conformance/conformance.service.js';
export type {
  Finding,
  FindingFilter,
  ImportReport,
  ImportRequest,
  StoredFinding,
} from './exchange/exchange.js';
export { findingRules, type FindingRuleName, type Severity } from './exchange/finding-rules.js';
export type { ExchangeService } from './exchange/exchange.service.js';
export type { Guide, GuideMaterial } from './guide/guide.js';
export type { GuideService } from './guide/guide.service.js';
export type {
  LicenceAnswer,
  LicenceField,
  LicenceStatus,
  Provenance,
  ProvenanceState,
} from './licence/licence.js';
export type { SourceDirectory, SourceView } from './licence/licence-source.js';
export type { LicenceService } from './licence/licence.service.js';
export {
  dispositions,
  type Disposition,
  type Evidence,
  type Exemption,
  type MaterialDecision,
} from './evidence/evidence.js';
export type { EvidenceService } from './evidence/evidence.service.js';
export type { PeerFeed, PullResult } from './sync/sync.js';
export type { SyncService } from './sync/sync.service.js';
export { openCatalog, type Catalog, type CatalogParts } from './open-catalog.js';
export type { Peer, SyncStatus } from './sync/sync.js';
export * from './seal/index.js';
