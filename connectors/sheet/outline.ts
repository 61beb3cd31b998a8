import type { Outline } from '../../catalog/ports.js';
import { jsonParser, type Token, tokensOf } from './json-tokens.js';

/** How the file is built, told from its beginning (some 64,000 characters). */
export function outlineOf(head: string, fileName: string): Outline {
  const start = head.trimStart();
  if (!/^[[{]/.test(start) && !/\.json$/i.test(fileName)) return { form: 'CSV', names: columnsOf(start) };
  const names = keyPathsOf(start);
  return { form: hasObjectPerLine(start, fileName) ? 'NDJSON' : 'JSON', names };
}

/** The first line as column names; quotes around a name fall away. */
function columnsOf(head: string): string[] {
  const [line = ''] = head.split(/\r?\n/, 1);
  return line
    .slice(0, 10_000)
    .split(',')
    .map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
}

function hasObjectPerLine(head: string, fileName: string): boolean {
  const [first = '', second = ''] = head.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (!isObject(first)) return false;
  return second.startsWith('{') || /\.(?:ndjson|jsonl)$/i.test(fileName);
}

function isObject(line: string): boolean {
  try {
    return line.startsWith('{') && typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}

/** Paths of keys such as `[].items[].main_item`, as far as the head goes; a fault in it ends the list, not the reading. */
function keyPathsOf(head: string): string[] {
  const open: string[] = [];
  const names = new Set<string>();
  for (const token of tokensOfHead(head)) {
    if (token.name === 'startArray') open.push('[]');
    else if (token.name === 'startObject') open.push('');
    else if (token.name === 'endObject' || token.name === 'endArray') open.pop();
    else if (token.name === 'keyValue') {
      open[open.length - 1] = token.value;
      names.add(
        open.reduce((path, part) => (part === '[]' || path === '' ? path + part : `${path}.${part}`), ''),
      );
    }
    if (names.size > 1_000) break;
  }
  return [...names];
}

/** Fed in slices, the beginning character by character, so that what stands before a fault is known. */
function* tokensOfHead(head: string): Iterable<Token> {
  const parse = jsonParser({ manyValues: true });
  const slices = [...head.slice(0, 2_000), ...(head.slice(2_000).match(/[^]{1,1000}/g) ?? [])];
  for (const slice of slices) {
    try {
      yield* tokensOf(parse, slice);
    } catch {
      return;
    }
  }
}
