import { licenceTypeParts } from '../code/index.js';
import type { Reason } from '../wording.js';
import type { GrantSubject } from './access.js';

const sentences = {
  GRANT_NONE: {
    en: 'There is no grant for it.',
    zh: '没有相应授权。',
  },
  GRANT_NOT_SHARED: {
    en: 'It is classed as not shared.',
    zh: '该数据属于不予共享类。',
  },
  GRANT_REVOKED: {
    en: 'The grant for it was revoked.',
    zh: '相应授权已被撤销。',
  },
  GRANT_EXPIRED: {
    en: 'The grant for it has expired.',
    zh: '相应授权已到期。',
  },
  GRANT_NOT_STARTED: {
    en: 'The grant for it is not in force yet.',
    zh: '相应授权尚未生效。',
  },
  GRANT_OTHER_REGION: {
    en: "The grant for it does not cover the region of the matter's organisation.",
    zh: '相应授权不包括该事项实施主体所在的行政区划。',
  },
  GRANT_OTHER_MATTER: {
    en: 'The grant for it does not cover this matter.',
    zh: '相应授权不包括该事项。',
  },
} as const;

export type DenialCode = keyof typeof sentences;

/** Which obstacle is told when a grant fails at several: the most final one first. */
export const denialCodes = Object.keys(sentences) as readonly DenialCode[];

/** Says what stands in the way and who can give the grant. */
export function denial(code: DenialCode, subject: GrantSubject): Reason {
  const { en, zh } = sentences[code];
  const giver = giverOf(subject);
  return { code, en: `${en} ${giver.en}`, zh: `${zh}${giver.zh}` };
}

function giverOf(subject: GrantSubject): { readonly en: string; readonly zh: string } {
  if (subject.kind === 'LICENCE') {
    const { authority } = licenceTypeParts(subject.licenceType);
    return {
      en: `The authority that defines licence type ${subject.licenceType} (credit code ${authority}) decides on it; an administrator with the scope access:write records the grant.`,
      zh: `请向证照类型${subject.licenceType}的定义机构（统一社会信用代码${authority}）申请，由具有access:write权限的管理员登记。`,
    };
  }
  return {
    en: `The department that answers the data check ${subject.check} decides on it; an administrator with the scope access:write records the grant.`,
    zh: `请向提供数据核验“${subject.check}”的部门申请，由具有access:write权限的管理员登记。`,
  };
}
