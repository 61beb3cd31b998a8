import { pipeline, Readable } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';
import { found, type SourceItem, type SourceRow } from '../../catalog/ports.js';
import { malformed } from './file-fault.js';

/** A record may have this many characters; a quote that is never closed would otherwise swallow the file. */
const longestRecord = 1024 * 1024;
const piece = 500;

/** The lines of a CSV file under the columns of its header, which may stand in any order. */
export async function* csvItems(
  text: () => AsyncIterable<string>,
  layout: { readonly columns: readonly string[]; readonly kind: string },
  file: string,
): AsyncIterable<readonly SourceItem[]> {
  let header: readonly string[] | null = null;
  let number = 0;
  let items: SourceItem[] = [];
  for await (const { fields, line } of recordsOf(text, file)) {
    if (!header) {
      header = fields.map((name) => name.trim());
      items.push(...judgeHeader(header, layout.columns, file));
    } else {
      number += 1;
      items.push(rowOf(header, fields, number, line, layout.kind));
    }
    if (items.length >= piece) {
      yield items;
      items = [];
    }
  }
  if (!header) throw malformed(file, 'line 1', { en: 'there is no header', zh: '没有表头' });
  if (items.length > 0) yield items;
}

function rowOf(
  header: readonly string[],
  fields: readonly string[],
  number: number,
  line: number,
  kind: string,
): SourceRow {
  const damage = fields.length === header.length ? [] : [found('COLUMN_COUNT_WRONG', null, fields.join(','))];
  const value = Object.fromEntries(header.map((name, at) => [name, fields[at] ?? '']));
  const size = fields.reduce((sum, field) => sum + field.length, 0);
  return { is: 'ROW', number, path: `line ${line}`, kind, value, carried: {}, damage, size };
}

/** Columns that nobody reads are told once; one that is missing or stands twice ends the import. */
function judgeHeader(header: readonly string[], columns: readonly string[], file: string): SourceItem[] {
  const missing = columns.filter((column) => !header.includes(column));
  const twice = header.filter((name, at) => header.indexOf(name) !== at);
  if (missing.length > 0 || twice.length > 0) {
    throw malformed(file, 'line 1', {
      en:
        missing.length > 0
          ? `columns are missing: ${missing.join(', ')} (separated by commas; found: ${header.join(', ').slice(0, 200)})`
          : `columns stand twice: ${twice.join(', ')}`,
      zh: missing.length > 0 ? `缺少列：${missing.join('、')}（以逗号分隔）` : `列重复：${twice.join('、')}`,
    });
  }
  return header
    .filter((name) => !columns.includes(name))
    .map((name) => ({ is: 'STRAY', path: 'line 1', finding: found('FIELD_NOT_KEPT', name, null) }));
}

interface CsvRecord {
  readonly fields: readonly string[];
  /** The line on which the record begins. */
  readonly line: number;
}

async function* recordsOf(text: () => AsyncIterable<string>, file: string): AsyncIterable<CsvRecord> {
  const parser = parse({
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    max_record_size: longestRecord,
  });
  pipeline(Readable.from(text()), parser, () => undefined);
  let read = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      // The parser counts the line on which a record ends; line breaks inside quotes are part of the record.
      const breaks = record.reduce((count, field) => count + (field.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
      read = info.lines;
      yield { fields: record, line: info.lines - breaks };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { en, zh } = phrases[error.code] ?? { en: error.code, zh: 'CSV格式错误' };
    // A quote that is not closed is found at the end of the file; where it was opened is what helps.
    const line = neverEnding.has(error.code) ? read + 1 : Number(error['lines']);
    throw malformed(file, `line ${line}`, { en, zh }, error);
  }
}

const neverEnding: ReadonlySet<string> = new Set(['CSV_QUOTE_NOT_CLOSED', 'CSV_MAX_RECORD_SIZE']);

const phrases: Readonly<Record<string, { en: string; zh: string }>> = {
  CSV_QUOTE_NOT_CLOSED: {
    en: 'the file ends inside a quoted field; a quote is not closed or the file was cut',
    zh: '文件在引号内结束：引号未闭合，或文件不完整',
  },
  CSV_MAX_RECORD_SIZE: {
    en: `a record is longer than ${longestRecord} characters; a quote is perhaps not closed`,
    zh: `单条记录超过${longestRecord}个字符，可能是引号未闭合`,
  },
  CSV_INVALID_CLOSING_QUOTE: {
    en: 'something stands between a closing quote and the comma',
    zh: '引号与逗号之间有多余字符',
  },
  INVALID_OPENING_QUOTE: {
    en: 'a quote stands inside a field that does not begin with one',
    zh: '未以引号开头的字段中出现引号',
  },
};
