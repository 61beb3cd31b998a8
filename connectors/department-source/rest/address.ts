import type { DefinitionProblem } from '../definition/finding.js';
import { fillPlaceholders } from '../definition/placeholder.rules.js';
import { hostMayBeReached } from '../network/guarded-agent.js';
import type { WireSurroundings } from '../wire.js';
import type { RestDefinition } from './rest-definition.js';

/** Where the system is and what every request to it carries, with all placeholders filled. */
export interface RestAddress {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** The same, with the headers of the operation over those of the source. */
  headersOf(operation: string): Readonly<Record<string, string>>;
  readonly redirectHosts: readonly string[];
}

type Report = (path: string, en: string, zh: string) => void;

export function restAddress(
  definition: RestDefinition,
  surroundings: WireSurroundings,
  problems: DefinitionProblem[],
): RestAddress | null {
  const report: Report = (path, en, zh) => problems.push({ path, problem: { en, zh } });
  const { values, secrets } = surroundings;
  const filled = (path: string, template: string, mayHoldSecret: boolean) => {
    const result = fillPlaceholders(template, { values, secrets: mayHoldSecret ? secrets : null });
    if ('text' in result) return result.text;
    report(path, result.problem.en, result.problem.zh);
    return null;
  };
  const allHeaders = (path: string, written: Readonly<Record<string, string>>) => {
    const headers: Record<string, string> = {};
    for (const [name, template] of Object.entries(written)) {
      const value = filled(`${path}.${name}`, template, true);
      if (value !== null && !/^[\t\x20-\x7e]*$/.test(value)) {
        report(
          `${path}.${name}`,
          'only printable ASCII may stand in a header',
          '请求头只能包含可打印ASCII字符',
        );
      }
      headers[name.toLowerCase()] = value ?? '';
    }
    return headers;
  };
  const before = problems.length;
  const written = filled('url', definition.url, false);
  const url = written === null ? null : baseUrl(written, surroundings, report);
  const headers = allHeaders('headers', definition.headers);
  const own = new Map(
    Object.entries(definition.operations).map(([name, operation]) => [
      name,
      { ...headers, ...allHeaders(`operations.${name}.headers`, operation?.headers ?? {}) },
    ]),
  );
  const redirectHosts = definition.redirectHosts.map(
    (host, index) => filled(`redirectHosts.${index}`, host, false)?.toLowerCase() ?? '',
  );
  if (url === null || problems.length > before) return null;
  return { url, headers, redirectHosts, headersOf: (operation) => own.get(operation) ?? headers };
}

function baseUrl(written: string, { mayReach }: WireSurroundings, report: Report): URL | null {
  if (!URL.canParse(written)) {
    report('url', 'it is no address such as https://host/path', '不是形如https://主机/路径的地址');
    return null;
  }
  const url = new URL(written);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    report('url', 'only https and http are spoken', '仅支持https和http');
  }
  if (url.username !== '' || url.password !== '') {
    report(
      'url',
      'a password has no place in an address; use a header with a secret reference',
      '地址中不能写密码，请在请求头中引用密钥',
    );
  }
  if (url.search !== '' || url.hash !== '') {
    report('url', 'the address ends with the path; use query', '地址止于路径，请使用query');
  }
  if (!hostMayBeReached(url.hostname, mayReach)) {
    report(
      'url',
      'the host lies in a private network that is not allowed here; an administrator allows it by name',
      '该主机位于未允许访问的内部网络，须由管理员明确允许',
    );
  }
  return url;
}
