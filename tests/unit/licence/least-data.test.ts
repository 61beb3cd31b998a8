import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Permission } from '../../../catalog/access/access.js';
import { disclosedFields } from '../../../catalog/licence/least-data.rules.js';
import type { Form, Material, OwnElements } from '../../../catalog/index.js';
import { businessLicence, identityCard, materialOf, publicationOf } from '../../support/sample-case.js';

const every: Permission = {
  allowed: true,
  fields: ['name', 'address', 'holderName', 'phone'],
  grants: ['g'],
};

function needing(fields: readonly string[], change: Partial<Material> = {}): Material {
  return materialOf('A', {
    alternatives: [[{ way: 'LICENCE', licenceType: businessLicence, fields }]],
    ...change,
  });
}

function names(elements: OwnElements, permission: Permission = every, items: readonly OwnElements[] = []) {
  const handlingItems = items.map((own, index) => ({
    item: `0${index + 1}`,
    code: null,
    name: 'x',
    elements: own,
  }));
  const { document } = publicationOf(elements, { handlingItems });
  return disclosedFields(document, businessLicence, permission).map(({ name }) => name);
}

const form = (licenceType: typeof businessLicence, field: string): Form => ({
  code: 'F',
  name: '表单',
  fields: [
    { name: 'a', label: 'a', kind: 'TEXT', required: true, choices: [], filledFrom: { licenceType, field } },
  ],
});

describe('least data', () => {
  it.each<[string, OwnElements, readonly string[]]>([
    ['nothing, where nothing is named', {}, []],
    ['nothing, where the licence alone is enough', { materials: [needing([])] }, []],
    ['what a material names', { materials: [needing(['name'])] }, ['name']],
    [
      'what any alternative of any material names',
      { materials: [needing(['name']), needing(['address'])] },
      ['name', 'address'],
    ],
    ['never what may not be shared', { materials: [needing(['name', 'phone'])] }, ['name']],
    ['never what the type does not have', { materials: [needing(['name', 'salary'])] }, ['name']],
    ['what fills a form', { forms: [form(businessLicence, 'address')] }, ['address']],
    ['not what fills it from another licence', { forms: [form(identityCard, 'address')] }, []],
    [
      'nothing for a material that is not asked for',
      { materials: [needing(['name'], { cancelled: 'NO_LEGAL_BASIS' })] },
      [],
    ],
    [
      'what the office looks up itself',
      { materials: [needing(['name'], { cancelled: 'PROVED_BY_LICENCE' })] },
      ['name'],
    ],
    ['the name of the holder like any field', { materials: [needing(['holderName'])] }, ['holderName']],
  ])('%s', (_, elements, expected) => {
    expect(names(elements)).toEqual(expected);
  });

  it('counts what handling items need', () => {
    expect(names({}, every, [{ materials: [needing(['address'])] }])).toEqual(['address']);
  });

  it('is nothing for a type that is not registered', () => {
    const condition = { way: 'LICENCE' as const, licenceType: identityCard, fields: ['name'] };
    const { document } = publicationOf({ materials: [materialOf('A', { alternatives: [[condition]] })] });
    expect(disclosedFields(document, identityCard, every)).toEqual([]);
  });

  it('never goes beyond the matter, the grant or the type, and a wider grant never takes a field away', () => {
    const subset = fc.subarray(['name', 'address', 'holderName', 'phone', 'salary']);
    fc.assert(
      fc.property(subset, subset, subset, (needed, granted, more) => {
        const shown = (fields: readonly string[]) =>
          names({ materials: [needing(needed)] }, { allowed: true, fields, grants: [] });
        const before = shown(granted);
        for (const name of before)
          expect([needed, granted]).toEqual([expect.arrayContaining([name]), expect.arrayContaining([name])]);
        expect(before).not.toContain('phone');
        expect(shown([...granted, ...more])).toEqual(expect.arrayContaining(before));
        expect(
          names(
            { materials: [needing(needed)] },
            { allowed: false, reason: { code: 'x', en: 'x', zh: 'x' } },
          ),
        ).toEqual([]);
      }),
    );
  });
});
