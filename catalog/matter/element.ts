import type { CreditCode, ExerciseLevel, LicenceTypeCode } from '../code/index.js';

/** 设定依据 */
export interface LegalBasis {
  readonly title: string;
  /** Such as 第十二条. */
  readonly clause: string | null;
  readonly text: string | null;
  readonly documentNumber: string | null;
  readonly issuer: string | null;
}

export type TimeUnit = 'WORKING_DAY' | 'DAY' | 'MONTH' | 'YEAR' | 'HOUR';

/** 时限: `value` 0 = at once 即办. */
export interface TimeLimit {
  readonly value: number;
  readonly unit: TimeUnit;
  readonly note: string | null;
}

/** 环节 */
export interface ProcessStep {
  readonly name: string;
  readonly actor: string | null;
  readonly limit: TimeLimit | null;
  readonly note: string | null;
}

/** 收费项目 */
export interface Fee {
  readonly name: string;
  readonly standard: string;
  readonly basis: string;
  readonly reducible: boolean;
  readonly reductionBasis: string | null;
}

/** 审批结果. `type` is kept as written (出证 / 出文 / 批复 / …): the value list is not confirmed. */
export interface MatterResult {
  readonly name: string;
  readonly type: string | null;
  readonly licenceType: LicenceTypeCode | null;
  readonly sample: string | null;
}

export type FormFieldKind =
  'TEXT' | 'NUMBER' | 'DATE' | 'CHOICE' | 'BOOLEAN' | 'HOLDER_NUMBER' | 'PHONE' | 'ADDRESS';

/** A field of a form and which licence field may fill it. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly kind: FormFieldKind;
  readonly required: boolean;
  readonly choices: readonly string[];
  readonly filledFrom: { readonly licenceType: LicenceTypeCode; readonly field: string } | null;
}

/** 表单 */
export interface Form {
  readonly code: string;
  readonly name: string;
  readonly fields: readonly FormField[];
}

/** The six lawful reasons to ask for no certificate (茂名 1369 plan; domain: certificate exemption). */
export type CancellationReason =
  | 'NO_LEGAL_BASIS'
  | 'PROVED_BY_LICENCE'
  | 'REPLACED_BY_COMMITMENT'
  | 'COVERED_BY_OTHER_MATERIAL'
  | 'VERIFIED_ONLINE'
  | 'ISSUER_CANNOT_VERIFY';

/** One condition that lets a material be left at home. */
export type Satisfaction =
  | { readonly way: 'LICENCE'; readonly licenceType: LicenceTypeCode; readonly fields: readonly string[] }
  | { readonly way: 'DATA'; readonly check: string }
  | { readonly way: 'COVERED'; readonly by: string }
  | { readonly way: 'INQUIRY'; readonly organisation: CreditCode }
  | { readonly way: 'COMMITMENT' }
  | { readonly way: 'DEFERRED' };

/** 申请材料. `code` is unique within its matter and stable over versions. */
export interface Material {
  readonly code: string;
  readonly name: string;
  readonly type: string | null;
  readonly form: 'PAPER' | 'ELECTRONIC' | 'BOTH';
  readonly necessity: 'REQUIRED' | 'NOT_REQUIRED' | 'DEFERRABLE';
  readonly whenNotNeeded: string | null;
  readonly source: 'APPLICANT' | 'DEPARTMENT' | 'OTHER';
  readonly issuer: string | null;
  readonly originals: number;
  readonly copies: number;
  readonly notes: string | null;
  readonly acceptance: string | null;
  readonly legalBasis: readonly LegalBasis[];
  /** Set when the material is no longer asked for, and why. */
  readonly cancelled: CancellationReason | null;
  /** Alternatives: OR between the lists, AND inside one. Empty = only the paper itself satisfies it. */
  readonly alternatives: readonly (readonly Satisfaction[])[];
}

/** 进驻大厅、窗口、地址、时间、咨询、投诉 */
export interface ServicePlace {
  readonly hall: string | null;
  readonly window: string | null;
  readonly address: string | null;
  readonly hours: string | null;
  readonly consultation: string | null;
  readonly complaint: string | null;
}

/** 网上办理 */
export interface OnlineService {
  readonly available: boolean;
  readonly depth: string | null;
  readonly url: string | null;
  readonly mobileUrl: string | null;
}

export interface Question {
  readonly question: string;
  readonly answer: string;
}

/**
 * 办理情形: a question put to the applicant. A material named by any option is needed only when that option was chosen;
 * a material named by none is always needed.
 */
export interface Situation {
  readonly code: string;
  readonly question: string;
  readonly options: readonly {
    readonly answer: string;
    readonly label: string;
    readonly materials: readonly string[];
    readonly handlingItem: string | null;
  }[];
}

/**
 * The elements of a matter (domain: elements of a matter), by name. A base matter gives the unified ones; an implementation
 * stores only what its own level may own, and the rest is inherited when its document is compiled.
 */
export interface Elements {
  readonly exerciseLevels: readonly ExerciseLevel[];
  readonly guidingDepartment: string;
  /** GB/T 39046—2020 annex A: 1 natural person … 6 other organisation. */
  readonly serviceObjects: readonly string[];
  readonly legalBases: readonly LegalBasis[];
  readonly acceptanceConditions: readonly string[];
  readonly materials: readonly Material[];
  readonly process: readonly ProcessStep[];
  readonly statutoryTimeLimit: TimeLimit;
  readonly committedTimeLimit: TimeLimit;
  readonly handlingKind: 'IMMEDIATE' | 'COMMITTED' | 'OTHER';
  /** GB/T 39046—2020 annex A: 1 window … 9 other. */
  readonly handlingForms: readonly string[];
  readonly onSiteVisits: number;
  readonly onSiteReason: string;
  readonly fees: readonly Fee[];
  readonly results: readonly MatterResult[];
  readonly forms: readonly Form[];
  readonly place: ServicePlace;
  readonly online: OnlineService;
  readonly topics: readonly string[];
  readonly questions: readonly Question[];
  readonly situations: readonly Situation[];
  /** Where the source publishes its own guide. */
  readonly sourceUrl: string;
  /** What the source calls the main item, as written, where no base code is known. */
  readonly sourceMainItem: string;
}

export type ElementName = keyof Elements;
export type OwnElements = Readonly<Partial<Elements>>;
