import type { CancellationReason, Material, Satisfaction } from '../matter/element.js';
import type { MatterDocument } from '../publication/publication.js';
import type { Reason, Wording } from '../wording.js';

/** The six lawful reasons to ask for no certificate (茂名 1369 plan), as a guide says them. */
const cancellations: Readonly<Record<CancellationReason, Wording>> = {
  NO_LEGAL_BASIS: { en: 'No longer asked for: no law requires it.', zh: '不再收取：无法律法规依据。' },
  PROVED_BY_LICENCE: {
    en: 'No longer asked for: an existing licence proves it.',
    zh: '不再收取：现有证照可以证明。',
  },
  REPLACED_BY_COMMITMENT: {
    en: 'No longer asked for: a written commitment replaces it.',
    zh: '不再收取：以书面承诺代替。',
  },
  COVERED_BY_OTHER_MATERIAL: {
    en: 'No longer asked for: another material covers it.',
    zh: '不再收取：可被其他材料涵盖。',
  },
  VERIFIED_ONLINE: {
    en: 'No longer asked for: it is verified online.',
    zh: '不再收取：通过网络核验代替。',
  },
  ISSUER_CANNOT_VERIFY: {
    en: 'No longer asked for: whoever would issue it cannot verify it.',
    zh: '不再收取：开具单位无法查证。',
  },
};

const sentences: Readonly<Record<Satisfaction['way'], (target: string) => Wording>> = {
  LICENCE: (name) => ({
    en: `The electronic licence “${name}” replaces it`,
    zh: `可用电子证照“${name}”代替`,
  }),
  DATA: (check) => ({ en: `The data check “${check}” replaces it`, zh: `可通过数据核验“${check}”代替` }),
  COVERED: (material) => ({ en: `The material “${material}” covers it`, zh: `可被材料“${material}”涵盖` }),
  INQUIRY: (organisation) => ({
    en: `The office asks ${organisation} instead of you`,
    zh: `由部门向${organisation}协查`,
  }),
  COMMITMENT: () => ({ en: 'A written commitment replaces it', zh: '可用书面告知承诺代替' }),
  DEFERRED: () => ({ en: 'It may be handed in later', zh: '可以容缺后补' }),
};

/** How a material may be left at home. Deferring is told as a way, although the paper is still owed. */
export function waysOf(
  material: Material,
  materials: readonly Material[],
  document: MatterDocument,
): { readonly mayBeExempt: boolean; readonly ways: readonly Reason[] } {
  if (material.cancelled !== null) {
    const wording = cancellations[material.cancelled];
    return { mayBeExempt: true, ways: [{ code: `WAY_CANCELLED_${material.cancelled}`, ...wording }] };
  }
  const alternatives = [...material.alternatives];
  const defers = (alternative: readonly Satisfaction[]) => alternative.some(({ way }) => way === 'DEFERRED');
  if (material.necessity === 'DEFERRABLE' && !alternatives.some(defers))
    alternatives.push([{ way: 'DEFERRED' }]);
  return {
    mayBeExempt: alternatives.some((alternative) => !defers(alternative)),
    ways: alternatives.map((alternative) => reasonOf(alternative, materials, document)),
  };
}

function reasonOf(
  alternative: readonly Satisfaction[],
  materials: readonly Material[],
  document: MatterDocument,
): Reason {
  const parts = alternative.map((way) => sentences[way.way](targetOf(way, materials, document)));
  const [first] = alternative;
  return {
    code: first && alternative.length === 1 ? `WAY_${first.way}` : 'WAY_COMBINED',
    en: `${parts.map(({ en }) => en).join(' and ')}.`,
    zh: `${parts.map(({ zh }) => zh).join('，并且')}。`,
  };
}

/** What the way leans on, by the name people know; by its code where the document knows no name. */
function targetOf(way: Satisfaction, materials: readonly Material[], document: MatterDocument): string {
  switch (way.way) {
    case 'LICENCE':
      return document.licenceTypes[way.licenceType]?.name ?? way.licenceType;
    case 'DATA':
      return way.check;
    case 'COVERED':
      return materials.find(({ code }) => code === way.by)?.name ?? way.by;
    case 'INQUIRY':
      return way.organisation;
    case 'COMMITMENT':
    case 'DEFERRED':
      return '';
  }
}
