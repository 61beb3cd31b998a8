import { describe, expect, it } from 'vitest';
import type { LicenceTypeCode } from '../../../catalog/code/index.js';
import type { Material, OwnElements } from '../../../catalog/matter/element.js';
import type { MatterKey } from '../../../catalog/matter/matter.js';
import type { OrganisationView } from '../../../catalog/organisation/organisation.js';
import {
  compileDocument,
  licenceTypesNamedBy,
  linksOf,
  type MatterParts,
  searchedTexts,
} from '../../../catalog/publication/document.rules.js';

const type = (number: number) => `11100000000013127D${String(number).padStart(3, '0')}` as LicenceTypeCode;

function material(
  code: string,
  alternatives: Material['alternatives'],
  cancelled: Material['cancelled'] = null,
): Material {
  return { code, name: `材料${code}`, alternatives, cancelled } as Material;
}

function parts(
  own: OwnElements,
  base: OwnElements | null = null,
  item: OwnElements | null = null,
): MatterParts {
  return {
    record: {
      key: '~test~1' as MatterKey,
      code: null,
      localCode: '本地-1',
      baseCode: null,
      level: 'COUNTY',
      type: null,
      name: '养犬登记',
      elements: own,
      handlingItems: item ? [{ item: '01', name: '首次登记', elements: item }] : [],
      source: 'test',
    },
    baseMatter: base && {
      code: '000102031000' as never,
      mainName: '犬类管理',
      subName: '养犬登记',
      version: 3,
      type: '07',
      elements: base,
    },
    organisation: { key: '~x~y', name: '公安局（虚构）' } as OrganisationView,
    region: null,
  };
}

describe('a document', () => {
  it('names the licence types of materials, results and forms, also of handling items, but not of replaced elements', () => {
    const licence = (number: number) => [
      [{ way: 'LICENCE' as const, licenceType: type(number), fields: [] }],
    ];
    const own: OwnElements = {
      materials: [material('1', licence(5)), material('2', licence(5))],
      forms: [
        {
          code: 'F',
          name: '表',
          fields: [
            {
              name: 'a',
              label: 'a',
              kind: 'TEXT',
              required: true,
              choices: [],
              filledFrom: { licenceType: type(3), field: 'x' },
            },
            { name: 'b', label: 'b', kind: 'TEXT', required: true, choices: [], filledFrom: null },
          ],
        },
      ],
    };
    const base: OwnElements = {
      materials: [material('1', licence(9))],
      results: [{ name: '证', type: null, licenceType: type(2), sample: null }],
    };
    const compiled = parts(own, base, { materials: [material('7', licence(1))] });
    expect(licenceTypesNamedBy(compiled)).toEqual([1, 2, 3, 5].map(type));
    const known = { code: type(2), name: '证', authorityCode: '', authorityName: null, fields: [] };
    const document = compileDocument(compiled, new Map([[type(2), known]]), 4);
    expect(document.licenceTypes).toEqual({ [type(2)]: known });
    expect(document).toMatchObject({
      version: 4,
      type: '07',
      baseMatter: { version: 3, mainName: '犬类管理' },
    });
  });

  it('has no handling item code without a matter code, and no base matter where none is known', () => {
    const document = compileDocument(parts({}, null, {}), new Map(), 1);
    expect(document.handlingItems).toEqual([{ item: '01', code: null, name: '首次登记', elements: {} }]);
    expect(document.baseMatter).toBeNull();
    expect(document.type).toBeNull();
  });

  it('links each material to each source once, and a cancelled one to none', () => {
    const ways: Material['alternatives'] = [
      [
        { way: 'LICENCE', licenceType: type(1), fields: ['a'] },
        { way: 'DATA', check: 'tax' },
      ],
      [{ way: 'LICENCE', licenceType: type(1), fields: ['b'] }, { way: 'COMMITMENT' }],
      [{ way: 'COVERED', by: '2' }],
      [{ way: 'INQUIRY', organisation: '11100000000013127D' as never }],
    ];
    const materials = [material('1', ways), material('3', ways, 'NO_LEGAL_BASIS')];
    expect(linksOf(compileDocument(parts({ materials }), new Map(), 1))).toEqual([
      { material: '1', way: 'LICENCE', target: type(1) },
      { material: '1', way: 'DATA', target: 'tax' },
      { material: '1', way: 'INQUIRY', target: '11100000000013127D' },
    ]);
  });

  it('is searched by its names and its local code', () => {
    const document = compileDocument(
      parts({ materials: [material('1', [])] }, {}, { materials: [material('8', [])] }),
      new Map(),
      1,
    );
    expect(searchedTexts(document)).toEqual([
      '养犬登记',
      '犬类管理',
      '公安局（虚构）',
      '本地-1',
      '首次登记',
      '材料1',
      '材料8',
    ]);
  });
});
