import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differing } from '../../../catalog/matter/content.rules.js';

const drafts = fc.array(fc.record({ key: fc.constantFrom(...'abcde'), value: fc.nat({ max: 3 }) }), {
  maxLength: 12,
});

describe('what is to be written of a list', () => {
  const wanted = (given: readonly { key: string; value: number }[], stored: ReadonlyMap<string, string>) =>
    differing(
      given,
      ({ key }) => key,
      ({ value }) => String(value),
      stored,
    );
  const after = (given: readonly { key: string; value: number }[]) =>
    new Map(given.map(({ key, value }) => [key, String(value)]));

  it('is the last of each key, where the store says otherwise, in key order', () => {
    fc.assert(
      fc.property(drafts, drafts, (given, before) => {
        const stored = after(before);
        const last = after(given);
        const expected = [...last].filter(([key, value]) => stored.get(key) !== value).sort();
        expect(wanted(given, stored).map(({ key, digest }) => [key, digest])).toEqual(expected);
      }),
    );
  });

  it('is nothing when the same list was stored before', () => {
    fc.assert(fc.property(drafts, (given) => void expect(wanted(given, after(given))).toEqual([])));
  });
});
