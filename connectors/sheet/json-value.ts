import type { Token } from './json-tokens.js';

/** Deeper than any matter; beyond it a file is an attack on the stack. */
export const deepest = 64;

type Container = { readonly list: unknown[] } | { readonly object: Record<string, unknown>; key: string };

/** Puts one value together from its tokens. */
export interface ValueBuilder {
  /** True when the value is complete. */
  take(token: Token): boolean;
  readonly depth: number;
  value(): unknown;
  /** Characters taken so far. */
  readonly size: number;
  /** Keys that stood twice in one object, as paths below the value; the first of the two was kept. */
  readonly twice: readonly string[];
}

export function buildValue(): ValueBuilder {
  const open: Container[] = [];
  const twice: string[] = [];
  let result: unknown;
  let size = 0;

  function put(value: unknown): boolean {
    const container = open.at(-1);
    if (!container) {
      result = value;
      return true;
    }
    if ('list' in container) container.list.push(value);
    else if (Object.hasOwn(container.object, container.key)) twice.push(pathOf(open));
    else defineOwn(container.object, container.key, value);
    return false;
  }

  return {
    get depth() {
      return open.length;
    },
    get size() {
      return size;
    },
    twice,
    value: () => result,
    take(token) {
      if ('value' in token && typeof token.value === 'string') size += token.value.length;
      switch (token.name) {
        case 'startObject':
          open.push({ object: {}, key: '' });
          return false;
        case 'startArray':
          open.push({ list: [] });
          return false;
        case 'endObject':
        case 'endArray': {
          const closed = open.pop();
          return put(closed && ('list' in closed ? closed.list : closed.object));
        }
        case 'keyValue': {
          const container = open.at(-1);
          if (container && 'object' in container) container.key = detached(token.value);
          return false;
        }
        case 'numberValue':
          return put(Number(token.value));
        case 'stringValue':
          return put(detached(token.value));
        case 'nullValue':
        case 'trueValue':
        case 'falseValue':
          return put(token.value);
        default:
          return false;
      }
    },
  };
}

/**
 * A string the parser hands out is a view of the piece of text it was cut from: kept for the length of a file (in a
 * finding, in a list of departments), it would keep the whole piece alive, and with it in the end the whole file.
 */
function detached(text: string): string {
  return text.length < shortest ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}

/** V8 copies shorter ones anyway. */
const shortest = 13;

/** A key may be called __proto__; assignment would then set the prototype instead of a field. */
function defineOwn(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

function pathOf(open: readonly Container[]): string {
  return open
    .map((container, at) =>
      'list' in container ? `[${container.list.length}]` : `${at === 0 ? '' : '.'}${container.key}`,
    )
    .join('');
}
