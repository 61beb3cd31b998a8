import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { SourceFailure } from '../failure.js';
import { problems } from '../problems.js';

export interface AnswerBodyRules {
  readonly contentTypes: readonly string[];
  readonly charset: string;
  readonly maxBytes: number;
}

export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** The body as a value: only in a type we expect, never beyond the cap (counted after decompression), never guessed. */
export async function readAnswerBody(
  body: Readable,
  headers: AnswerHeaders,
  rules: AnswerBodyRules,
): Promise<unknown> {
  const charset = declaredCharset(single(headers['content-type']), rules);
  if (Number(single(headers['content-length'])) > rules.maxBytes) throw tooLarge(rules);
  const bytes = await collected(decompressed(body, single(headers['content-encoding'])), rules);
  return parsed(decoded(bytes, charset));
}

function single(value: string | string[] | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** What China's systems write: GBK and GB2312 are parts of GB 18030, and WHATWG's decoder reads all three. */
const charsets: ReadonlySet<string> = new Set(['utf-8', 'utf8', 'us-ascii', 'gb18030', 'gbk', 'gb2312']);

function declaredCharset(contentType: string | null, rules: AnswerBodyRules): string {
  const [type = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim());
  if (!rules.contentTypes.includes(type.toLowerCase())) {
    throw new SourceFailure('SOURCE_MISBEHAVED', problems.contentType);
  }
  const written = parameters.find((parameter) => /^charset\s*=/i.test(parameter));
  const charset = written
    ?.replace(/^charset\s*=\s*/i, '')
    .replace(/^"(.*)"$/, '$1')
    .toLowerCase();
  if (charset === undefined) return rules.charset;
  if (!charsets.has(charset)) throw new SourceFailure('SOURCE_MISBEHAVED', problems.charset);
  return charset;
}

function decompressed(body: Readable, encoding: string | null): Readable {
  switch (encoding?.trim().toLowerCase() ?? '') {
    case '':
    case 'identity':
      return body;
    case 'gzip':
    case 'x-gzip':
      return through(body, createGunzip());
    case 'deflate':
      return through(body, createInflate());
    case 'br':
      return through(body, createBrotliDecompress());
    default:
      // Several encodings over one another serve nobody but a decompression bomb.
      throw new SourceFailure('SOURCE_MISBEHAVED', problems.compression);
  }
}

/** An error of either stream reaches whoever reads the second one. */
function through(body: Readable, decoder: NodeJS.ReadWriteStream & Readable): Readable {
  pipeline(body, decoder, () => undefined);
  return decoder;
}

async function collected(body: Readable, rules: AnswerBodyRules): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > rules.maxBytes) throw tooLarge(rules);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function tooLarge({ maxBytes }: AnswerBodyRules): SourceFailure {
  return new SourceFailure('SOURCE_MISBEHAVED', problems.tooLarge(maxBytes));
}

function decoded(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    throw new SourceFailure('SOURCE_MISBEHAVED', problems.charset);
  }
}

/** JSON.parse quotes what it stumbled over: its message goes nowhere. */
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    throw new SourceFailure('SOURCE_MISBEHAVED', problems.notJson);
  }
}
