/** 持证主体代码类型: by which document a licence names its holder. `person`: a natural person, else a body. */
export const holderIdentityTypes = {
  '001': { en: 'Unified social credit code', zh: '统一社会信用代码', person: false },
  '099': {
    en: 'Other document of a legal person or body',
    zh: '其它法人与其它组织有效证件代码',
    person: false,
  },
  '111': { en: 'Citizen identity number', zh: '公民身份号码', person: true },
  '114': { en: 'Military officer card', zh: '军官证编号', person: true },
  '115': { en: 'Armed police officer card', zh: '武警警官证编号', person: true },
  '118': { en: 'Soldier card', zh: '士兵证编号', person: true },
  '119': { en: 'Armed police soldier card', zh: '武警士兵证编号', person: true },
  '120': { en: 'Military civilian staff card', zh: '军队文职人员证编号', person: true },
  '122': { en: 'Armed police civilian staff card', zh: '武警文职人员证编号', person: true },
  '411': { en: 'Diplomatic passport', zh: '外交护照号', person: true },
  '412': { en: 'Service passport', zh: '公务护照号', person: true },
  '413': { en: 'Passport for public affairs', zh: '公务普通护照号', person: true },
  '414': { en: 'Ordinary passport', zh: '普通护照号', person: true },
  '511': {
    en: 'Mainland travel permit for Taiwan residents',
    zh: '台湾居民来往大陆通行证号码',
    person: true,
  },
  '516': {
    en: 'Mainland travel permit for Hong Kong and Macau residents',
    zh: '港澳居民来往内地通行证号码',
    person: true,
  },
  '999': { en: 'Other document of a natural person', zh: '其它自然人有效证件号码', person: true },
} as const;

export type HolderIdentityType = keyof typeof holderIdentityTypes;

export function isHolderIdentityType(text: string): text is HolderIdentityType {
  return Object.hasOwn(holderIdentityTypes, text);
}
