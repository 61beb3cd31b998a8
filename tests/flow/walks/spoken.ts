/** A statement in two words for a reader of traces: what is done, and to which table. */
export function spoken(sql: string): string {
  const text = sql.replace(/\s+/g, ' ').trim().toLowerCase();
  const written = /^(?:with .*? )?(insert into|update|delete from) (\w+)/.exec(text);
  if (written) return `${(written[1] ?? '').split(' ')[0] ?? ''} ${written[2] ?? ''}`;
  const counting = /^select [^()]*\bcount\(\*\)/.test(text) ? 'count' : 'select';
  return `${counting} ${[...new Set([...text.matchAll(/\b(?:from|join) (?!unnest|lateral)(\w+)/g)].map(([, table]) => table))].join(', ')}`.trim();
}
