/** As many hops as a moved service needs; more is a circle. */
export const MOST_REDIRECTS = 3;

export const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Where a redirect may lead: the same origin, or a host the definition names. Never from https to http, and a POST only
 * where it stays a POST (307, 308): a question about a person must not turn into an address line.
 */
export function redirectTarget(
  from: URL,
  answer: { readonly status: number; readonly location: string | null },
  rules: { readonly method: 'GET' | 'POST'; readonly hosts: readonly string[] },
): URL | null {
  const { status, location } = answer;
  if (rules.method === 'POST' && status !== 307 && status !== 308) return null;
  if (location === null || !URL.canParse(location, from.href)) return null;
  const target = new URL(location, from);
  if (target.protocol !== 'https:' && target.protocol !== from.protocol) return null;
  if (target.username !== '' || target.password !== '') return null;
  target.hash = '';
  const known =
    target.origin === from.origin ||
    rules.hosts.includes(target.host) ||
    rules.hosts.includes(target.hostname);
  return known ? target : null;
}
