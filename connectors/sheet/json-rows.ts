import { jsonVerifier, type VerifierError } from 'stream-json/core/utils/verifier.js';
import type { JsonLayout, SourceItem } from '../../catalog/ports.js';
import { malformed } from './file-fault.js';
import { jsonParser, type JsonParser, type Token, tokensOf } from './json-tokens.js';
import { walkJson } from './json-walk.js';

/** One row, or one value between rows, may have this many characters; beyond it memory would not be bounded. */
export const longestValue = 4 * 1024 * 1024;

/** The rows of a JSON document, as its layout says where they stand. `text` can be asked again for the place of an error. */
export async function* jsonItems(
  text: () => AsyncIterable<string>,
  root: JsonLayout,
  file: { readonly name: string; readonly bytes: number },
): AsyncIterable<readonly SourceItem[]> {
  const parse = jsonParser();
  const walk = walkJson(root, file.name);
  let unfinished = 0;
  for await (const piece of text()) {
    const tokens = tokensOrNull(parse, piece);
    if (!tokens) throw await syntaxFault(text, file.name);
    for (const token of tokens) walk.take(token);
    const items = walk.drain();
    unfinished = items.length > 0 || (tokens.length > 0 && !walk.building) ? 0 : unfinished + piece.length;
    if (unfinished > longestValue) {
      throw malformed(file.name, walk.place(), {
        en: `one value is longer than ${longestValue} characters`,
        zh: `单个值超过${longestValue}个字符`,
      });
    }
    if (items.length > 0) yield items;
  }
  if (!walk.complete) throw cutShort(file, walk.place());
}

/** Reads a document of which nothing is wanted but that it is whole. */
export async function demandJson(
  text: () => AsyncIterable<string>,
  file: { readonly name: string; readonly bytes: number },
): Promise<void> {
  const parse = jsonParser();
  let depth = 0;
  let complete = false;
  for await (const piece of text()) {
    const tokens = tokensOrNull(parse, piece);
    if (!tokens) throw await syntaxFault(text, file.name);
    for (const { name } of tokens) {
      if (name === 'startObject' || name === 'startArray') depth += 1;
      else if (name === 'endObject' || name === 'endArray') depth -= 1;
      complete = depth === 0;
    }
  }
  if (!complete) throw cutShort(file, '$');
}

function cutShort({ name, bytes }: { readonly name: string; readonly bytes: number }, place: string): Error {
  return malformed(name, `${place} (byte ${bytes})`, {
    en: 'the file ends here, in the middle of the document; get a whole copy',
    zh: '文件在此处中断，内容不完整，请重新获取完整文件',
  });
}

/** null = no JSON. The parser's own message says neither line nor column. */
function tokensOrNull(parse: JsonParser, piece: string): readonly Token[] | null {
  try {
    return tokensOf(parse, piece);
  } catch {
    return null;
  }
}

/** Reads once more with the verifier, which counts lines and columns. */
async function syntaxFault(text: () => AsyncIterable<string>, file: string): Promise<Error> {
  const verify = jsonVerifier();
  try {
    for await (const piece of text()) verify(piece);
  } catch (error) {
    const { line, pos, message } = error as VerifierError;
    if (typeof line !== 'number') throw error;
    const [, problem = message] = /: (.+)$/.exec(message) ?? [];
    return malformed(file, `line ${line}, column ${pos}`, { en: problem, zh: 'JSON语法错误' }, error);
  }
  return malformed(file, '$', { en: 'it is no JSON', zh: '不是JSON' });
}
