/**
 * Code tables of GB/T 39046-2020 annex A. `word` is the name used in the API where the figure would say nothing.
 * Rows are data: an extension is a row more, never a branch in the code.
 */
interface CodeRow {
  readonly word: string;
  readonly en: string;
  readonly zh: string;
}

/** `onApplication`: one of the six kinds handled on application (依申请六类). */
export const matterTypes = {
  '00': { word: 'POWER', en: 'Administrative power', zh: '行政权力事项', onApplication: false },
  '01': { word: 'PERMISSION', en: 'Administrative permission', zh: '行政许可', onApplication: true },
  '02': { word: 'PENALTY', en: 'Administrative penalty', zh: '行政处罚', onApplication: false },
  '03': { word: 'COMPULSION', en: 'Administrative compulsion', zh: '行政强制', onApplication: false },
  '04': { word: 'LEVY', en: 'Administrative levy', zh: '行政征收', onApplication: false },
  '05': { word: 'BENEFIT', en: 'Administrative benefit', zh: '行政给付', onApplication: true },
  '06': { word: 'INSPECTION', en: 'Administrative inspection', zh: '行政检查', onApplication: false },
  '07': { word: 'CONFIRMATION', en: 'Administrative confirmation', zh: '行政确认', onApplication: true },
  '08': { word: 'REWARD', en: 'Administrative reward', zh: '行政奖励', onApplication: true },
  '09': { word: 'ADJUDICATION', en: 'Administrative adjudication', zh: '行政裁决', onApplication: true },
  '10': { word: 'OTHER', en: 'Other category', zh: '其他类别', onApplication: true },
  '20': { word: 'PUBLIC_SERVICE', en: 'Public service', zh: '公共服务', onApplication: false },
} as const satisfies Record<string, CodeRow & { readonly onApplication: boolean }>;

export type NamedMatterType = keyof typeof matterTypes;

/** Two digits. 11 to 19 and 21 to 99 have no row above: the standard leaves them to each place as extensions. */
export function isMatterType(text: string): boolean {
  return /^\d{2}$/.test(text);
}

export const organisationKinds = {
  '1': { word: 'STATUTORY', en: 'Statutory body', zh: '法定机关' },
  '2': { word: 'AUTHORISED', en: 'Authorised organisation', zh: '授权组织' },
  '3': { word: 'ENTRUSTED', en: 'Entrusted organisation', zh: '受委托组织' },
  '9': { word: 'OTHER', en: 'Other', zh: '其他' },
} as const satisfies Record<string, CodeRow>;

export type OrganisationKindCode = keyof typeof organisationKinds;

export const serviceObjects = {
  '1': { word: 'NATURAL_PERSON', en: 'Natural person', zh: '自然人' },
  '2': { word: 'ENTERPRISE', en: 'Enterprise legal person', zh: '企业法人' },
  '3': { word: 'INSTITUTION', en: 'Public institution legal person', zh: '事业法人' },
  '4': { word: 'SOCIAL_ORGANISATION', en: 'Social organisation legal person', zh: '社会组织法人' },
  '5': { word: 'GOVERNMENT_BODY', en: 'Government body', zh: '行政机关' },
  '6': { word: 'OTHER_ORGANISATION', en: 'Other organisation', zh: '其他组织' },
} as const satisfies Record<string, CodeRow>;

export type ServiceObjectCode = keyof typeof serviceObjects;

export const handlingForms = {
  '1': { word: 'WINDOW', en: 'At the window', zh: '窗口办理' },
  '2': { word: 'ONLINE_COMPUTER', en: 'Online on a computer', zh: '电脑端网上办理' },
  '3': { word: 'ONLINE_MOBILE', en: 'Online on a mobile device', zh: '移动端网上办理' },
  '4': { word: 'MAIL', en: 'By mail', zh: '快递申请' },
  '9': { word: 'OTHER', en: 'Other', zh: '其他' },
} as const satisfies Record<string, CodeRow>;

export type HandlingFormCode = keyof typeof handlingForms;

export const handlingKinds = {
  '1': { word: 'IMMEDIATE', en: 'Handled at once', zh: '即办件' },
  '2': { word: 'COMMITTED', en: 'Handled within a committed time limit', zh: '承诺件' },
  '9': { word: 'OTHER', en: 'Other', zh: '其他' },
} as const satisfies Record<string, CodeRow>;

export type HandlingKindCode = keyof typeof handlingKinds;
export type HandlingKind = (typeof handlingKinds)[HandlingKindCode]['word'];

export const specialProcedures = {
  '1': { word: 'EXTENSION', en: 'Extension of the approval', zh: '延长审批' },
  '2': { word: 'OTHER', en: 'Other special procedure', zh: '其余' },
} as const satisfies Record<string, CodeRow>;

export type SpecialProcedureCode = keyof typeof specialProcedures;
