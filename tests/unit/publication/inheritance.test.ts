import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OwnElements } from '../../../catalog/matter/element.js';
import { inherit } from '../../../catalog/publication/inheritance.rules.js';

const elements: fc.Arbitrary<OwnElements> = fc.record(
  {
    guidingDepartment: fc.string(),
    onSiteVisits: fc.nat(),
    topics: fc.array(fc.string(), { maxLength: 3 }),
    acceptanceConditions: fc.array(fc.string(), { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

describe('inheritance', () => {
  it('takes the own element whole, else the base one, and says which', () => {
    fc.assert(
      fc.property(elements, elements, (base, own) => {
        const result = inherit(base, own);
        const names = [...new Set([...Object.keys(base), ...Object.keys(own)])] as (keyof OwnElements)[];
        expect(Object.keys(result.elements).sort()).toEqual([...names].sort());
        for (const name of names) {
          expect(result.origins[name]).toBe(name in own ? 'OWN' : 'BASE');
          expect(result.elements[name]).toBe(name in own ? own[name] : base[name]);
        }
      }),
    );
  });

  it('does not mix two lists', () => {
    const { elements } = inherit({ topics: ['甲', '乙'] }, { topics: [] });
    expect(elements.topics).toEqual([]);
  });
});
