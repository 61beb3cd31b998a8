import { sm3 } from './sm2.js';

/** Enough for any list that was really extended; a bound for one that was made to keep us busy. */
const attempts = 20_000;
const attemptedBytes = 8 * 1024 * 1024;
const idsBelow = 500;

export interface Restored {
  /** How many entries the list had when it was signed. */
  readonly kept: number;
}

/**
 * Whether the list of signatures, with later entries taken out again, is byte for byte what was signed. Adding a
 * signature appends an entry and raises MaxSignId, in place or by a second element, with or without white space.
 */
export function restoreList(list: Uint8Array, position: number, digest: Uint8Array): Restored | null {
  const text = Buffer.from(list).toString('latin1');
  const entries = [
    ...text.matchAll(/<((?:[\w.-]+:)?)Signature(?=[\s/>])[^>]*?(?:\/>|>\s*<\/\1Signature\s*>)/g),
  ];
  let left = Math.min(attempts, attemptedBytes / list.length);
  for (let kept = position + 1; kept < entries.length; kept += 1) {
    const removed = entries
      .slice(kept)
      .map((match) => ({ start: match.index, end: match.index + match[0].length }));
    for (const candidate of candidates(text, removed)) {
      left -= 1;
      if (left < 0) return null;
      if (sm3(Buffer.from(candidate, 'latin1')).equals(digest)) return { kept };
    }
  }
  return null;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function* candidates(text: string, removed: readonly Span[]): Generator<string> {
  for (const space of ['none', 'before', 'after'] as const) {
    const shorter = without(text, removed, space);
    yield* maxIdVariants(shorter, space);
  }
}

function* maxIdVariants(text: string, space: 'none' | 'before' | 'after'): Generator<string> {
  yield text;
  const ids = [...text.matchAll(/<((?:[\w.-]+:)?)MaxSignId\s*>([^<]*)<\/\1MaxSignId\s*>/g)];
  for (let dropped = 1; dropped < ids.length; dropped += 1) {
    const spans = ids
      .slice(ids.length - dropped)
      .map((match) => ({ start: match.index, end: match.index + match[0].length }));
    yield without(text, spans, space);
  }
  const [only, ...others] = ids;
  if (only === undefined || others.length > 0) return;
  const at = only.index + only[0].indexOf('>') + 1;
  const value = only[2] ?? '';
  for (const lower of lowerIds(value)) yield text.slice(0, at) + lower + text.slice(at + value.length);
}

/** s008 → s007, s006 …; 12 → 11, 10, 9 … */
function* lowerIds(value: string): Generator<string> {
  const match = /^(\s*\D*?)(\d{1,9})(\s*)$/.exec(value);
  if (match === null) return;
  const [, prefix = '', digits = '', suffix = ''] = match;
  const highest = Number(digits);
  for (let id = highest - 1; id >= Math.max(0, highest - idsBelow); id -= 1) {
    const number = digits.startsWith('0') ? String(id).padStart(digits.length, '0') : String(id);
    yield prefix + number + suffix;
  }
}

function without(text: string, spans: readonly Span[], space: 'none' | 'before' | 'after'): string {
  let kept = '';
  let from = 0;
  for (const { start, end } of spans) {
    const before = text.slice(from, start);
    kept += space === 'before' ? before.trimEnd() : before;
    from = end;
    if (space === 'after') from += text.slice(end).length - text.slice(end).trimStart().length;
  }
  return kept + text.slice(from);
}
