import type { z } from 'zod';

/** What is wrong with an element of a file, for the findings list: English and Chinese, never the value itself. */
export interface ElementProblem {
  /** Such as materials[2].alternatives[0][1].licenceType. */
  readonly path: string;
  readonly problem: string;
}

type Issue = z.core.$ZodIssue;

const customProblems: Readonly<Record<string, string>> = {
  EMPTY: both('it is empty', '不能为空'),
  UNSTORABLE: both('it holds a NUL or half of a character pair', '含有NUL或不完整的字符'),
  NOT_AN_ADDRESS: both('it is not an http or https address', '不是http或https网址'),
  NOT_A_LICENCE_TYPE: both(
    'it is not a licence type code (21 characters: credit code 18, number 3)',
    '不是证照类型代码（21位：统一社会信用代码18、序号3）',
  ),
  NOT_A_CREDIT_CODE: both('it is not a credit code (18 characters)', '不是统一社会信用代码（18位）'),
  CODE_TWICE: both('another item before it has the same code', '与前面的条目编码重复'),
};

const typeNames: Readonly<Record<string, string>> = {
  string: both('a text', '文本'),
  number: both('a number', '数字'),
  int: both('a whole number', '整数'),
  boolean: both('true or false', '真或假（true或false）'),
  array: both('a list', '列表'),
  object: both('an object', '对象'),
};

export function unknownElement(name: string | null): ElementProblem {
  return name === null
    ? { path: '', problem: expected('object') }
    : { path: pathOf([name]), problem: both('no element has this name', '没有这个要素') };
}

export function problemsOf(element: string, error: z.ZodError): readonly ElementProblem[] {
  return error.issues.flatMap((issue) => {
    const path = [element, ...issue.path];
    // One line for each unknown key, at the key: the one who corrects the file looks for it there.
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: pathOf([...path, key]),
        problem: both('this field is not known here', '此处没有这个字段'),
      }));
    }
    return [{ path: pathOf(path), problem: sentence(issue) }];
  });
}

function sentence(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return expected(issue.expected);
    case 'invalid_value':
      return both(`use one of ${issue.values.join(', ')}`, `可用值：${issue.values.join('、')}`);
    case 'invalid_union':
      return both('the way is not known, or is missing', '方式未知或未填写');
    case 'too_small':
      return both(`at least ${issue.minimum} is needed`, `不能少于${issue.minimum}`);
    case 'too_big':
      return both(`at most ${issue.maximum} is allowed`, `不能超过${issue.maximum}`);
    case 'invalid_format':
      return both('two digits are needed', '应为两位数字');
    case 'custom':
      return customProblems[String(issue.params?.['problem'])] ?? both('it is not valid', '不合规');
    default:
      return both('it is not valid', '不合规');
  }
}

function expected(type: string): string {
  const name = typeNames[type] ?? type;
  const [en, zh] = name.split(' / ');
  return both(`${en ?? type} is needed here`, `此处应为${zh ?? type}`);
}

function both(en: string, zh: string): string {
  return `${en} / ${zh}`;
}

function pathOf(parts: readonly PropertyKey[]): string {
  return parts
    .map((part, at) => (typeof part === 'number' ? `[${part}]` : (at ? '.' : '') + String(part)))
    .join('');
}
