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
export type { Purpose } from './access/access.js';
export type { Reason, Wording } from './wording.js';
export type {
  CalendarDate,
  Holder,
  HolderIdentityType,
  HolderNumber,
  LicenceIdentifier,
  LicenceTypeCode,
} from './code/index.js';
export {
  isCalendarDate,
  isLicenceIdentifier,
  parseCalendarDate,
  parseLicenceTypeCode,
} from './code/index.js';
