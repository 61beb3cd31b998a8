import { registerEnumType } from 'type-graphql';

/** Declares a GraphQL enum whose values are their own names, each with a description in both languages. */
export function enumOf<Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Value, string>>,
): Readonly<Record<Value, Value>> {
  const names = Object.keys(values) as Value[];
  const object = Object.fromEntries(names.map((value) => [value, value])) as Record<Value, Value>;
  const valuesConfig = Object.fromEntries(names.map((value) => [value, { description: values[value] }]));
  registerEnumType(object, {
    name,
    description,
    valuesConfig: valuesConfig as Record<Value, { description: string }>,
  });
  return object;
}

export const RegionLevel = enumOf('RegionLevel', 'Level of a region. 区划层级。', {
  NATION: 'The nation. 国家。',
  PROVINCE: 'Province, autonomous region, municipality. 省、自治区、直辖市。',
  CITY: 'City, prefecture. 市、地区、盟。',
  COUNTY: 'County, district, banner. 县、区、旗。',
  TOWN: 'Town, township, subdistrict. 镇、乡、街道。',
  VILLAGE: 'Village, community. 村、社区。',
});

export const ExerciseLevel = enumOf(
  'ExerciseLevel',
  'Level at which a matter is exercised (GB/T 39046—2020 annex A). 行使层级。',
  {
    NATION: 'The nation. 国家级。',
    PROVINCE: 'Province. 省级。',
    CITY: 'City. 市级。',
    COUNTY: 'County. 县级。',
    TOWN: 'Town. 镇（乡、街道）级。',
    VILLAGE: 'Village. 村（社区）级。',
    GRADED: 'Managed by grades. 分级管理。',
  },
);

export const MatterStatus = enumOf('MatterStatus', 'State of a matter. 事项状态。', {
  DRAFT: 'Known, not yet published. 草稿，未发布。',
  PUBLISHED: 'In force. 已发布、在用。',
  WITHDRAWN: 'No longer in force. 已撤回。',
});

export const HandlingKind = enumOf('HandlingKind', 'Handling kind (GB/T 39046—2020 annex A). 办件类型。', {
  IMMEDIATE: 'Handled at once. 即办件。',
  COMMITTED: 'Handled within a committed time. 承诺件。',
  OTHER: 'Other. 其他。',
});

export const TimeUnit = enumOf('TimeUnit', 'Unit of a time limit. 时限单位。', {
  WORKING_DAY: 'Working days. 工作日。',
  DAY: 'Calendar days. 自然日。',
  MONTH: 'Months. 月。',
  YEAR: 'Years. 年。',
  HOUR: 'Hours. 小时。',
});

export const MaterialForm = enumOf('MaterialForm', 'Form of a material. 材料形式。', {
  PAPER: 'Paper. 纸质。',
  ELECTRONIC: 'Electronic. 电子。',
  BOTH: 'Paper or electronic. 纸质或电子。',
});

export const Necessity = enumOf('Necessity', 'Whether a material is needed. 材料必要性。', {
  REQUIRED: 'Required. 必要。',
  NOT_REQUIRED: 'Not required. 非必要。',
  DEFERRABLE: 'May be handed in later. 容缺后补。',
});

export const MaterialSource = enumOf('MaterialSource', 'Where a material comes from. 材料来源渠道。', {
  APPLICANT: 'The applicant prepares it. 申请人自备。',
  DEPARTMENT: 'A department issues it. 政府部门核发。',
  OTHER: 'Other. 其他。',
});

export const CancellationReason = enumOf(
  'CancellationReason',
  'The six lawful reasons to ask for no certificate. 取消证明的六种情形。',
  {
    NO_LEGAL_BASIS: 'No legal basis. 没有法律法规依据。',
    PROVED_BY_LICENCE: 'An existing licence proves it. 能通过个人现有证照证明。',
    REPLACED_BY_COMMITMENT: 'A written commitment replaces it. 能用书面承诺替代。',
    COVERED_BY_OTHER_MATERIAL: 'Another material covers it. 能被其他材料涵盖或替代。',
    VERIFIED_ONLINE: 'It can be verified online. 能通过网络核验。',
    ISSUER_CANNOT_VERIFY: 'The issuer cannot verify it. 开具单位无法调查核实。',
  },
);

export const SatisfactionWay = enumOf(
  'SatisfactionWay',
  'A way that lets a material be left at home. 免于提交材料的方式。',
  {
    LICENCE: 'By a licence that the state holds. 以电子证照替代。',
    DATA: 'By a data check. 以数据核验替代。',
    COVERED: 'By another material. 由其他材料涵盖。',
    INQUIRY: 'By an inquiry between departments. 部门间协查。',
    COMMITMENT: 'By a written commitment. 告知承诺。',
    DEFERRED: 'By handing it in later. 容缺后补。',
  },
);

export const ElementOrigin = enumOf(
  'ElementOrigin',
  'Where the value of an element comes from. 要素值的来源。',
  {
    BASE: 'Inherited from the base matter. 继承自基本目录事项。',
    OWN: 'Stated by the matter itself. 实施事项自身填报。',
  },
);

export const FormFieldKind = enumOf('FormFieldKind', 'Kind of a form field. 表单字段类型。', {
  TEXT: 'Text. 文本。',
  NUMBER: 'Number. 数字。',
  DATE: 'Date. 日期。',
  CHOICE: 'One of several. 选项。',
  BOOLEAN: 'Yes or no. 是否。',
  HOLDER_NUMBER: 'Number of an identity document. 证件号码。',
  PHONE: 'Telephone. 电话。',
  ADDRESS: 'Address. 地址。',
});

export const ConsentMode = enumOf(
  'ConsentMode',
  'On what footing personal data are read. 数据查询的授权方式。',
  {
    HOLDER_PRESENT: 'The holder is present. 持证主体到场。',
    DELEGATED: 'The holder delegated someone. 委托办理。',
    EX_OFFICIO: 'By virtue of office; names the clerk. 依职权，须填写经办人。',
  },
);

export const LicenceStatus = enumOf('LicenceStatus', 'What a licence is worth now. 证照状态。', {
  VALID: 'Valid. 有效。',
  EXPIRED: 'Its time has passed. 已过期。',
  REPLACED: 'A newer version replaced it. 已变更（被新版本替代）。',
  CANCELLED: 'Cancelled. 已注销。',
  WITHDRAWN: 'Withdrawn. 已撤回。',
  REVOKED: 'Revoked. 已吊销、撤销。',
  INVALID: 'Not valid for another reason. 其他无效。',
  NOT_FOUND: 'The source knows of none. 未查到。',
  UNDECIDED: 'Could not be found out now. 暂时无法确定。',
  WITHHELD: 'Not allowed to be told. 无权查看。',
});

export const ProvenanceState = enumOf('ProvenanceState', 'How we come to know an answer. 信息来源状态。', {
  LIVE: 'Asked of the source just now. 实时查询。',
  CACHED: 'From memory, young enough. 缓存，未超时。',
  STALE: 'From memory, older than wished. 缓存，已超时。',
  UNAVAILABLE: 'The source did not answer. 数据源未答复。',
  WITHHELD: 'The source was not asked. 未查询（无授权）。',
});

export const Disposition = enumOf('Disposition', 'How a material is dealt with. 材料处理方式。', {
  CANCELLED: 'No longer asked for. 已取消。',
  LICENCE: 'Replaced by a licence. 证照替代。',
  DATA: 'Replaced by a data check. 数据核验替代。',
  COVERED: 'Covered by another material. 被其他材料涵盖。',
  INQUIRY: 'Found out between departments. 部门间协查。',
  COMMITMENT: 'Replaced by a commitment. 告知承诺替代。',
  DEFERRED: 'Handed in later. 容缺后补。',
  SUBMIT: 'To be handed in. 需提交。',
  UNDECIDED: 'A source is silent; see the fallback. 数据源未答复，见备选方式。',
});

export const AuditOutcome = enumOf('AuditOutcome', 'What came of an access. 访问结果。', {
  ANSWERED: 'Answered. 已答复。',
  REFUSED: 'Refused. 已拒绝。',
  FAILED: 'Could not be answered. 未能答复。',
});

export const Comparison = enumOf('Comparison', 'How an element is compared. 要素的比较方式。', {
  EXACT: 'Exactly. 完全一致。',
  TEXT: 'As text, width, punctuation and spaces left aside. 按文字比较，忽略全半角、标点和空格。',
  SET: 'By their names, in any order. 逐项比较，不论顺序。',
  LIST: 'In their order. 按顺序逐项比较。',
  CODE_RULE: 'By the rule that the code is built by. 按编码规则。',
});

export const Variation = enumOf('Variation', 'How a lower level may differ. 下级可否不同。', {
  FIXED: 'Not at all. 不得不同。',
  TIGHTEN_ONLY: 'Only by asking less or being faster. 只减不增。',
  FREE: 'Freely. 可自定。',
});

export const DeviationSeverity = enumOf('DeviationSeverity', 'How serious a deviation is. 严重程度。', {
  ERROR: 'Not the same. 不一致。',
  WARNING: 'Somebody should look. 需人工核实。',
});
