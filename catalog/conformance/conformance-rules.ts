import type { Wording } from '../wording.js';

/** ERROR: the matter is not the same. WARNING: it cannot be decided by program, or is known to occur lawfully: somebody looks. */
export type DeviationSeverity = 'ERROR' | 'WARNING';

interface ConformanceRule extends Wording {
  readonly severity: DeviationSeverity;
  /** What to do; `{expected}` and `{found}` are filled in. */
  readonly proposal: Wording;
}

const toExpected = { en: 'Change it to: {expected}.', zh: '改为：{expected}。' };
const remove = { en: 'Remove: {found}.', zh: '删除：{found}。' };
const add = { en: 'Add: {expected}.', zh: '补充：{expected}。' };

/** The closed list of what a check can find. Scripts name a rule by its key, so a key is never reused for something else. */
export const conformanceRules = {
  BASE_CODE_MISSING: {
    severity: 'ERROR',
    en: 'The matter names no base matter, so nothing can be compared.',
    zh: '该事项没有基本编码，无法与基本目录比对。',
    proposal: {
      en: 'Enter the base code, or propose a base matter for it.',
      zh: '填写基本编码，或申请纳入基本目录。',
    },
  },
  BASE_MATTER_UNKNOWN: {
    severity: 'ERROR',
    en: 'The base code stands in no base catalogue here.',
    zh: '基本编码不在基本目录中。',
    proposal: {
      en: 'Correct the base code {found}, or load its base matter.',
      zh: '更正基本编码{found}，或先导入对应的基本目录事项。',
    },
  },
  BASE_CODE_DIFFERENT: {
    severity: 'ERROR',
    en: 'The base code inside the matter code is not that of the base matter.',
    zh: '实施编码中的基本编码与基本目录不一致。',
    proposal: toExpected,
  },
  MATTER_CODE_MISSING: {
    severity: 'ERROR',
    en: 'The matter has only a local code.',
    zh: '该事项没有实施编码，只有地方编码。',
    proposal: {
      en: 'Build the matter code: credit code of the organisation, level, base code.',
      zh: '按“统一社会信用代码＋行使层级＋基本编码”编制实施编码。',
    },
  },
  MATTER_CODE_ORGANISATION_DIFFERENT: {
    severity: 'ERROR',
    en: 'The matter code begins with another credit code than that of its organisation.',
    zh: '实施编码前18位不是实施主体的统一社会信用代码。',
    proposal: toExpected,
  },
  // A genuine code of level 6 sits on a city's body: a mismatch is no proof of an error.
  MATTER_CODE_LEVEL_DIFFERENT: {
    severity: 'WARNING',
    en: 'The level in the matter code is not the level of the matter.',
    zh: '实施编码第19位与事项的行使层级不一致。',
    proposal: toExpected,
  },
  ELEMENT_MISSING: {
    severity: 'ERROR',
    en: 'The element is not stated.',
    zh: '该要素未填写。',
    proposal: add,
  },
  VALUE_DIFFERENT: {
    severity: 'ERROR',
    en: 'The value is not that of the base matter.',
    zh: '与基本目录不一致。',
    proposal: toExpected,
  },
  TEXT_DIFFERENT: {
    severity: 'ERROR',
    en: 'The text is not that of the base matter, even with width, punctuation and spaces left aside.',
    zh: '文字与基本目录不一致（已忽略全半角、标点、空格和书名号）。',
    proposal: toExpected,
  },
  ITEM_MISSING: {
    severity: 'ERROR',
    en: 'Something that the base matter has is left out.',
    zh: '缺少基本目录中的内容。',
    proposal: add,
  },
  ITEM_ADDED: {
    severity: 'ERROR',
    en: 'There is something that the base matter does not have.',
    zh: '增加了基本目录中没有的内容。',
    proposal: remove,
  },
  ITEM_DIFFERENT: {
    severity: 'ERROR',
    en: 'Something bears the same name as in the base matter, with other content.',
    zh: '名称与基本目录相同，内容不一致。',
    proposal: toExpected,
  },
  ORDER_DIFFERENT: {
    severity: 'ERROR',
    en: 'The order is not that of the base matter.',
    zh: '顺序与基本目录不一致。',
    proposal: toExpected,
  },
  EXERCISE_LEVEL_NOT_LISTED: {
    severity: 'ERROR',
    en: 'The matter is exercised at a level that the base matter does not name.',
    zh: '行使层级不在基本目录规定的层级之内。',
    proposal: {
      en: 'Exercise it only at: {expected}.',
      zh: '仅可在以下层级行使：{expected}。',
    },
  },
  STEP_ADDED: {
    severity: 'ERROR',
    en: 'The process has a step more than the base matter: steps only become fewer.',
    zh: '增加了办理环节：环节只减不增。',
    proposal: remove,
  },
  MATERIAL_ADDED: {
    severity: 'ERROR',
    en: 'A material is asked for that the base matter does not ask for: materials only become fewer.',
    zh: '增加了申请材料：材料要件只少不多。',
    proposal: remove,
  },
  MATERIAL_CANCELLED_ASKED: {
    severity: 'ERROR',
    en: 'A material is asked for that the base matter has cancelled.',
    zh: '仍要求提交基本目录已取消的材料。',
    proposal: remove,
  },
  MATERIAL_NECESSITY_RAISED: {
    severity: 'ERROR',
    en: 'A material is more strictly required than in the base matter.',
    zh: '材料的必要性高于基本目录。',
    proposal: toExpected,
  },
  MATERIAL_COPIES_RAISED: {
    severity: 'ERROR',
    en: 'More originals or copies of a material are asked for than in the base matter.',
    zh: '材料的原件或复印件份数多于基本目录。',
    proposal: toExpected,
  },
  TIME_LIMIT_LONGER: {
    severity: 'ERROR',
    en: 'The time limit is longer than that of the base matter: limits only shrink.',
    zh: '时限长于基本目录：时限只减不增。',
    proposal: { en: 'At most: {expected}.', zh: '不超过：{expected}。' },
  },
  COMMITTED_BEYOND_STATUTORY: {
    severity: 'ERROR',
    en: 'The committed time limit is longer than the statutory one.',
    zh: '承诺办结时限超过法定办结时限。',
    proposal: { en: 'At most: {expected}.', zh: '不超过：{expected}。' },
  },
  TIME_LIMIT_NOT_COMPARABLE: {
    severity: 'WARNING',
    en: 'The time limits have units that cannot be compared without a calendar.',
    zh: '时限单位不同，无法直接比较。',
    proposal: { en: 'State it in the unit of: {expected}.', zh: '改用与“{expected}”相同的单位填写。' },
  },
} as const satisfies Record<string, ConformanceRule>;

export type ConformanceRuleName = keyof typeof conformanceRules;
