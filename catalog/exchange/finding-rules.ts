import type { Wording } from '../wording.js';

/** ERROR: the row is rejected. WARNING: imported, and somebody should look. NOTICE: imported, worth knowing. */
export type Severity = 'ERROR' | 'WARNING' | 'NOTICE';

interface FindingRule extends Wording {
  readonly severity: Severity;
}

/**
 * The closed list of what an import can find. Scripts and stored findings name a rule by its key, so a key is never
 * reused for something else.
 */
export const findingRules = {
  // The row as a whole
  ROW_NOT_AN_OBJECT: {
    severity: 'ERROR',
    en: 'The row is no object with named fields.',
    zh: '该行不是由字段组成的对象。',
  },
  COLUMN_COUNT_WRONG: {
    severity: 'ERROR',
    en: 'The line has another number of columns than the header; look for a missing or unquoted comma.',
    zh: '该行列数与表头不一致，请检查是否缺少逗号或逗号未加引号。',
  },
  KIND_UNKNOWN: {
    severity: 'ERROR',
    en: 'The line names a kind that this format does not have.',
    zh: '该行的类别（kind）不属于本格式。',
  },
  ROW_CONFLICTS: {
    severity: 'ERROR',
    en: 'An earlier row has the same code with other content; the earlier one stands.',
    zh: '前面已有相同编码但内容不同的行，以前面的行为准。',
  },
  ROW_REPEATED: {
    severity: 'NOTICE',
    en: 'An earlier row says exactly the same.',
    zh: '与前面的行完全相同。',
  },
  GROUP_EMPTY: {
    severity: 'NOTICE',
    en: 'The group holds no rows.',
    zh: '该分组下没有任何行。',
  },
  FILE_HAS_NO_ROWS: {
    severity: 'WARNING',
    en: 'The file is well-formed but holds no rows.',
    zh: '文件格式正确，但没有任何数据行。',
  },

  // Fields
  FIELD_MISSING: { severity: 'ERROR', en: 'A required field is missing.', zh: '缺少必填字段。' },
  FIELD_UNKNOWN: {
    severity: 'ERROR',
    en: 'This format has no such field; correct its name or leave it out.',
    zh: '本格式没有该字段，请更正字段名或删除。',
  },
  FIELD_TWICE: {
    severity: 'ERROR',
    en: 'The field stands twice in one object.',
    zh: '同一对象中字段重复。',
  },
  FIELD_NOT_KEPT: {
    severity: 'WARNING',
    en: 'The mapping has no place for this field; its value stands only here.',
    zh: '映射中没有该字段的位置，其值仅保留在此处。',
  },
  VALUE_WRONG_KIND: {
    severity: 'ERROR',
    en: 'The value is of another kind than this field takes.',
    zh: '字段值的类型不符。',
  },
  VALUE_NOT_IN_LIST: {
    severity: 'ERROR',
    en: 'The value is not one of those this field takes.',
    zh: '字段值不在允许的取值范围内。',
  },
  CODE_MALFORMED: {
    severity: 'ERROR',
    en: 'The code does not have the form that the standard gives it.',
    zh: '编码不符合标准规定的格式。',
  },
  TEXT_TOO_LONG: {
    severity: 'ERROR',
    en: 'The text is longer than this field may be.',
    zh: '文本超过该字段允许的长度。',
  },
  TEXT_NOT_STORABLE: {
    severity: 'ERROR',
    en: 'The text holds a NUL character or half of a surrogate pair, which cannot be stored as written.',
    zh: '文本含有空字符或不成对的代理字符，无法原样保存。',
  },

  // References
  ITEM_TWICE: {
    severity: 'ERROR',
    en: 'Two entries of one list have the same code.',
    zh: '同一列表中有两项编码相同。',
  },
  REFERENCE_UNKNOWN: {
    severity: 'WARNING',
    en: 'The row itself holds no material or handling item of this code.',
    zh: '该行中没有此编码的材料或业务办理项。',
  },
  REGION_MALFORMED: {
    severity: 'WARNING',
    en: 'The region code is not a 12-digit statistical code; the row is imported without a region.',
    zh: '行政区划代码不是12位统计用区划代码，该行导入时不带区划。',
  },
  REGION_UNKNOWN: {
    severity: 'WARNING',
    en: 'The region is not in the region tree; the row is imported without a region. Load regions, then import again.',
    zh: '区划树中没有该区划，该行导入时不带区划。请先导入区划再重新导入。',
  },
  REGION_NOT_GIVEN: {
    severity: 'WARNING',
    en: 'The file names no region; give one with --region, or its rows stay without.',
    zh: '文件未注明行政区划，请用 --region 指定，否则各行不带区划。',
  },
  ORGANISATION_UNKNOWN: {
    severity: 'ERROR',
    en: 'The organisation is neither in this file nor in the catalogue.',
    zh: '该实施主体既不在本文件中，也不在目录中。',
  },
  BASE_MATTER_UNKNOWN: {
    severity: 'WARNING',
    en: 'The base matter is neither in this file nor in the catalogue; nothing is inherited.',
    zh: '该基本目录事项既不在本文件中，也不在目录中，无法继承要素。',
  },
  LICENCE_TYPE_UNKNOWN: {
    severity: 'WARNING',
    en: 'The licence type is neither in this file nor registered.',
    zh: '该证照类型既不在本文件中，也未登记。',
  },

  // Names
  NAME_EMPTY: { severity: 'ERROR', en: 'The name is empty.', zh: '名称为空。' },
  NAME_HAS_BLANKS: {
    severity: 'NOTICE',
    en: 'The name begins, ends or is broken by blanks.',
    zh: '名称首尾或中间有空白。',
  },
  NAME_WIDTH_MIXED: {
    severity: 'NOTICE',
    en: 'The name uses half-width brackets or commas, or full-width letters or digits.',
    zh: '名称中使用了半角括号、逗号或全角字母、数字。',
  },
  NAME_CHARACTER_ODD: {
    severity: 'WARNING',
    en: 'The name holds a character that belongs in no name (backslash, control or replacement character).',
    zh: '名称中含有不应出现的字符（反斜杠、控制符或替换符）。',
  },
  NAME_CARRIES_LEVEL: {
    severity: 'NOTICE',
    en: 'The name carries the exercise level in brackets; the level is an element of its own.',
    zh: '名称中用括号注明了行使层级；层级应作为单独要素。',
  },
  NAME_CARRIES_BASIS: {
    severity: 'NOTICE',
    en: 'The name carries its legal basis in brackets; the basis is an element of its own.',
    zh: '名称中用括号注明了依据；依据应作为单独要素。',
  },
  NAME_TOO_GENERAL: {
    severity: 'WARNING',
    en: 'The name says a kind of act and not of what.',
    zh: '名称只写了行为，没有写明对象，过于笼统。',
  },
  NAME_IS_A_STEP: {
    severity: 'NOTICE',
    en: 'The name is that of a step (receiving, first examination) and not of the matter.',
    zh: '名称为办理环节（受理、初审），而非事项本身。',
  },
  NAME_UNDER_TWO_CODES: {
    severity: 'WARNING',
    en: 'The same department lists the same name under another code in an earlier row.',
    zh: '同一部门前面的行已用另一编码列出同名事项。',
  },

  // Main items, types, links
  MAIN_ITEM_UNCLASSIFIED: {
    severity: 'NOTICE',
    en: 'The source has put the matter under no main item.',
    zh: '来源未将该事项归入任何主项。',
  },
  TYPE_WITHOUT_ZERO: {
    severity: 'NOTICE',
    en: 'The matter type is written without its leading zero (GB/T 39046—2020 annex A has two digits).',
    zh: '事项类型缺少前导零（GB/T 39046—2020附录A为两位）。',
  },
  TYPE_UNKNOWN: {
    severity: 'WARNING',
    en: 'The matter type is missing or not two digits; the matter is imported without one.',
    zh: '事项类型缺失或不是两位数字，导入时不带类型。',
  },
  LINK_MALFORMED: {
    severity: 'ERROR',
    en: 'The link is no web address, and the item code is read from it.',
    zh: '链接不是有效网址，无法从中读取事项编码。',
  },

  // Item codes of the Sichuan service site
  ITEM_CODE_MISSING: {
    severity: 'ERROR',
    en: 'The link carries no itemCode, without which the matter cannot be told from others.',
    zh: '链接中没有 itemCode，无法识别该事项。',
  },
  ITEM_CODE_SHORT: {
    severity: 'NOTICE',
    en: 'The item code begins with 12 characters (sub item of 3) where most of its kind have 14 (sub item of 5).',
    zh: '事项编码前段为12位（子项3位），同类多为14位（子项5位）。',
  },
  ITEM_CODE_HYPHENATED: {
    severity: 'NOTICE',
    en: 'The item code begins with hyphenated letters and digits, an older generation.',
    zh: '事项编码前段为带连字符的旧式编码。',
  },
  ITEM_CODE_PARTS_MISSING: {
    severity: 'WARNING',
    en: 'The item code lacks the parts for region, serial or handling item.',
    zh: '事项编码缺少区划、序号或办理项等部分。',
  },
  ITEM_CODE_FORM_UNKNOWN: {
    severity: 'WARNING',
    en: 'The item code has none of the known forms.',
    zh: '事项编码不属于任何已知格式。',
  },
  ITEM_CODE_HOLDS_BASE_CODE: {
    severity: 'NOTICE',
    en: 'The item code begins with 12 digits that have the form of a base code; check whether they are it.',
    zh: '事项编码前12位数字符合基本编码格式，请核对是否为基本编码。',
  },
  ITEM_CODE_REGION_DIFFERS: {
    severity: 'WARNING',
    en: 'The region inside the item code differs from the areaCode of the link.',
    zh: '事项编码内的区划与链接中的 areaCode 不一致。',
  },
  ITEM_CODE_TYPE_DIFFERS: {
    severity: 'NOTICE',
    en: 'The type letter inside the item code stands, in the rest of this source, for another type than taskType.',
    zh: '事项编码内的类型字母与 taskType 不一致（按该来源其他事项的用法）。',
  },
  ITEM_CODE_DEPARTMENT_DIFFERS: {
    severity: 'WARNING',
    en: 'The department inside the item code is another one than deptCode.',
    zh: '事项编码内的部门代码与 deptCode 不是同一部门。',
  },
  ITEM_CODE_DEPARTMENT_OTHER_FORM: {
    severity: 'NOTICE',
    en: 'The item code and deptCode name the same department in two forms of its code.',
    zh: '事项编码与 deptCode 用两种形式表示同一部门代码。',
  },

  // Department codes (GB 32100, GB 11714)
  DEPARTMENT_CODE_MISSING: {
    severity: 'WARNING',
    en: 'The row carries no department code.',
    zh: '该行没有部门代码。',
  },
  DEPARTMENT_CODE_OLD: {
    severity: 'NOTICE',
    en: 'The department code is a 9-character organisation code of the older generation (GB 11714).',
    zh: '部门代码为旧版9位组织机构代码（GB 11714）。',
  },
  DEPARTMENT_CODE_CHECK_WRONG: {
    severity: 'WARNING',
    en: 'The last character of the department code does not agree with the others (GB 32100, GB 11714).',
    zh: '部门代码校验位不符（GB 32100、GB 11714）。',
  },
  DEPARTMENT_CODE_LENGTH_WRONG: {
    severity: 'WARNING',
    en: 'The department code looks like a credit code but has not 18 characters.',
    zh: '部门代码形似统一社会信用代码，但不是18位。',
  },
  DEPARTMENT_CODE_MISTYPED: {
    severity: 'WARNING',
    en: 'The department code holds blanks, full-width characters or letters that look like digits.',
    zh: '部门代码含有空格、全角字符或形似数字的字母。',
  },
  DEPARTMENT_CODE_LOWER_CASE: {
    severity: 'WARNING',
    en: 'The department code holds lower-case letters (GB 32100 has capitals only).',
    zh: '部门代码含小写字母（GB 32100仅用大写）。',
  },
  DEPARTMENT_CODE_SUFFIXED: {
    severity: 'WARNING',
    en: 'The department code carries a suffix of the source.',
    zh: '部门代码带有来源系统的后缀。',
  },
  DEPARTMENT_CODE_DUMMY: {
    severity: 'WARNING',
    en: 'The department code is one digit repeated, a stand-in for a code.',
    zh: '部门代码为同一数字重复，是占位代码。',
  },
  DEPARTMENT_CODE_LOCAL: {
    severity: 'WARNING',
    en: 'The department code is neither a credit code nor an organisation code.',
    zh: '部门代码既不是统一社会信用代码，也不是组织机构代码。',
  },
  DEPARTMENT_CODE_VARIES: {
    severity: 'WARNING',
    en: 'The department stands under several codes; it is kept as one organisation.',
    zh: '该部门使用了多个代码，按一个实施主体处理。',
  },
  DEPARTMENT_CODE_SHARED: {
    severity: 'WARNING',
    en: 'Another department of the file carries the same credit code; neither is filed under it.',
    zh: '文件中另有部门使用同一统一社会信用代码，均不以该代码登记。',
  },

  // Matter codes
  MATTER_CODE_DIFFERS: {
    severity: 'ERROR',
    en: 'The base code inside the matter code is another one than the base code given.',
    zh: '实施编码内的基本编码与所填基本编码不一致。',
  },
  MATTER_CODE_ORGANISATION_DIFFERS: {
    severity: 'WARNING',
    en: 'The matter code begins with the credit code of another organisation.',
    zh: '实施编码前18位与实施主体的统一社会信用代码不一致。',
  },
  MATTER_CODE_LEVEL_DIFFERS: {
    severity: 'WARNING',
    en: 'The level digit of the matter code differs from the level of the matter.',
    zh: '实施编码的层级位与事项层级不一致。',
  },
  BASE_CODE_TYPE_DIFFERS: {
    severity: 'WARNING',
    en: 'The matter type differs from the one inside the base code.',
    zh: '事项类型与基本编码中的类型不一致。',
  },
  CREDIT_CODE_CHECK_WRONG: {
    severity: 'WARNING',
    en: 'The check character of the credit code does not agree (a few genuine early codes fail it too).',
    zh: '统一社会信用代码校验位不符（少数早期真实代码亦如此）。',
  },

  // Surveys
  COUNT_MALFORMED: {
    severity: 'ERROR',
    en: 'The number of matters is not a whole number from 0.',
    zh: '事项数不是非负整数。',
  },
  COUNT_NOT_KEPT: {
    severity: 'WARNING',
    en: 'The value is not a whole number from 0; it is left out.',
    zh: '该值不是非负整数，未导入。',
  },
  IN_HALL_EXCEEDS_MATTERS: {
    severity: 'WARNING',
    en: 'More matters stand in the hall than the department has.',
    zh: '进驻大厅的事项数多于部门事项总数。',
  },
  IN_HALL_WITHOUT_WINDOW: {
    severity: 'NOTICE',
    en: 'Matters stand in the hall, but the department has no window there.',
    zh: '有事项进驻大厅，但部门没有窗口。',
  },
  RATE_MALFORMED: {
    severity: 'WARNING',
    en: 'The printed rate is no percentage.',
    zh: '所列比例不是百分数。',
  },
  RATE_DOES_NOT_FOLLOW: {
    severity: 'NOTICE',
    en: 'The printed rate does not follow from the numbers by ordinary rounding.',
    zh: '所列比例与按数字四舍五入的结果不符。',
  },
} as const satisfies Record<string, FindingRule>;

export type FindingRuleName = keyof typeof findingRules;
