import {
  parseMatterCode,
  type BaseMatterDraft,
  type ElementName,
  type Material,
  type MatterCode,
  type MatterDraft,
  type OwnElements,
  type TimeLimit,
  type Wording,
} from '../../catalog/index.js';

/** One element of one implementation that is not as the base matter has it, planted on purpose. */
export interface PlantedDifference {
  readonly matter: MatterCode;
  readonly element: ElementName | 'name' | 'type';
  readonly why: Wording;
  /** The implementation's own value, made from the base matter's. */
  readonly own: (base: OwnElements) => OwnElements | { readonly name: string } | { readonly type: string };
}

const days = (value: number): TimeLimit => ({ value, unit: 'WORKING_DAY', note: null });

/** What a check against a standard of sameness has to find. */
export const deviations: readonly PlantedDifference[] = [
  {
    matter: parseMatterCode('11440981DEMA00021H4000199103000'),
    element: 'statutoryTimeLimit',
    why: {
      en: '高州 gives the statutory limit as 20 working days, the base matter as 10: limits only shrink',
      zh: '高州市将法定时限写为20个工作日，基本目录为10个工作日：时限只减不增',
    },
    own: () => ({ statutoryTimeLimit: days(20) }),
  },
  {
    matter: parseMatterCode('11440982DEMA0009904002099405000'),
    element: 'committedTimeLimit',
    why: {
      en: '化州 promises 30 working days where the statutory limit is 20',
      zh: '化州市承诺30个工作日，超过法定时限20个工作日',
    },
    own: () => ({ committedTimeLimit: days(30) }),
  },
  {
    matter: parseMatterCode('11440904DEMA00064E4000599301000'),
    element: 'materials',
    why: {
      en: '电白 asks for one material more: a hardship certificate of the village committee',
      zh: '电白区多要一份村（居）民委员会困难证明：材料只少不多',
    },
    own: ({ materials = [] }) => ({ materials: [...materials, hardshipCertificate] }),
  },
  {
    matter: parseMatterCode('54440902DE1012017Q6002099402001'),
    element: 'materials',
    why: {
      en: 'the village asks again for the certificate that the base matter has cancelled',
      zh: '该村仍要求提交基本目录已取消的证明',
    },
    own: ({ materials = [] }) => ({
      materials: materials.map((one) =>
        one.code === 'M03' ? { ...one, cancelled: null, originals: 1 } : one,
      ),
    }),
  },
  {
    matter: parseMatterCode('12440902DEMA00101L4000799305000'),
    element: 'acceptanceConditions',
    why: {
      en: '茂南 adds a condition: one year of residence',
      zh: '茂南区增设受理条件：在本区居住满一年',
    },
    own: ({ acceptanceConditions = [] }) => ({
      acceptanceConditions: [...acceptanceConditions, '在本区居住满一年'],
    }),
  },
  {
    matter: parseMatterCode('11440983DEMA0004864000199502000'),
    element: 'legalBases',
    why: {
      en: '信宜 names only the ministry rule and leaves the State Council regulation out',
      zh: '信宜市只列部门规章，未列行政法规',
    },
    own: ({ legalBases = [] }) => ({ legalBases: legalBases.slice(1) }),
  },
  {
    matter: parseMatterCode('11440902DEMB01017F5000599302000'),
    element: 'process',
    why: {
      en: 'the town has one step more: a review by villagers',
      zh: '该镇多一个环节：村民评议：环节只减不增',
    },
    own: ({ process = [] }) => ({
      process: [
        ...process.slice(0, 3),
        { name: '村民评议', actor: '村民代表', limit: null, note: null },
        ...process.slice(3),
      ],
    }),
  },
  {
    matter: parseMatterCode('11440981DEMB01041D5440599304000'),
    element: 'name',
    why: {
      en: 'the town calls the matter by a name of its own',
      zh: '该镇自拟事项名称，与基本目录不一致',
    },
    own: () => ({ name: '八十岁以上老人津贴申请' }),
  },
  {
    matter: parseMatterCode('11440900DEMA00160X3000199107000'),
    element: 'type',
    why: {
      en: 'the city lists a permission as another kind of matter',
      zh: '市级将行政许可列为其他类别',
    },
    own: () => ({ type: '10' }),
  },
];

/** Differences that the founding rule allows (时限、环节只减不增，材料要件只少不多): a check must not report them. */
export const lawfulDifferences: readonly PlantedDifference[] = [
  {
    matter: parseMatterCode('11440983DEMA0003X64000799603001'),
    element: 'statutoryTimeLimit',
    why: {
      en: '信宜 holds itself to 20 working days instead of 30',
      zh: '信宜市按20个工作日执行，短于基本目录的30个工作日',
    },
    own: () => ({ statutoryTimeLimit: days(20) }),
  },
  {
    matter: parseMatterCode('11440981DEMA0011XW4000199105000'),
    element: 'materials',
    why: {
      en: '高州 no longer asks for the legal representative’s identity certificate',
      zh: '高州市不再要求提交法定代表人身份证明',
    },
    own: ({ materials = [] }) => ({ materials: materials.filter((one) => one.code !== 'M03') }),
  },
];

const hardshipCertificate: Material = {
  code: 'M10',
  name: '村（居）民委员会困难证明',
  type: '证件证书证明',
  form: 'PAPER',
  necessity: 'REQUIRED',
  whenNotNeeded: null,
  source: 'OTHER',
  issuer: '村（居）民委员会',
  originals: 1,
  copies: 0,
  notes: null,
  acceptance: null,
  legalBasis: [],
  cancelled: null,
  alternatives: [],
};

/** The implementations with every planted difference in its place. */
export function withDifferences(
  matters: readonly MatterDraft[],
  baseMatters: readonly BaseMatterDraft[],
): readonly MatterDraft[] {
  const planted = new Map([...deviations, ...lawfulDifferences].map((one) => [one.matter, one]));
  const bases = new Map(baseMatters.map((one) => [one.code, one.elements]));
  return matters.map((matter) => {
    const one = matter.code === null ? undefined : planted.get(matter.code);
    if (!one || matter.baseCode === null) return matter;
    const own = one.own(bases.get(matter.baseCode) ?? {});
    if ('name' in own || 'type' in own) return { ...matter, ...own };
    return { ...matter, elements: { ...matter.elements, ...own } };
  });
}
