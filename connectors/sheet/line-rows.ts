import { found, type SourceItem, type SourceRow } from '../../catalog/ports.js';
import { malformed } from './file-fault.js';
import { longestValue } from './json-rows.js';

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
  const value = parsed(content, line, file);
  const path = `line ${line}`;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const damage = [found('ROW_NOT_AN_OBJECT', null, value)];
    return { is: 'ROW', number, path, kind: '', value: {}, carried: {}, damage, size: 0 };
  }
  const { [kindField]: kind, ...fields } = value as Record<string, unknown>;
  const damage = typeof kind === 'string' ? [] : [found('FIELD_MISSING', kindField, kind)];
  return {
    is: 'ROW',
    number,
    path,
    kind: typeof kind === 'string' ? kind : '',
    value: fields,
    carried: {},
    damage,
    size: content.length,
  };
}

function parsed(content: string, line: number, file: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    const [, position] = /position (\d+)/.exec(String(error)) ?? [];
    const column = position === undefined ? content.length + 1 : Number(position) + 1;
    throw malformed(
      file,
      `line ${line}, column ${column}`,
      { en: 'the line is no whole JSON object', zh: '该行不是完整的JSON对象' },
      error,
    );
  }
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
