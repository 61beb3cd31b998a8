import type { FaultKind } from './errors.js';

interface FaultEntry {
  readonly kind: FaultKind;
  readonly en: string;
  readonly zh: string;
}

/**
 * The closed list of faults. `docs/errors.md` is printed from it and a test holds the two equal.
 * `{name}` is filled from the fault's facts.
 */
export const faultReasons = {
  // codes (domain: regions, organisations, matters, licences)
  REGION_CODE_MALFORMED: {
    kind: 'invalid',
    en: 'The region code "{value}" is not a 12-digit statistical code, for example 440900000000.',
    zh: '行政区划代码“{value}”不是12位统计用区划代码，例如440900000000。',
  },
  CREDIT_CODE_MALFORMED: {
    kind: 'invalid',
    en: 'The unified social credit code is not valid: {problem} (GB 32100).',
    zh: '统一社会信用代码不合规：{problem}（GB 32100）。',
  },
  BASE_CODE_MALFORMED: {
    kind: 'invalid',
    en: 'The base code "{value}" is not valid: {problem} (12 digits: region 2, type 2, main item 5, sub item 3).',
    zh: '基本编码“{value}”不合规：{problem}（12位数字：区划2、类型2、主项5、子项3）。',
  },
  MATTER_CODE_MALFORMED: {
    kind: 'invalid',
    en: 'The matter code "{value}" is not valid: {problem} (31 characters: credit code 18, level 1, base code 12).',
    zh: '实施编码“{value}”不合规：{problem}（31位：统一社会信用代码18、层级1、基本编码12）。',
  },
  HANDLING_ITEM_CODE_MALFORMED: {
    kind: 'invalid',
    en: 'The handling item code "{value}" is not valid: {problem} (33 characters: matter code 31, item 2).',
    zh: '业务办理项编码“{value}”不合规：{problem}（33位：实施编码31、办理项2）。',
  },
  CASE_NUMBER_MALFORMED: {
    kind: 'invalid',
    en: 'The case number is not valid: {problem}.',
    zh: '办件编号不合规：{problem}。',
  },
  HOLDER_NUMBER_MALFORMED: {
    kind: 'invalid',
    en: 'The holder number of type {type} is not valid: {problem}. Check it against the document.',
    zh: '类型为{type}的持证主体号码不合规：{problem}。请与证件核对。',
  },
  HOLDER_TYPE_UNKNOWN: {
    kind: 'invalid',
    en: 'The holder identity type is not known. Use one of: {known}.',
    zh: '持证主体证件类型不存在。可用类型：{known}。',
  },
  LICENCE_TYPE_CODE_MALFORMED: {
    kind: 'invalid',
    en: 'The licence type code "{value}" is not valid: {problem} (21 characters: credit code 18, number 3).',
    zh: '证照类型代码“{value}”不合规：{problem}（21位：统一社会信用代码18、序号3）。',
  },
  LICENCE_IDENTIFIER_MALFORMED: {
    kind: 'invalid',
    en: 'The licence identifier is not valid: {problem} (1.2.156.3005.2.type.issuer.serial.version.check).',
    zh: '电子证照标识不合规：{problem}（1.2.156.3005.2.类型.发证机关.流水号.版本.校验位）。',
  },
  DATE_MALFORMED: {
    kind: 'invalid',
    en: 'The date "{value}" is not a calendar date such as 2026-11-21.',
    zh: '日期“{value}”不是有效日期，例如2026-11-21。',
  },
  // access
  TOKEN_MISSING: {
    kind: 'unauthenticated',
    en: 'This needs a token. Send "Authorization: Bearer <JWT>"; `npm run -s tongban -- token --help` says how to get one.',
    zh: '此操作需要令牌。请在请求头中携带“Authorization: Bearer <JWT>”。',
  },
  TOKEN_INVALID: {
    kind: 'unauthenticated',
    en: 'The token is not accepted: {problem}.',
    zh: '令牌无效：{problem}。',
  },
  TOKEN_EXPIRED: {
    kind: 'unauthenticated',
    en: 'The token has expired. Get a new one.',
    zh: '令牌已过期，请重新获取。',
  },
  CONSUMER_UNKNOWN: {
    kind: 'unauthenticated',
    en: 'The token names a consumer that is not registered or not active.',
    zh: '令牌中的使用方未登记或已停用。',
  },
  SCOPE_MISSING: {
    kind: 'forbidden',
    en: 'This needs the scope {scope}, which the token does not carry.',
    zh: '此操作需要权限{scope}，令牌中没有该权限。',
  },
  PURPOSE_NOT_GRANTED: {
    kind: 'forbidden',
    en: 'No grant covers any of the data asked for, for this matter. An administrator gives grants.',
    zh: '对该事项，没有任何授权覆盖所请求的数据。请联系管理员申请授权。',
  },
  PURPOSE_CLERK_MISSING: {
    kind: 'invalid',
    en: 'Reading ex officio names the clerk: fill purpose.clerk.',
    zh: '依职权查询须填写经办人：请填写 purpose.clerk。',
  },
  PURPOSE_CASE_MISMATCH: {
    kind: 'invalid',
    en: 'The case number belongs to another matter than purpose.matter.',
    zh: '办件编号与 purpose.matter 不是同一事项。',
  },
  PURPOSE_MATTER_MISMATCH: {
    kind: 'invalid',
    en: 'purpose.matter and the matter (or handling item) asked about are not the same.',
    zh: 'purpose.matter 与所办事项（或业务办理项）不一致。',
  },
  PURPOSE_NAMES_HOLDER: {
    kind: 'invalid',
    en: 'The case number or the clerk holds a personal number. The record keeps no personal values: use the number of the case and the name or staff number of the clerk.',
    zh: '办件编号或经办人中含有个人证件号码。审计记录不保存个人信息：请填写办件编号，以及经办人姓名或工号。',
  },
  GRANT_UNKNOWN: { kind: 'missing', en: 'There is no grant {id}.', zh: '授权{id}不存在。' },
  GRANT_ALREADY_REVOKED: {
    kind: 'conflict',
    en: 'The grant {id} has been revoked already.',
    zh: '授权{id}已被撤销。',
  },
  GRANT_INVALID: {
    kind: 'invalid',
    en: 'The grant is not valid: {problem}.',
    zh: '授权内容不合规：{problem}。',
  },

  // catalogue
  MATTER_UNKNOWN: {
    kind: 'missing',
    en: 'No matter is published under the code {matter}.',
    zh: '没有编码为{matter}的已发布事项。',
  },
  HANDLING_ITEM_UNKNOWN: {
    kind: 'missing',
    en: 'The matter has no handling item {item}.',
    zh: '该事项没有业务办理项{item}。',
  },
  MATTER_NOT_STORED: {
    kind: 'missing',
    en: 'There is no matter {matter} to publish; import it first.',
    zh: '没有可发布的事项{matter}，请先导入。',
  },
  REGION_UNKNOWN: { kind: 'missing', en: 'There is no region {region}.', zh: '行政区划{region}不存在。' },
  REGION_CONFLICT: {
    kind: 'conflict',
    en: 'The region {region} cannot be added: {problem}.',
    zh: '不能添加区划{region}：{problem}。',
  },
  ORGANISATION_UNKNOWN: {
    kind: 'missing',
    en: 'There is no organisation {organisation}.',
    zh: '实施主体{organisation}不存在。',
  },
  LICENCE_TYPE_UNKNOWN: {
    kind: 'missing',
    en: 'The licence type {type} is not registered.',
    zh: '证照类型{type}未登记。',
  },
  SITUATION_UNKNOWN: {
    kind: 'invalid',
    en: 'The matter asks no question "{question}" with an answer "{answer}".',
    zh: '该事项没有情形问题“{question}”或选项“{answer}”。',
  },
  SITUATION_AMBIGUOUS: {
    kind: 'invalid',
    en: 'The answers lead to more than one handling item ({items}); give one answer for each question.',
    zh: '所选情形对应多个业务办理项（{items}），每个问题请只选一个选项。',
  },
  VERSION_STALE: {
    kind: 'conflict',
    en: '{subject} was changed by someone else; read it again.',
    zh: '{subject}已被他人修改，请重新读取。',
  },

  NOTHING_NAMED: {
    kind: 'invalid',
    en: 'Say what is meant: {what}.',
    zh: '请指明对象：{what}。',
  },

  // standards of sameness
  STANDARD_UNKNOWN: {
    kind: 'missing',
    en: 'There is no standard "{standard}". Known: {known}.',
    zh: '没有名为“{standard}”的标准。可用：{known}。',
  },
  STANDARD_INVALID: {
    kind: 'invalid',
    en: 'The standard is not valid at {path}: {problem}.',
    zh: '标准内容在{path}处不合规：{problem}。',
  },
  STANDARD_BUILT_IN: {
    kind: 'conflict',
    en: 'The standard {standard} comes with the program and cannot be replaced; store yours under another id.',
    zh: '标准{standard}为内置标准，不能覆盖；请使用其他标识保存。',
  },

  // pages, limits
  PAGE_SIZE_INVALID: {
    kind: 'invalid',
    en: '`first` must be from 1 to {most}.',
    zh: '参数 first 必须在1到{most}之间。',
  },
  SEARCH_TOO_LONG: {
    kind: 'invalid',
    en: 'The search text has more than {most} characters; use fewer words.',
    zh: '检索词超过{most}个字符，请减少词语。',
  },
  CURSOR_INVALID: {
    kind: 'invalid',
    en: 'The cursor was not given by this system; begin again without it.',
    zh: '游标不是本系统给出的，请去掉游标重新开始。',
  },
  TOO_MANY_ASKED: {
    kind: 'excessive',
    en: 'At most {most} {what} may be asked for at once.',
    zh: '一次最多可请求{most}个{what}。',
  },
  QUERY_TOO_DEEP: {
    kind: 'excessive',
    en: 'The query is nested {depth} levels deep; at most {most} are allowed.',
    zh: '查询嵌套{depth}层，最多允许{most}层。',
  },
  QUERY_TOO_COSTLY: {
    kind: 'excessive',
    en: 'The query would cost {cost}; at most {most} is allowed. Ask for shorter lists or fewer fields.',
    zh: '查询开销为{cost}，最多允许{most}。请缩短列表或减少字段。',
  },
  QUERY_TOO_LONG: {
    kind: 'excessive',
    en: 'The request is larger than {most} bytes.',
    zh: '请求超过{most}字节。',
  },

  // files
  FILE_UNREADABLE: {
    kind: 'invalid',
    en: 'The file {file} cannot be read: {problem}.',
    zh: '无法读取文件{file}：{problem}。',
  },
  FILE_TOO_LARGE: {
    kind: 'excessive',
    en: 'The file {file} has {size} bytes; at most {most} are accepted. Split it.',
    zh: '文件{file}有{size}字节，最多接受{most}字节，请拆分。',
  },
  FILE_ENCODING_WRONG: {
    kind: 'invalid',
    en: 'The file {file} is not {encoding} (at byte {offset}; it looks like {guess}). Save it as UTF-8, or name its encoding with --encoding.',
    zh: '文件{file}不是{encoding}编码（第{offset}字节；疑似{guess}）。请另存为UTF-8，或用 --encoding 指明编码。',
  },
  ENCODING_UNKNOWN: {
    kind: 'invalid',
    en: 'There is no encoding "{encoding}" here. Known: {known}.',
    zh: '不支持编码“{encoding}”。可用：{known}。',
  },
  FILE_MALFORMED: {
    kind: 'invalid',
    en: 'The file {file} is not well-formed at {place}: {problem}. Nothing was imported.',
    zh: '文件{file}在{place}处格式有误：{problem}。未导入任何内容。',
  },
  MAPPING_UNKNOWN: {
    kind: 'invalid',
    en: 'There is no mapping "{mapping}". Known: {known}.',
    zh: '没有名为“{mapping}”的映射。可用：{known}。',
  },
  MAPPING_UNDECIDED: {
    kind: 'invalid',
    en: 'The file {file} fits no mapping by its looks; name one with --mapping. Known: {known}.',
    zh: '无法判断文件{file}的格式，请用 --mapping 指明。可用：{known}。',
  },

  // storage and outside systems
  DATABASE_UNREACHABLE: {
    kind: 'upstream',
    en: 'The database cannot be reached ({problem}). Check DATABASE_URL and that PostgreSQL runs.',
    zh: '无法连接数据库（{problem}）。请检查 DATABASE_URL 以及 PostgreSQL 是否运行。',
  },
  DATABASE_SLOW: {
    kind: 'late',
    en: 'The database took too long for one question and was stopped. Ask for less at once, or try again later.',
    zh: '数据库处理单个查询耗时过长，已停止。请减少一次查询的内容，或稍后重试。',
  },
  DATABASE_TOO_OLD: {
    kind: 'upstream',
    en: 'The database is PostgreSQL {version}; 15 or newer is needed.',
    zh: '数据库版本为 PostgreSQL {version}，需要15或更高版本。',
  },
  SOURCE_MISBEHAVED: {
    kind: 'upstream',
    en: 'The department system {source} gave an answer that cannot be used ({problem}).',
    zh: '部门系统{source}返回的内容不可用（{problem}）。',
  },
  SOURCE_SLOW: {
    kind: 'late',
    en: 'The department system {source} did not answer in time.',
    zh: '部门系统{source}未在时限内答复。',
  },
  SOURCE_DOWN: {
    kind: 'upstream',
    en: 'The department system {source} cannot be reached or is out of order ({problem}).',
    zh: '部门系统{source}无法连接或发生故障（{problem}）。',
  },
  SOURCE_REFUSED: {
    kind: 'upstream',
    en: 'The department system {source} refused the question ({problem}). Its contact knows which right is missing.',
    zh: '部门系统{source}拒绝了查询（{problem}）。请向其联系人确认所需权限。',
  },
  SOURCE_BUSY: {
    kind: 'upstream',
    en: 'The department system {source} bears no more questions at the moment ({problem}). Try again shortly.',
    zh: '部门系统{source}当前无法受理更多查询（{problem}），请稍后再试。',
  },
  SOURCE_BREAKER_OPEN: {
    kind: 'upstream',
    en: 'The department system {source} failed several times in a row and is being left alone for a while.',
    zh: '部门系统{source}连续多次失败，暂停访问，稍后自动恢复。',
  },
  SOURCE_NOT_OFFERED: {
    kind: 'upstream',
    en: 'The department system {source} does not answer such a question ({problem}).',
    zh: '部门系统{source}不提供此类查询（{problem}）。',
  },
  SOURCE_DEFINITION_INVALID: {
    kind: 'invalid',
    en: 'The source definition {file} is not valid at {path}: {problem}.',
    zh: '数据源定义{file}在{path}处不合规：{problem}。',
  },
  PEER_MISBEHAVED: {
    kind: 'upstream',
    en: 'The peer {peer} gave an answer that cannot be used ({problem}).',
    zh: '对端{peer}返回的内容不可用（{problem}）。',
  },
  PEER_SLOW: {
    kind: 'late',
    en: 'The peer {peer} did not answer within {seconds} s.',
    zh: '对端{peer}未在{seconds}秒内答复。',
  },
  PEER_REFUSED: {
    kind: 'upstream',
    en: 'The peer {peer} refuses to answer ({reason}). Check the token of this sync job there.',
    zh: '对端{peer}拒绝答复（{reason}）。请检查同步任务的令牌。',
  },
  PEER_BUSY: {
    kind: 'conflict',
    en: 'Another process is pulling from {peer} already.',
    zh: '另一个进程正在从{peer}拉取。',
  },
  AUDIT_ENTRY_UNKNOWN: {
    kind: 'missing',
    en: 'There is no audit entry at position {position}.',
    zh: '审计记录中没有位置{position}。',
  },
  AUDIT_ENTRY_UNSEALED: {
    kind: 'conflict',
    en: 'The audit entry at position {position} is not in the tree yet. Try again in a few seconds.',
    zh: '位置{position}的审计记录尚未纳入审计树，请稍后再试。',
  },
  AUDIT_TREE_BROKEN: {
    kind: 'conflict',
    en: 'The audit tree does not fit its newest head, so nothing more is sealed. Run: tongban audit verify.',
    zh: '审计树与最新树头不符，已停止封存。请运行 tongban audit verify 查明。',
  },
  AUDIT_HEAD_UNUSABLE: {
    kind: 'invalid',
    en: 'The kept tree head {problem} cannot be used: it was not signed with a key of this gateway.',
    zh: '保存的树头{problem}不可用：并非由本网关的密钥签署。',
  },
  DEADLINE_PASSED: {
    kind: 'late',
    en: 'The request took longer than {seconds} s and was ended.',
    zh: '请求超过{seconds}秒，已终止。',
  },
} as const satisfies Record<string, FaultEntry>;

export type FaultReason = keyof typeof faultReasons;
