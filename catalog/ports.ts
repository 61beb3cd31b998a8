// What connectors implement, and the words they need for it. Nothing else of the catalogue is visible to them.
export type {
  DataCheckSource,
  LicenceSource,
  OutsideCall,
  SourceDirectory,
  SourceView,
} from './licence/licence-source.js';
export type {
  DataCheckAsk,
  DataCheckResult,
  IdentifierAsk,
  LicenceAsk,
  LicenceRecord,
  LicenceStateCode,
  SourceAnswer,
} from './licence/licence.js';
export type { ChangePage, ChangeView } from './change/change.js';
export type { PeerFeed } from './sync/sync.js';
export type { RegionRow } from './region/region.js';
export type {
  Encoding,
  FileInput,
  JsonLayout,
  Layout,
  Outline,
  RowReader,
  SourceFile,
  SourceItem,
  SourceRow,
  SourceStray,
} from './exchange/row-reader.js';
export { found, type FindingDraft } from './exchange/finding.js';
export type { Purpose } from './access/access.js';
export type { Reason, Wording } from './wording.js';
export type {
  CalendarDate,
  Holder,
  HolderIdentityType,
  HolderNumber,
  LicenceIdentifier,
  LicenceTypeCode,
  RegionCode,
} from './code/index.js';
export {
  isCalendarDate,
  isHolderIdentityType,
  isLicenceIdentifier,
  isLicenceTypeCode,
  isRegionCode,
  licenceIdentifierParts,
  nationCode,
  parseCalendarDate,
  parseHolder,
  parseLicenceIdentifier,
  parseLicenceTypeCode,
} from './code/index.js';
export type {
  BrokenReference,
  CertificatePath,
  CertificateView,
  ListChange,
  OriginalFacts,
  PathLink,
  ReferenceFacts,
  RevocationCause,
  RevocationFacts,
  RevocationList,
  SealFacts,
  SealFile,
  SealImprint,
  SealKind,
  SealReader,
  SealReading,
  SealReadOptions,
  SignatureCheck,
  SignatureFacts,
  StructureCode,
  StructureProblem,
  TimeStampFacts,
  TrustedCertificate,
  TrustMaterial,
  TrustPolicy,
  TrustSettings,
} from './seal/index.js';
export { strictPolicy } from './seal/index.js';
