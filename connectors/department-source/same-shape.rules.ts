/**
 * Two messages of the same form: lists stay lists and objects keep their names, however many are in them. JSONata turns a
 * list of one into the thing itself, which no test with two questions would ever show.
 */
export function sameShape(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) || Array.isArray(right)) {
    return Array.isArray(left) && Array.isArray(right);
  }
  if (!isObject(left) || !isObject(right)) return isObject(left) === isObject(right);
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].every((name) => name in left && name in right && sameShape(left[name], right[name]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
