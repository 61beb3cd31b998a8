import { describe, expect, it } from 'vitest';
import { neededMaterials } from '../../../catalog/evidence/needed-materials.rules.js';
import { buildHandlingItemCode, type OwnElements } from '../../../catalog/index.js';
import { matterCode, materialOf, otherMatterCode, publicationOf } from '../../support/sample-case.js';
import { caughtFault } from '../code/caught-fault.js';

const elements: OwnElements = {
  materials: [materialOf('A'), materialOf('B')],
  situations: [
    {
      code: 'owner',
      question: '是否自有',
      options: [
        { answer: 'yes', label: '是', materials: ['B'], handlingItem: null },
        { answer: 'no', label: '否', materials: [], handlingItem: '01' },
      ],
    },
  ],
};
const handlingItems = [
  { item: '01', code: null, name: '办理项一', elements: { materials: [materialOf('X')] } },
  { item: '02', code: null, name: '办理项二', elements: {} },
];

function needed(item: string | null, answer: string | null, matter = matterCode) {
  const { materials, openQuestions } = neededMaterials(publicationOf(elements, { handlingItems }), {
    matter: matterCode,
    handlingItem: item === null ? null : buildHandlingItemCode(matter, item),
    situation: answer === null ? [] : [{ question: 'owner', answer }],
  });
  return [materials.map(({ code }) => code).join(' '), openQuestions.join(' ')];
}

describe('the materials of a case', () => {
  it.each<[string | null, string | null, string, string]>([
    [null, null, 'A', 'owner'],
    [null, 'yes', 'A B', ''],
    [null, 'no', 'X', ''],
    ['01', null, 'X', 'owner'],
    ['02', 'yes', 'A B', ''],
    ['02', 'no', 'A', ''],
  ])('item %s, answer %s: %s', (item, answer, materials, open) => {
    expect(needed(item, answer)).toEqual([materials, open]);
  });

  it('are not told for an item or an answer that the matter does not have', () => {
    expect(caughtFault(() => needed('03', null)).reason).toBe('HANDLING_ITEM_UNKNOWN');
    expect(caughtFault(() => needed('01', null, otherMatterCode)).reason).toBe('PURPOSE_MATTER_MISMATCH');
    expect(caughtFault(() => needed(null, 'perhaps')).reason).toBe('SITUATION_UNKNOWN');
  });
});
