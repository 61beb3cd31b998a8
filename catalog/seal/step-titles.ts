import type { SealOutcome, SealStepName } from './seal.js';

/** What a clerk reads instead of the names that programs use. */
export const stepTitles: Readonly<Record<SealStepName, Readonly<{ en: string; zh: string }>>> = {
  STRUCTURE: { en: 'Structure', zh: '数据结构' },
  SIGNATURE_VALUE: { en: 'Signature value', zh: '签名值' },
  SIGNER_LISTED: { en: 'Signer may use the seal', zh: '签章者在列' },
  SEAL_SIGNATURE: { en: 'Seal as made', zh: '印章真伪' },
  SEAL_PERIOD: { en: 'Seal period', zh: '印章有效期' },
  MAKER_CERTIFICATE: { en: "Maker's certificate", zh: '制章者证书' },
  SIGNER_CERTIFICATE: { en: "Signer's certificate", zh: '签章者证书' },
  SIGNING_TIME: { en: 'Signing time', zh: '签署时间' },
  ORIGINAL_DIGEST: { en: 'Original', zh: '原文' },
  REFERENCES: { en: 'Files of the document', zh: '文档各文件' },
  COVERAGE: { en: 'Whole document protected', zh: '保护范围' },
  EMBEDDED_SEAL: { en: 'Seal file', zh: '印章文件' },
  TIME_STAMP: { en: 'Time stamp', zh: '时间戳' },
  COMPETENCE: { en: 'Competence', zh: '职权' },
};

export const outcomeTitles: Readonly<Record<SealOutcome, Readonly<{ en: string; zh: string }>>> = {
  PASSED: { en: 'passed', zh: '通过' },
  FAILED: { en: 'FAILED', zh: '不通过' },
  SKIPPED: { en: 'not applicable', zh: '不适用' },
  UNKNOWN: { en: 'UNKNOWN', zh: '无法判断' },
};
