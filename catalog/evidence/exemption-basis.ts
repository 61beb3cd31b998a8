import type { CancellationReason, LegalBasis } from '../matter/element.js';

/** State Council Decree 716 on online government services: its articles carry every exemption that rests on sharing. */
function decree716(clause: string): LegalBasis {
  return {
    title: '国务院关于在线政务服务的若干规定',
    clause,
    text: null,
    documentNumber: '国务院令第716号',
    issuer: '国务院',
  };
}

/** What can be had by sharing may not be asked of the applicant again. */
export const sharingSuffices = decree716('第七条');
/** An electronic licence that meets the standards stands for the paper one. */
export const licenceEqualsPaper = decree716('第十条');

const commitmentReplaces: LegalBasis = {
  title: '国务院办公厅关于全面推行证明事项和涉企经营许可事项告知承诺制的指导意见',
  clause: null,
  text: null,
  documentNumber: '国办发〔2020〕42号',
  issuer: '国务院办公厅',
};

/** What a cancelled material's own legal basis is joined with; the other lawful reasons rest on the matter's own basis. */
export const cancellationBases: Readonly<Record<CancellationReason, readonly LegalBasis[]>> = {
  NO_LEGAL_BASIS: [],
  PROVED_BY_LICENCE: [licenceEqualsPaper],
  REPLACED_BY_COMMITMENT: [commitmentReplaces],
  COVERED_BY_OTHER_MATERIAL: [],
  VERIFIED_ONLINE: [sharingSuffices],
  ISSUER_CANNOT_VERIFY: [],
};
