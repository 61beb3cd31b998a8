import { found, type SourceItem, type SourceRow } from '../../catalog/ports.js';
import { malformed } from './file-fault.js';
import { longestValue } from './json-rows.js';
import { jsonParser, tokensOf } from './json-tokens.js';
import { buildValue, type ValueBuilder } from './json-value.js';

/** One JSON object per line. A line that is no JSON ends the import: the file was cut, or is of another format. */
export async function* lineItems(
  text: () => AsyncIterable<string>,
  kindField: string,
  file: string,
): AsyncIterable<readonly SourceItem[]> {
  let rows = 0;
  for await (const lines of linesOf(text(), file)) {
    const items = lines
      .filter(({ content }) => content.trim() !== '')
      .map(({ content, number }) => rowOf(content, number, (rows += 1), kindField, file));
    if (items.length > 0) yield items;
  }
}

function rowOf(content: string, line: number, number: number, kindField: string, file: string): SourceRow {
  const builder = parsed(content, line, file);
  const value = builder.value();
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const { [kindField]: kind, ...fields } = (isObject ? value : {}) as Readonly<Record<string, unknown>>;
  const noKind = typeof kind === 'string' ? [] : [found('FIELD_MISSING', kindField, kind)];
  return {
    is: 'ROW',
    number,
    path: `line ${line}`,
    kind: typeof kind === 'string' ? kind : '',
    value: fields,
    carried: {},
    damage: [
      ...(isObject ? noKind : [found('ROW_NOT_AN_OBJECT', null, value)]),
      ...builder.twice.map((field) => found('FIELD_TWICE', field, null)),
    ],
    size: content.length,
  };
}

/** By the tokenizer that reads whole documents, which sees a key that stands twice. */
function parsed(content: string, line: number, file: string): ValueBuilder {
  const builder = buildValue();
  try {
    const tokens = tokensOf(jsonParser(), content);
    let complete = false;
    for (const token of tokens) complete = builder.take(token);
    if (complete) return builder;
  } catch (error) {
    throw malformedLine(content, line, file, error);
  }
  throw malformedLine(content, line, file);
}

function malformedLine(content: string, line: number, file: string, cause?: unknown): Error {
  const place = `line ${line}, column ${columnOfFault(content)}`;
  return malformed(
    file,
    place,
    { en: 'the line is no whole JSON object', zh: '该行不是完整的JSON对象' },
    cause,
  );
}

function columnOfFault(content: string): number {
  try {
    JSON.parse(content);
  } catch (error) {
    const [, position] = /position (\d+)/.exec(String(error)) ?? [];
    if (position !== undefined) return Number(position) + 1;
  }
  return content.length + 1;
}

interface Line {
  readonly content: string;
  readonly number: number;
}

async function* linesOf(text: AsyncIterable<string>, file: string): AsyncIterable<readonly Line[]> {
  let rest = '';
  let number = 0;
  for await (const piece of text) {
    const contents = (rest + piece).split('\n');
    rest = contents.pop() ?? '';
    if (rest.length > longestValue) {
      throw malformed(file, `line ${number + contents.length + 1}`, {
        en: `the line is longer than ${longestValue} characters`,
        zh: `该行超过${longestValue}个字符`,
      });
    }
    yield contents.map((content) => ({ content, number: (number += 1) }));
  }
  yield [{ content: rest, number: number + 1 }];
}
