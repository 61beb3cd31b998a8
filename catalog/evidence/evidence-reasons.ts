import type { Reason } from '../wording.js';

/** Sentences for the window. `{…}` is filled with names of the catalogue: never with anything of the holder. */
const sentences = {
  // the six lawful reasons of a cancelled material (domain: certificate exemption)
  NO_LEGAL_BASIS: { en: 'No longer asked for: no law demands it.', zh: '已取消：没有法律法规依据。' },
  PROVED_BY_LICENCE: {
    en: 'No longer asked for: an existing licence proves it.',
    zh: '已取消：可用现有证照证明。',
  },
  REPLACED_BY_COMMITMENT: {
    en: 'No longer asked for: a written commitment replaces it.',
    zh: '已取消：以书面承诺替代。',
  },
  COVERED_BY_OTHER_MATERIAL: {
    en: 'No longer asked for: another material covers it.',
    zh: '已取消：其他材料已涵盖。',
  },
  VERIFIED_ONLINE: { en: 'No longer asked for: it is verified online.', zh: '已取消：通过网络核验。' },
  ISSUER_CANNOT_VERIFY: {
    en: 'No longer asked for: the issuer could not verify what it would say.',
    zh: '已取消：开具单位无法核实其内容。',
  },

  LICENCE_PROVES: {
    en: 'Not needed: the electronic licence {target} is valid.',
    zh: '免提交：电子证照“{target}”有效。',
  },
  DATA_CONFIRMS: {
    en: 'Not needed: the data check {target} confirms it.',
    zh: '免提交：数据核验“{target}”已通过。',
  },
  COVERED_BY_MATERIAL: {
    en: 'Not needed: the material "{target}" covers it.',
    zh: '免提交：材料“{target}”已涵盖。',
  },

  LICENCE_NOT_VALID: {
    en: 'To be handed in: the electronic licence {target} is not valid ({status}).',
    zh: '须提交：电子证照“{target}”非有效状态（{status}）。',
  },
  DATA_NOT_PASSED: {
    en: 'To be handed in: the data check {target} says no.',
    zh: '须提交：数据核验“{target}”未通过。',
  },
  LICENCE_NOT_FOUND: {
    en: 'To be handed in: the source knows no electronic licence {target} of this holder.',
    zh: '须提交：数据源中没有该持证主体的电子证照“{target}”。',
  },
  DATA_NOT_FOUND: {
    en: 'To be handed in: the department knows nothing of this holder for the data check {target}.',
    zh: '须提交：数据核验“{target}”查无此主体记录。',
  },
  NO_SOURCE: {
    en: 'To be handed in: no connected source knows {target}.',
    zh: '须提交：没有已接入的数据源提供“{target}”。',
  },
  COVERING_NOT_HANDED_IN: {
    en: 'To be handed in: the material that could cover it is not part of this case.',
    zh: '须提交：可涵盖它的材料不在本次办理之列。',
  },
  COVERING_EACH_OTHER: {
    en: 'To be handed in: the materials that could cover each other cannot all be left out.',
    zh: '须提交：可相互涵盖的材料须提交其中之一。',
  },
  APPLICANT_MAY_CHOOSE: {
    en: 'To be handed in, unless the applicant chooses another way that the window offers.',
    zh: '须提交；申请人也可选择窗口提供的其他方式。',
  },
  ONLY_PAPER: {
    en: 'To be handed in: nothing else satisfies it as yet.',
    zh: '须提交：目前没有其他替代方式。',
  },
  ONLY_IF_IT_APPLIES: {
    en: 'Not required; hand it in only where it applies to the case.',
    zh: '非必要材料，仅在适用时提交。',
  },

  SOURCE_SILENT: {
    en: 'Not decided: {source} gave no answer on {target}. At the window, ask again in this case; if it stays silent, accept the paper. Contact: {contact}.',
    zh: '暂不能判定：{source}未就“{target}”答复。窗口可稍后重新核验；仍无答复的，收取纸质材料。联系方式：{contact}。',
  },
  COVERING_UNDECIDED: {
    en: 'Not decided: the material "{target}" that could cover it is not decided yet. At the window, decide that one first; else accept the paper.',
    zh: '暂不能判定：可涵盖它的材料“{target}”尚未判定。窗口请先核验该材料；不能核验的，收取纸质材料。',
  },
} as const;

export type EvidenceReasonCode = keyof typeof sentences;
export const evidenceReasonCodes = Object.keys(sentences) as readonly EvidenceReasonCode[];

export function evidenceReason(
  code: EvidenceReasonCode,
  facts: Readonly<Record<string, string>> = {},
): Reason {
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '—');
  return { code, en: fill(sentences[code].en), zh: fill(sentences[code].zh) };
}
