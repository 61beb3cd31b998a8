import type { IncomingMessage } from 'node:http';

export type ReadBody =
  | { readonly ok: true; readonly body: unknown }
  | {
      readonly ok: false;
      readonly status: number;
      readonly code: 'BODY_TOO_LARGE' | 'BODY_NOT_JSON' | 'BODY_NOT_UTF8' | 'MEDIA_TYPE_UNSUPPORTED';
      readonly facts: Readonly<Record<string, string | number>>;
    };

/** The caller went away while sending: nobody is left to be answered. */
export class CallerGone extends Error {}

/** Reads a JSON body with a size limit that holds before anything is parsed. A GET has none. */
export async function readBody(request: IncomingMessage, most: number): Promise<ReadBody> {
  if (request.method === 'GET' || request.method === 'HEAD') return { ok: true, body: undefined };
  const wanted = unsupported(request);
  if (wanted) return { ok: false, status: 415, code: 'MEDIA_TYPE_UNSUPPORTED', facts: { wanted } };
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

/** What should have been sent instead, or null when the headers are good. */
function unsupported({ headers }: IncomingMessage): string | null {
  const [media, ...parameters] = (headers['content-type'] ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  if (media !== 'application/json') return 'application/json';
  const charset = parameters
    .find((part) => part.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') return 'charset=utf-8';
  // A packed body could be small on the wire and huge in memory.
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') return 'content-encoding: identity';
  return null;
}

/** Null when there is more than `most`. What still comes then is thrown away, so that the caller gets to read why. */
function collect(request: IncomingMessage, most: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const tooLarge = () => {
      chunks.length = 0;
      request.removeAllListeners('data').resume();
      resolve(null);
    };
    request.once('error', () => reject(new CallerGone()));
    request.once('close', () => reject(new CallerGone()));
    request.once('end', () => resolve(Buffer.concat(chunks)));
    if (Number(request.headers['content-length'] ?? 0) > most) return tooLarge();
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > most) tooLarge();
      else chunks.push(chunk);
    });
  });
}
