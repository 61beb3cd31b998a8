import type { Reason, Wording } from '../wording.js';

/**
 * Why a licence is judged as it is. No sentence holds a date, a number or a name: reasons stand in the audit record as
 * they stand in the answer.
 */
const sentences = {
  VALID: {
    en: 'The source confirms it as valid and today lies in its validity.',
    zh: '数据源确认有效，且在有效期内。',
  },
  EXPIRED: { en: 'The source says that it has expired.', zh: '数据源标明已过期。' },
  EXPIRED_BY_DATE: {
    en: 'The source still says valid, but its validity has ended.',
    zh: '数据源仍标明有效，但有效期已过。',
  },
  NOT_YET_VALID: { en: 'Its validity has not begun yet.', zh: '有效期尚未开始。' },
  REPLACED: { en: 'The source says that it was replaced.', zh: '数据源标明已被更换。' },
  OLDER_VERSION: {
    en: 'A newer version of the same licence exists.',
    zh: '同一证照已有更新的版本。',
  },
  CANCELLED: { en: 'The source says that it was cancelled.', zh: '数据源标明已注销。' },
  WITHDRAWN: { en: 'The source says that it was withdrawn.', zh: '数据源标明已撤回。' },
  REVOKED: { en: 'The source says that it was revoked.', zh: '数据源标明已吊销或撤销。' },
  INVALID: {
    en: 'The source says that it is not valid, for another reason.',
    zh: '数据源标明因其他原因无效。',
  },

  // findings: told beside the verdict, change nothing in it
  IDENTIFIER_CHECK_DIGIT: {
    en: 'The check character of its identifier is wrong, as with some genuine licences; report it to the issuer.',
    zh: '证照标识校验位不符（部分真实证照亦有此情况），请反馈发证机关。',
  },
  IDENTIFIER_MISSING: {
    en: 'The source gave no identifier that can be read.',
    zh: '数据源未提供可识别的证照标识。',
  },
  SOURCES_DISAGREE: {
    en: 'Sources tell different things of it; the worst of them is shown.',
    zh: '不同数据源的记载不一致，以最不利的记载为准。',
  },
  ANOTHER_SOURCE_SILENT: {
    en: 'Another source for this licence type did not answer; it may know more.',
    zh: '该证照类型的另一数据源未答复，可能有其他记载。',
  },

  NOT_FOUND: {
    en: 'The source knows no such licence of this holder.',
    zh: '数据源中没有该持证主体的此类证照。',
  },
  NO_SOURCE: { en: 'No connected source knows this licence type.', zh: '没有已接入的数据源提供该证照类型。' },

  // the source answered, but what it said cannot be used and is not shown
  HOLDER_MISMATCH: {
    en: "The source answered with somebody else's licence; it is not shown. Report it to the source.",
    zh: '数据源返回了其他主体的证照，不予展示，请反馈数据源单位。',
  },
  TYPE_MISMATCH: {
    en: 'The source answered with a licence of another type; it is not shown. Report it to the source.',
    zh: '数据源返回了其他类型的证照，不予展示，请反馈数据源单位。',
  },
  IDENTIFIER_MISMATCH: {
    en: 'The source answered with a licence of another identifier; it is not shown. Report it to the source.',
    zh: '数据源返回了其他标识的证照，不予展示，请反馈数据源单位。',
  },
} as const satisfies Record<string, Wording>;

export type LicenceReasonCode = keyof typeof sentences;
export const licenceReasonCodes = Object.keys(sentences) as readonly LicenceReasonCode[];

export function licenceReason(code: LicenceReasonCode): Reason {
  return { code, ...sentences[code] };
}
