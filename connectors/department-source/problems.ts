import type { Wording } from '../../catalog/ports.js';

/** Everything that can be said about a failed call. Numbers and names of ours may be filled in, foreign text never. */
export const problems = {
  noConnection: word('no connection', '无法建立连接'),
  connectionLost: word('the connection was lost before the answer was complete', '答复未完整返回时连接中断'),
  certificate: word('its TLS certificate is not accepted', 'TLS证书未通过验证'),
  privateAddress: word(
    'its address lies in a private network that is not allowed here',
    '其地址位于本系统未允许访问的内部网络',
  ),
  notHttp: word('what it sent is not HTTP', '返回内容不是HTTP报文'),
  redirect: word('it redirects to a place that its definition does not allow', '重定向到定义未允许的地址'),
  contentType: word('the content type is not one its definition accepts', '内容类型不在定义允许的范围内'),
  charset: word('the text is not in the character set it is declared in', '文本与声明的字符集不符'),
  compression: word('the compression is not readable', '压缩格式无法读取'),
  notJson: word('the answer is not JSON', '返回内容不是JSON'),
  notAnswered: word('the answer says nothing about this question', '返回内容中没有此项查询的结果'),
  neitherNor: word('neither records nor the sign that there are none', '既没有记录，也没有“无记录”的标志'),
  rowFailed: word('it reports an error for this question', '该系统对此项查询报告了错误'),
  othersHolder: word('the record belongs to another holder than asked for', '返回的记录属于其他持证主体'),
  othersType: word('the record is of another licence type than asked for', '返回的记录属于其他证照类型'),
  othersIdentifier: word(
    'the record has another identifier than asked for',
    '返回的记录不是所查询的证照标识',
  ),
  severalForOne: word('several records for one identifier', '同一证照标识返回多条记录'),
  refusedInBand: word('it answered that the request is not permitted', '该系统答复无权查询'),
  errorInBand: word('it answered with an error', '该系统答复出错'),
  queueFull: word('too many questions are waiting', '排队的查询过多'),
  saidBusy: word('it asks for fewer requests', '该系统要求降低访问频率'),
  holderType: word('not for holders of this identity type', '不受理此类证件类型的持证主体'),
  licenceType: word('not for this licence type', '不提供该证照类型'),
  operation: word('its definition has no such operation', '其定义中没有该操作'),
  check: word('not this data check', '不提供该数据核验'),
  closed: word('the connection to it is being closed', '与该系统的连接正在关闭'),
  tooLarge: (bytes: number) => word(`the answer is larger than ${bytes} bytes`, `返回内容超过${bytes}字节`),
  status: (status: number) => word(`HTTP status ${status}`, `HTTP状态码${status}`),
  field: (path: string) => word(`the field ${path} cannot be used`, `字段${path}不可用`),
  expression: (name: string, code: string) =>
    word(`the expression ${name} failed on it, ${code}`, `表达式${name}执行失败，${code}`),
} as const;

function word(en: string, zh: string): Wording {
  return { en, zh };
}
