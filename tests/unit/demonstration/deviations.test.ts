import { describe, expect, it } from 'vitest';
import { deviations, lawfulDifferences } from '../../../gateway/demonstration/deviations.js';
import { compiled } from './compiled.js';

const all = [...deviations, ...lawfulDifferences];
const found = new Map(compiled.map((one) => [one.matter.key as string, one]));

describe('planted differences', () => {
  it('are each at a matter of its own that exists', () => {
    expect(all.filter(({ matter }) => !found.has(matter))).toEqual([]);
    expect(new Set(all.map(({ matter }) => matter)).size).toBe(all.length);
  });

  it.each(all)('$matter differs in $element and in nothing else', ({ matter, element }) => {
    const one = found.get(matter);
    const { base, elements } = one ?? {};
    const different = [
      'materials',
      'process',
      'legalBases',
      'acceptanceConditions',
      'statutoryTimeLimit',
    ].filter((name) => elements?.[name as 'materials'] !== base?.elements[name as 'materials']);
    const names = [
      ...different,
      ...(one?.matter.name === (base?.subName ?? base?.mainName) ? [] : ['name']),
      ...(one?.matter.type === base?.type ? [] : ['type']),
    ];
    expect(names).toEqual(element === 'committedTimeLimit' ? [] : [element]);
  });

  it('loosen a limit beyond the statutory one', () => {
    const [one] = deviations.filter(({ element }) => element === 'committedTimeLimit');
    const { committedTimeLimit: own, statutoryTimeLimit: law } = found.get(one?.matter ?? '')?.elements ?? {};
    expect(own?.value).toBeGreaterThan(law?.value ?? Infinity);
  });

  it('that are lawful only shrink', () => {
    for (const { matter, element } of lawfulDifferences) {
      const { base, elements } = found.get(matter) ?? {};
      const size = (from: typeof elements) =>
        element === 'materials' ? from?.materials?.length : from?.statutoryTimeLimit?.value;
      expect(size(elements)).toBeLessThan(size(base?.elements) ?? 0);
    }
  });

  it('say why in both languages', () => {
    for (const { why } of all) {
      expect(why.en).not.toBe('');
      expect(why.zh).toMatch(/\p{Script=Han}/u);
    }
  });
});
