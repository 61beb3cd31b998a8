import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { Fault } from '../../catalog/errors.js';
import { LineSieve } from './line-sieve.js';

/** One line of a division file as text, with its place for findings. */
export interface DivisionLine {
  readonly fields: readonly string[];
  readonly line: number;
}

export interface DivisionAsk {
  readonly path: string;
  /** The header must be the one expected: with a column more or less it is another edition, and a guess would be wrong. */
  readonly columns: readonly string[];
  /** Beginnings of the codes wanted; null = every line. */
  readonly wanted: readonly string[] | null;
  /** How many rows the file has, if that is known: a file cut between two lines looks whole otherwise. */
  readonly count: number | null;
}

/** Lines of one CSV file, streamed, without its header. */
export async function* divisionLines({
  path,
  columns,
  wanted,
  count,
}: DivisionAsk): AsyncIterable<DivisionLine> {
  const file = basename(path);
  const sieve = new LineSieve(wanted);
  const parser = parse({
    bom: true,
    skip_empty_lines: wanted !== null,
    // The line number travels as a field more, because records are text.
    on_record: (fields: string[], { lines }) => [String(lines), ...fields],
  });
  // Also closes the file when the reader stops early; a failure arrives through the parser.
  pipeline(createReadStream(path), sieve, parser, () => undefined);
  let headed = false;
  try {
    for await (const [line, ...fields] of parser as AsyncIterable<string[]>) {
      if (headed) yield { fields, line: Number(line) };
      else judgeHeader(file, fields, columns);
      headed = true;
    }
  } catch (error) {
    throw asFault(error, file);
  }
  judgeEnd(file, Math.max(sieve.lines - 1, 0), count);
}

export function malformed(file: string, line: number, en: string, zh: string): Fault {
  return new Fault('FILE_MALFORMED', { file, place: `line ${line}`, problem: `${en} / ${zh}` });
}

function judgeHeader(file: string, found: readonly string[], columns: readonly string[]): void {
  if (found.join() !== columns.join()) {
    throw malformed(file, 1, `its columns are not ${columns.join(', ')}`, `列名应为${columns.join('、')}`);
  }
}

function judgeEnd(file: string, rows: number, count: number | null): void {
  if (rows === (count ?? rows) && rows > 0) return;
  throw malformed(
    file,
    rows + 1,
    `it has ${rows} rows instead of ${count ?? 'at least one'}; install its package again (npm ci)`,
    `共${rows}行，应为${count ?? '至少1'}行；请重新安装软件包（npm ci）`,
  );
}

function asFault(error: unknown, file: string): unknown {
  if (error instanceof CsvError)
    return malformed(file, Number(error['lines'] ?? 0), error.code, 'CSV格式错误');
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined ? error : new Fault('FILE_UNREADABLE', { file, problem: code }, { cause: error });
}
