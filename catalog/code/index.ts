export {
  type BaseCode,
  type BaseCodeParts,
  baseCodeParts,
  isBaseCode,
  isOldBaseCode,
  type OldBaseCode,
  oldBaseCodeParts,
  parseBaseCode,
  readBaseCodeGeneration,
} from './base-code.js';
export {
  type CalendarDate,
  calendarDateFromDigits,
  isCalendarDate,
  parseCalendarDate,
} from './calendar-date.js';
export {
  type CaseNumberReading,
  type CaseNumberSettings,
  defaultCaseNumberSettings,
  parseCaseNumber,
} from './case-number.js';
export {
  citizenNumberCheckDigit,
  citizenNumberProblem,
  type CitizenNumberProblem,
  holdsCitizenNumber,
  isCitizenNumber,
} from './citizen-number.js';
export {
  handlingForms,
  type HandlingFormCode,
  type HandlingKind,
  type HandlingKindCode,
  handlingKinds,
  isMatterType,
  matterTypes,
  type NamedMatterType,
  type OrganisationKindCode,
  organisationKinds,
  type ServiceObjectCode,
  serviceObjects,
  type SpecialProcedureCode,
  specialProcedures,
} from './code-tables.js';
export {
  type CreditCode,
  creditCodeCheckDigit,
  type CreditCodeProblem,
  type CreditCodeReading,
  hasCreditCodeStructure,
  isCreditCode,
  parseCreditCode,
  readCreditCode,
} from './credit-code.js';
export {
  buildHandlingItemCode,
  type HandlingItemCode,
  type HandlingItemCodeParts,
  handlingItemCodeParts,
  isHandlingItemCode,
  parseHandlingItemCode,
} from './handling-item-code.js';
export {
  type HolderIdentityType,
  holderIdentityTypes,
  isHolderIdentityType,
} from './holder-identity-type.js';
export { type Holder, type HolderNumber, maskHolderNumber, parseHolder } from './holder.js';
export {
  type ExerciseLevel,
  type ExerciseLevelDigit,
  exerciseLevelDigit,
  exerciseLevelFromDigit,
  exerciseLevels,
  type Level,
  type LevelDigit,
  levelDigit,
  levelFromDigit,
  levels,
} from './level.js';
export {
  buildLicenceIdentifier,
  isLicenceIdentifier,
  type LicenceIdentifier,
  type LicenceIdentifierContent,
  type LicenceIdentifierParts,
  licenceIdentifierParts,
  parseLicenceIdentifier,
} from './licence-identifier.js';
export {
  isLicenceTypeCode,
  type LicenceTypeCode,
  type LicenceTypeParts,
  licenceTypeParts,
  parseLicenceTypeCode,
} from './licence-type-code.js';
export {
  buildMatterCode,
  isMatterCode,
  isOldMatterCode,
  type MatterCode,
  type MatterCodeParts,
  matterCodeParts,
  parseMatterCode,
} from './matter-code.js';
export { quotable } from './malformed.js';
export { mod37_36 } from './mod-37-36.js';
export { isProvinceCode, provinceCodes } from './province.js';
export {
  isRegionCode,
  nationCode,
  parentCodeGuess,
  parseRegionCode,
  type RegionCode,
  regionLevelOf,
} from './region-code.js';
export { ancestorPathsOf, belowPath, lineageOf, regionPathOf } from './region-path.js';
