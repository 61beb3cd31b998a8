import type { IncomingMessage } from 'node:http';

export type ReadBody =
  | { readonly ok: true; readonly body: unknown }
  | {
      readonly ok: false;
      readonly status: number;
      readonly code: 'BODY_TOO_LARGE' | 'BODY_NOT_JSON' | 'BODY_NOT_UTF8' | 'MEDIA_TYPE_UNSUPPORTED';
      readonly facts: Readonly<Record<string, string | number>>;
    };

/** Reads a JSON body with a size limit that holds before anything is parsed. A GET has none. */
export async function readBody(request: IncomingMessage, most: number): Promise<ReadBody> {
  if (request.method === 'GET' || request.method === 'HEAD') return { ok: true, body: undefined };
  const type = (request.headers['content-type'] ?? '').toLowerCase();
  const [media, ...parameters] = type.split(';').map((part) => part.trim());
  if (media !== 'application/json') {
    return { ok: false, status: 415, code: 'MEDIA_TYPE_UNSUPPORTED', facts: { wanted: 'application/json' } };
  }
  const charset = parameters
    .find((part) => part.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') {
    return { ok: false, status: 415, code: 'MEDIA_TYPE_UNSUPPORTED', facts: { wanted: 'charset=utf-8' } };
  }
  const bytes = await collect(request, most);
  if (!bytes) return { ok: false, status: 413, code: 'BODY_TOO_LARGE', facts: { most } };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { ok: false, status: 400, code: 'BODY_NOT_UTF8', facts: {} };
  }
  try {
    return { ok: true, body: JSON.parse(text) as unknown };
  } catch {
    return { ok: false, status: 400, code: 'BODY_NOT_JSON', facts: {} };
  }
}

async function collect(request: IncomingMessage, most: number): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > most) {
    request.resume();
    return null;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
