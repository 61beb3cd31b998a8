import fc from 'fast-check';
import type { BaseCode, MatterCode } from '../../../catalog/code/index.js';
import type { ComparedMatter } from '../../../catalog/conformance/conformance.js';
import type { Material, OwnElements, TimeLimit } from '../../../catalog/matter/element.js';
import type { MatterKey } from '../../../catalog/matter/matter.js';
import type { Reading, Standard, Variation } from '../../../catalog/standard/standard.js';

export const days = (value: number): TimeLimit => ({ value, unit: 'WORKING_DAY', note: null });

export function material(name: string, changes: Partial<Material> = {}): Material {
  return {
    code: name,
    name,
    type: null,
    form: 'PAPER',
    necessity: 'REQUIRED',
    whenNotNeeded: null,
    source: 'APPLICANT',
    issuer: null,
    originals: 1,
    copies: 1,
    notes: null,
    acceptance: null,
    legalBasis: [],
    cancelled: null,
    alternatives: [],
    ...changes,
  };
}

const step = (name: string) => ({ name, actor: null, limit: null, note: null });

export const expected: OwnElements = {
  exerciseLevels: ['CITY', 'COUNTY'],
  serviceObjects: ['1', '2'],
  legalBases: [
    {
      title: '中华人民共和国食品安全法',
      clause: '第三十五条',
      text: null,
      documentNumber: null,
      issuer: null,
    },
    { title: '食品经营许可管理办法', clause: null, text: null, documentNumber: '第78号', issuer: null },
  ],
  acceptanceConditions: ['有固定场所', '有管理人员'],
  materials: [
    material('申请书'),
    material('身份证', { necessity: 'DEFERRABLE' }),
    material('户口簿', { cancelled: 'NO_LEGAL_BASIS' }),
  ],
  process: [step('申请'), step('受理'), step('审查'), step('决定')],
  statutoryTimeLimit: days(20),
  results: [{ name: '食品经营许可证', type: '出证', licenceType: null, sample: null }],
  forms: [
    {
      code: 'F01',
      name: '申请表',
      fields: [
        { name: 'name', label: '姓名', kind: 'TEXT', required: true, choices: [], filledFrom: null },
        { name: 'phone', label: '电话', kind: 'PHONE', required: false, choices: [], filledFrom: null },
      ],
    },
  ],
};

/** A county's matter that has everything as the base matter has it. */
export function sample(found: OwnElements = {}, changes: Partial<ComparedMatter> = {}): ComparedMatter {
  const code = '11440902DEMA00021H4000131024000' as MatterCode;
  return {
    key: code as string as MatterKey,
    code,
    baseCode: '000131024000' as BaseCode,
    organisation: '11440902DEMA00021H',
    creditCode: '11440902DEMA00021H' as ComparedMatter['creditCode'],
    region: null,
    level: 'COUNTY',
    type: '01',
    name: '食品经营许可（新办）',
    mainItem: null,
    base: {
      type: '01',
      mainName: '食品经营许可',
      subName: '食品经营许可（新办）',
      exerciseLevels: expected.exerciseLevels ?? [],
      statutoryTimeLimit: expected.statutoryTimeLimit ?? null,
    },
    found: { ...expected, ...found },
    expected,
    ...changes,
  };
}

/** The same matter against a base matter with other elements. */
export function against(found: OwnElements, base: OwnElements): ComparedMatter {
  return sample({}, { found, expected: base });
}

export function standardOf(
  reads: Reading,
  lower: Variation,
  compares: 'EXACT' | 'TEXT' | 'SET' | 'LIST',
): Standard {
  const title = { en: reads, zh: reads };
  const elements = [{ reads, title, compares, lower }];
  return { id: 'sample', title, document: null, confirmed: true, note: null, levels: ['COUNTY'], elements };
}

const materialNames = ['申请书', '身份证', '户口簿', '照片'];
export const anyMaterials: fc.Arbitrary<readonly Material[]> = fc.uniqueArray(
  fc
    .record({
      name: fc.constantFrom(...materialNames),
      necessity: fc.constantFrom('REQUIRED', 'NOT_REQUIRED', 'DEFERRABLE'),
      originals: fc.nat(2),
      copies: fc.nat(2),
      cancelled: fc.constantFrom(null, null, 'NO_LEGAL_BASIS'),
    })
    .map(({ name, ...changes }) => material(name, changes as Partial<Material>)),
  { selector: ({ name }) => name },
);
export const anySteps = fc.array(fc.constantFrom('申请', '受理', '审查', '决定').map(step), { maxLength: 5 });
export const anyLimit: fc.Arbitrary<TimeLimit> = fc.record({
  value: fc.nat(70),
  unit: fc.constantFrom('WORKING_DAY', 'DAY', 'MONTH', 'YEAR', 'HOUR'),
  note: fc.constant(null),
});
