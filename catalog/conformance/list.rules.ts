import type { Comparison, Variation } from '../standard/standard.js';
import type { Departure } from './conformance.js';
import type { ConformanceRuleName } from './conformance-rules.js';
import type { ItemKind } from './list-item.rules.js';
import { shown } from './normal-text.rules.js';

interface Pairing<Item> {
  readonly pairs: readonly (readonly [found: Item, expected: Item])[];
  readonly added: readonly Item[];
  readonly missing: readonly Item[];
}

/** One departure for each rule that the list breaks, naming all items that break it: a clerk corrects them together. */
export function compareLists<Item>(
  kind: ItemKind<Item>,
  how: { readonly compares: Comparison; readonly lower: Variation },
  found: readonly Item[],
  expected: readonly Item[],
): readonly Departure[] {
  const { pairs, added, missing } = pair(kind, found, expected);
  const departures: Departure[] = [];
  const say = (rule: ConformanceRuleName, wanted: readonly Item[], have: readonly Item[]) =>
    departures.push({ rule, expected: textOf(kind, wanted), found: textOf(kind, have) });

  if (added.length > 0) say(kind.added, [], added);
  const fixed = how.lower === 'FIXED';
  if (fixed && missing.length > 0) say('ITEM_MISSING', missing, []);
  const broken = new Map<ConformanceRuleName, (readonly [Item, Item])[]>();
  for (const [have, wanted] of pairs) {
    const rule = fixed
      ? kind.differs(have, wanted)
        ? ('ITEM_DIFFERENT' as const)
        : null
      : kind.heavier(have, wanted);
    if (rule) broken.set(rule, [...(broken.get(rule) ?? []), [have, wanted]]);
  }
  for (const [rule, items] of broken) {
    say(
      rule,
      items.map(([, wanted]) => wanted),
      items.map(([have]) => have),
    );
  }
  const orderMatters = how.compares === 'LIST' && added.length === 0 && (!fixed || missing.length === 0);
  if (orderMatters && !isSubsequence(found.map(kind.key), expected.map(kind.key))) {
    say('ORDER_DIFFERENT', expected, found);
  }
  return departures;
}

/** Each item with one of the same key; of several the one with the same content first. */
function pair<Item>(kind: ItemKind<Item>, found: readonly Item[], expected: readonly Item[]): Pairing<Item> {
  const waiting = new Map<string, Item[]>();
  for (const item of expected) waiting.set(kind.key(item), [...(waiting.get(kind.key(item)) ?? []), item]);
  const pairs: (readonly [Item, Item])[] = [];
  const take = (matches: (have: Item, wanted: Item) => boolean) => (have: Item) => {
    const candidates = waiting.get(kind.key(have)) ?? [];
    const at = candidates.findIndex((wanted) => matches(have, wanted));
    const [wanted] = at < 0 ? [] : candidates.splice(at, 1);
    if (wanted === undefined) return true;
    pairs.push([have, wanted]);
    return false;
  };
  const changed = found.filter(take((have, wanted) => !kind.differs(have, wanted)));
  const added = changed.filter(take(() => true));
  return { pairs, added, missing: [...waiting.values()].flat() };
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const item of whole) if (item === part[at]) at += 1;
  return at === part.length;
}

function textOf<Item>(kind: ItemKind<Item>, items: readonly Item[]): string | null {
  return items.length === 0 ? null : shown(items.map(kind.text));
}
