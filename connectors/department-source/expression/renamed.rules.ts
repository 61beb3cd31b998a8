/**
 * `$renamed(object, table)` of the expressions: the entries that the table names, under our names. What the table does not
 * name stays with the department: a new field of theirs is not handed on before someone has decided that it may be.
 */
export function renamed(theirs: unknown, table: unknown): Record<string, unknown> {
  if (!isObject(theirs) || !isObject(table)) return {};
  const ours = Object.entries(theirs).flatMap(([name, value]): [string, unknown][] => {
    const known = Object.hasOwn(table, name) ? table[name] : undefined;
    return typeof known === 'string' ? [[known, value]] : [];
  });
  return Object.fromEntries(ours);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
