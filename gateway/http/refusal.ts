import type { ServerResponse } from 'node:http';
import { isFault, type FaultKind } from '../../catalog/index.js';
import { codeOfKind } from '../faults.js';
import type { Log } from '../log.js';

/** Refusals that happen before GraphQL is asked: about the HTTP request itself. `docs/errors.md` lists them. */
export const httpRefusals = {
  BODY_TOO_LARGE: { en: 'The request is larger than {most} bytes.', zh: '请求超过{most}字节。' },
  BODY_NOT_JSON: { en: 'The request body is not JSON.', zh: '请求体不是JSON。' },
  BODY_NOT_UTF8: { en: 'The request body is not UTF-8.', zh: '请求体不是UTF-8编码。' },
  MEDIA_TYPE_UNSUPPORTED: { en: 'Send {wanted}.', zh: '请使用{wanted}。' },
  METHOD_NOT_ALLOWED: { en: 'Use {allowed} here.', zh: '此处请使用{allowed}。' },
  ROUTE_UNKNOWN: { en: 'There is nothing here; see GET /.', zh: '此地址不存在，请访问 GET /。' },
} as const;
export type HttpRefusal = keyof typeof httpRefusals;

const statusOfKind: Partial<Record<FaultKind, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  excessive: 429,
  late: 504,
  upstream: 502,
};

export function refuse(
  response: ServerResponse,
  status: number,
  reason: HttpRefusal,
  facts: Readonly<Record<string, string | number>>,
  traceId: string,
): void {
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '?'));
  const { en, zh } = httpRefusals[reason];
  send(response, status, `${fill(en)} ${fill(zh)}`, { code: 'BAD_REQUEST', reason, facts, traceId });
}

/** A fault met before GraphQL began (a bad token, say): the same shape as GraphQL errors have. */
export function refuseFault(response: ServerResponse, error: unknown, traceId: string, log: Log): void {
  if (isFault(error)) {
    const { reason, facts, kind, message } = error;
    if (kind === 'unauthenticated') response.setHeader('www-authenticate', 'Bearer realm="tongban"');
    send(response, statusOfKind[kind] ?? 400, message, { code: codeOfKind[kind], reason, facts, traceId });
    return;
  }
  log.error({ traceId, err: error }, 'request failed before GraphQL');
  const extensions = { code: 'INTERNAL_SERVER_ERROR', reason: 'UNEXPECTED', facts: {}, traceId };
  send(
    response,
    500,
    `Something went wrong on our side; quote ${traceId}. 系统内部错误，编号${traceId}。`,
    extensions,
  );
}

function send(response: ServerResponse, status: number, message: string, extensions: object): void {
  if (response.headersSent) return;
  response.statusCode = status;
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(JSON.stringify({ errors: [{ message, extensions }] }));
}
