import { ExpressionFailure, type Variables } from '../expression/expression.js';
import type { RestOperation } from './rest-definition.js';

export interface RestRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** For another origin: without anything the definition added. */
  readonly plainHeaders: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly content: unknown;
}

interface RequestParts {
  readonly base: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly variables: Variables;
}

export async function writeRequest(
  operation: RestOperation,
  { base, headers, variables }: RequestParts,
): Promise<RestRequest> {
  const [path, query, body] = await Promise.all([
    operation.path.fill(variables),
    operation.query?.evaluate(undefined, variables),
    operation.body?.evaluate(undefined, variables),
  ]);
  const url = new URL(base);
  url.pathname = `${base.pathname.replace(/\/$/, '')}${path}`;
  url.search = query === undefined ? '' : form(query, 'QUERY1').toString();
  const written = operation.body === undefined ? null : bodyText(body, operation.encoding);
  const plainHeaders = {
    accept: 'application/json',
    'accept-encoding': 'gzip, deflate, br',
    ...(written === null ? {} : { 'content-type': contentTypes[operation.encoding] }),
  };
  return {
    method: operation.method,
    url,
    headers: { ...plainHeaders, ...headers },
    plainHeaders,
    body: written,
    content: { query, body },
  };
}

const contentTypes = {
  json: 'application/json; charset=utf-8',
  form: 'application/x-www-form-urlencoded; charset=utf-8',
};

function bodyText(value: unknown, encoding: RestOperation['encoding']): string {
  if (encoding === 'form') return form(value, 'BODY1').toString();
  if (typeof value !== 'object' || value === null) throw new ExpressionFailure('BODY1', null);
  return JSON.stringify(value);
}

/** Names with a text, a number, a yes or no, or a list of these. */
function form(value: unknown, code: string): URLSearchParams {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ExpressionFailure(code, null);
  const parameters = new URLSearchParams();
  for (const [name, given] of Object.entries(value)) {
    for (const one of Array.isArray(given) ? (given as unknown[]) : [given as unknown]) {
      if (typeof one !== 'string' && typeof one !== 'number' && typeof one !== 'boolean') {
        throw new ExpressionFailure(code, null);
      }
      parameters.append(name, String(one));
    }
  }
  return parameters;
}
