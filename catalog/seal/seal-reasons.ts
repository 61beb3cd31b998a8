import { structureReasons, type StructureCode } from './structure-reasons.js';

/** A stable code for programs, a sentence for a clerk in both languages. Fits the catalogue's `Reason`. */
export interface SealReason {
  readonly code: SealReasonCode;
  readonly en: string;
  readonly zh: string;
}

type Sentence = Readonly<{ en: string; zh: string }>;

const verdicts = {
  STRUCTURE_SOUND: { en: 'The data are complete and well-formed.', zh: '数据完整，结构正确。' },
  EXTENSION_CRITICAL: {
    en: 'The seal holds a critical extension that this software does not know.',
    zh: '电子印章含有本系统不识别的关键扩展。',
  },
  NOT_REACHED: { en: 'Not checked, because the data could not be read.', zh: '因数据无法读取，未作检查。' },
  SEAL_ALONE: { en: 'Does not apply to a seal alone.', zh: '单独的电子印章不涉及此项。' },
  NO_SEAL: { en: 'Does not apply: a plain signature has no seal.', zh: '普通数字签名没有印章，不涉及此项。' },
  NO_PACKAGE: { en: 'Does not apply outside an OFD package.', zh: '不在OFD文件中，不涉及此项。' },

  SIGNATURE_HOLDS: { en: 'The signature value is right (SM2 with SM3).', zh: '签名值正确（SM2/SM3）。' },
  SIGNATURE_BROKEN: {
    en: 'The signature value is wrong: the signed data were changed, or somebody else signed them.',
    zh: '签名值错误：签名数据被改动，或并非该签章者所签。',
  },
  SIGNATURE_MALFORMED: { en: 'The signature value is damaged.', zh: '签名值已损坏。' },
  ALGORITHM_UNSUPPORTED: {
    en: 'The signature is not made with SM2 and SM3.',
    zh: '签名未采用SM2/SM3算法。',
  },
  SIGNER_UNKNOWN: {
    en: "The signature names no signer. Give the signer's certificate to check it.",
    zh: '签名中没有签名者证书。请提供签名者证书后再验证。',
  },
  NOT_BY_GIVEN_SIGNERS: {
    en: 'The signature value fits none of the signer certificates given: it was changed, or somebody else signed.',
    zh: '签名值与所提供的签名者证书均不符：数据被改动，或由他人签署。',
  },

  SIGNER_LISTED: {
    en: "The signer's certificate is in the seal's list.",
    zh: '签章者证书在印章的证书列表中。',
  },
  SIGNER_NOT_LISTED: {
    en: "The signer's certificate is not in the seal's list: this person or device may not use this seal.",
    zh: '签章者证书不在印章的证书列表中：该签章者无权使用此印章。',
  },

  SEAL_HOLDS: { en: 'The seal is as its maker signed it.', zh: '电子印章与制章者签名一致。' },
  SEAL_BROKEN: {
    en: "The maker's signature over the seal is wrong: the seal is forged or was changed.",
    zh: '制章者对印章的签名错误：印章系伪造或被改动。',
  },

  SEAL_IN_PERIOD: { en: 'The seal was in its validity period.', zh: '印章在有效期内。' },
  SEAL_NOT_BEGUN: { en: 'The seal was not yet valid.', zh: '印章尚未生效。' },
  SEAL_ENDED: { en: "The seal's validity had ended.", zh: '印章有效期已过。' },
  SEAL_PERIOD_REVERSED: {
    en: "The seal's validity ends before it begins.",
    zh: '印章有效期的截止时间早于起始时间。',
  },

  CERTIFICATE_SOUND: {
    en: 'The certificate leads to a trusted authority, was in force and not revoked.',
    zh: '证书可追溯至受信任的机构，在有效期内且未被撤销。',
  },
  CERTIFICATE_SOUND_REVOCATION_UNCHECKED: {
    en: 'The certificate leads to a trusted authority and was in force. Revocation was not checked: no list is at hand.',
    zh: '证书可追溯至受信任的机构，在有效期内。因没有撤销列表，未检查撤销状态。',
  },
  CERTIFICATE_REVOKED_LATER: {
    en: 'The certificate was in force. It was revoked afterwards, which does not undo what was done before.',
    zh: '证书当时有效，此后被撤销，不影响撤销之前的行为。',
  },
  TRUST_ANCHOR_MISSING: {
    en: 'No trusted authority is known for this certificate. Add the root certificate of its issuer to decide.',
    zh: '没有该证书签发机构的受信任根证书。请添加根证书后再验证。',
  },
  CERTIFICATE_FORGED: {
    en: 'The certificate is not signed with the known key of the authority that it names: it is forged or was changed, or the authority has a newer key that is not known here.',
    zh: '证书并非由其所称机构的已知密钥签发：系伪造、被改动，或该机构已启用本系统尚未收录的新密钥。',
  },
  CERTIFICATE_ALGORITHM_UNSUPPORTED: {
    en: 'The certificate is signed with a method other than SM2 with SM3; it cannot be checked here.',
    zh: '证书的签名算法不是SM2/SM3，本系统无法检查。',
  },
  CERTIFICATE_EXTENSION_UNKNOWN: {
    en: 'The certificate holds a critical extension that this software does not know.',
    zh: '证书含有本系统不识别的关键扩展。',
  },
  CERTIFICATE_NOT_BEGUN: { en: 'The certificate was not yet valid.', zh: '证书当时尚未生效。' },
  CERTIFICATE_EXPIRED: { en: 'The certificate had expired.', zh: '证书当时已过期。' },
  CERTIFICATE_REVOKED: { en: 'The certificate had been revoked.', zh: '证书当时已被撤销。' },
  CERTIFICATE_COMPROMISED: {
    en: 'The key was reported stolen afterwards, and no time stamp proves that the signature is older.',
    zh: '密钥此后被报告泄露，且没有时间戳证明签名在此之前。',
  },
  CERTIFICATE_WRONG_USE: {
    en: 'The certificate may not be used for this purpose.',
    zh: '证书用途不符，不得用于此目的。',
  },
  ISSUER_NOT_AUTHORITY: {
    en: 'A certificate on the path may not issue certificates.',
    zh: '证书链上有证书无权签发其他证书。',
  },
  REVOCATION_LIST_MISSING: {
    en: 'Revocation must be checked, but no list of this issuer is at hand.',
    zh: '要求检查撤销状态，但没有该机构的撤销列表。',
  },
  REVOCATION_LIST_UNSOUND: {
    en: "The issuer's revocation list cannot be relied on.",
    zh: '该机构的撤销列表不可信。',
  },
  REVOCATION_LIST_OLD: {
    en: "The issuer's revocation list is older than the time in question. Fetch a newer one.",
    zh: '该机构的撤销列表早于所判断的时间，请获取新的列表。',
  },

  SIGNED_IN_TIME: {
    en: 'Signed while seal and certificate were in force.',
    zh: '签署时印章和证书均在有效期内。',
  },
  SIGNED_IN_CERTIFICATE_TIME: {
    en: 'Signed while the certificate was in force.',
    zh: '签署时证书在有效期内。',
  },
  SIGNED_IN_FUTURE: { en: 'The stated signing time lies in the future.', zh: '所称的签署时间在将来。' },
  SIGNED_OUTSIDE_SEAL: { en: "Signed outside the seal's validity period.", zh: '签署时间不在印章有效期内。' },
  SIGNED_OUTSIDE_CERTIFICATE: {
    en: "Signed outside the validity of the signer's certificate.",
    zh: '签署时间不在签章者证书有效期内。',
  },
  SIGNED_BEFORE_SEAL_MADE: { en: 'Signed before the seal was made.', zh: '签署时间早于印章制作时间。' },
  SIGNING_TIME_MISSING: { en: 'The signature states no time.', zh: '签名中没有签署时间。' },

  ORIGINAL_MATCHES: { en: 'The protected original is unchanged.', zh: '受保护的原文未被改动。' },
  ORIGINAL_DIFFERS: {
    en: 'The original is not the one that was signed: its SM3 digest differs.',
    zh: '原文与签署时不一致：SM3摘要不符。',
  },
  ORIGINAL_ABSENT: {
    en: 'The signed original is not at hand. Give it as well.',
    zh: '缺少被签署的原文，请一并提供。',
  },
  ORIGINAL_COVERED: {
    en: 'The signature value is over the original itself; there is no separate digest.',
    zh: '签名值直接针对原文，没有单独的摘要。',
  },

  REFERENCES_MATCH: {
    en: 'All listed files of the package are unchanged.',
    zh: '文件包中所列文件均未被改动。',
  },
  LIST_EXTENDED_LATER: {
    en: 'All listed files are unchanged; only the list of signatures was extended by a later, sound signature.',
    zh: '所列文件均未被改动；仅签名列表因后续有效签名而追加了记录。',
  },
  LIST_CHANGED: {
    en: 'The list of signatures was changed in a way that no later signature explains.',
    zh: '签名列表被改动，且无法由后续签名解释。',
  },
  LIST_REWRITTEN: {
    en: 'The list of signatures was rewritten when a later signature was added; as its earlier state cannot be restored, this cannot be told from a forgery.',
    zh: '签名列表在追加后续签名时被重写，无法还原其原始状态，不能排除伪造。',
  },
  REFERENCE_CHANGED: { en: 'A protected file was changed.', zh: '受保护的文件被改动。' },
  REFERENCE_MISSING: { en: 'A protected file was removed.', zh: '受保护的文件被移除。' },
  REFERENCE_WITHOUT_DIGEST: { en: 'A listed file has no usable digest.', zh: '所列文件没有可用的摘要。' },
  REFERENCES_EMPTY: {
    en: 'The signature protects no file of the package.',
    zh: '签名未保护文件包中的任何文件。',
  },
  REFERENCE_METHOD_REFUSED: {
    en: 'The digests are not made with SM3 and prove nothing.',
    zh: '摘要未采用SM3算法，不足为证。',
  },
  REFERENCES_WITHOUT_PACKAGE: {
    en: 'The listed files can be checked only with the whole package.',
    zh: '须提供完整的文件包才能检查所列文件。',
  },
  FILES_UNPROTECTED: {
    en: 'Files that belong to the document are not protected by this signature and could be exchanged unnoticed.',
    zh: '文档中有文件不受此签名保护，可能被替换而不被发现。',
  },

  SEAL_SAME: { en: 'Seal.esl is the seal inside the signature.', zh: 'Seal.esl与签章中的印章一致。' },
  SEAL_DIFFERS: {
    en: 'Seal.esl is not the seal inside the signature.',
    zh: 'Seal.esl与签章中的印章不一致。',
  },
  SEAL_FILE_ABSENT: { en: 'The package holds no separate seal file.', zh: '文件包中没有单独的印章文件。' },

  STAMP_SOUND: { en: 'The time stamp is sound.', zh: '时间戳有效。' },
  STAMP_ABSENT: { en: 'There is no time stamp.', zh: '没有时间戳。' },
  STAMP_UNREADABLE: { en: 'The time stamp cannot be read.', zh: '时间戳无法读取。' },
  STAMP_BROKEN: { en: 'The signature of the time stamp is wrong.', zh: '时间戳的签名错误。' },
  STAMP_SIGNER_UNKNOWN: {
    en: 'The certificate of the time-stamp authority is not at hand.',
    zh: '缺少时间戳机构的证书。',
  },
  STAMP_OF_OTHER_DATA: { en: 'The time stamp belongs to other data.', zh: '时间戳不属于此签名。' },
  STAMP_SUBJECT_UNDECIDED: {
    en: 'It cannot be told what this time stamp was made over.',
    zh: '无法确定该时间戳所针对的数据。',
  },
  STAMP_BEFORE_SIGNING: {
    en: 'The time stamp is older than the stated signing time.',
    zh: '时间戳早于所称的签署时间。',
  },

  COMPETENT: { en: "The seal's owner is the body in charge.", zh: '印章所有者是有权机关。' },
  NOT_COMPETENT: {
    en: "The seal's owner is not the body in charge of this.",
    zh: '印章所有者不是有权机关。',
  },
  COMPETENCE_UNDECIDED: {
    en: 'The catalogue does not say who is in charge.',
    zh: '事项目录未载明有权机关。',
  },
  COMPETENCE_NOT_ASKED: { en: 'Not asked.', zh: '未要求检查。' },

  VALID: { en: 'Valid.', zh: '有效。' },
  VALID_WHEN_SEALED: {
    en: 'Valid: sound when it was sealed. The seal or a certificate is no longer in force today, which does not undo it.',
    zh: '有效：签署时合法有效。印章或证书现已失效，不影响签署时的效力。',
  },
  NOT_VALID: { en: 'Not valid. {step} Do not accept it.', zh: '无效。{step}请勿采信。' },
  UNDECIDED: { en: 'Cannot be decided. {step}', zh: '无法判断。{step}' },
} as const satisfies Record<string, Sentence>;

export type SealReasonCode = StructureCode | keyof typeof verdicts;

export const sealReasons: Readonly<Record<SealReasonCode, Sentence>> = { ...structureReasons, ...verdicts };

export function sealReason(code: SealReasonCode, words?: Sentence): SealReason {
  const { en, zh } = sealReasons[code];
  if (words === undefined) return { code, en, zh };
  return { code, en: en.replace('{step}', words.en), zh: zh.replace('{step}', words.zh) };
}
