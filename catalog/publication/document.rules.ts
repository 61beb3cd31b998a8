import { buildHandlingItemCode, type LicenceTypeCode } from '../code/index.js';
import type { Material, OwnElements, Satisfaction } from '../matter/element.js';
import type { MatterRecord } from '../matter/matter.js';
import type { OrganisationView } from '../organisation/organisation.js';
import type { RegionView } from '../region/region.js';
import { inherit } from './inheritance.rules.js';
import type { LicenceTypeView, MatterDocument } from './publication.js';

/** Everything that a document is made of, as it stands now. */
export interface MatterParts {
  readonly record: Omit<MatterRecord, 'organisation' | 'region' | 'status' | 'version'>;
  readonly baseMatter: (MatterDocument['baseMatter'] & { type: string; elements: OwnElements }) | null;
  readonly organisation: OrganisationView;
  readonly region: RegionView | null;
}

export function compileDocument(
  parts: MatterParts,
  licenceTypes: ReadonlyMap<LicenceTypeCode, LicenceTypeView>,
  version: number,
): MatterDocument {
  const { record, baseMatter, organisation, region } = parts;
  const { elements, origins } = inherit(baseMatter?.elements ?? {}, record.elements);
  const named = licenceTypesNamedBy(parts).flatMap((code) => licenceTypes.get(code) ?? []);
  return {
    key: record.key,
    code: record.code,
    localCode: record.localCode,
    name: record.name,
    type: record.type ?? baseMatter?.type ?? null,
    level: record.level,
    version,
    baseMatter: baseMatter && {
      code: baseMatter.code,
      mainName: baseMatter.mainName,
      subName: baseMatter.subName,
      version: baseMatter.version,
    },
    organisation,
    region,
    elements,
    origins,
    handlingItems: record.handlingItems.map(({ item, name, elements }) => ({
      item,
      code: record.code && buildHandlingItemCode(record.code, item),
      name,
      elements,
    })),
    licenceTypes: Object.fromEntries(named.map((type) => [type.code, type])),
    source: record.source,
  };
}

/** In order and each once; registered or not, because an unknown type may be registered later. */
export function licenceTypesNamedBy({ record, baseMatter }: MatterParts): readonly LicenceTypeCode[] {
  const all = [inherit(baseMatter?.elements ?? {}, record.elements).elements].concat(
    record.handlingItems.map(({ elements }) => elements),
  );
  return [...new Set(all.flatMap(namedIn))].sort();
}

function namedIn({ materials = [], results = [], forms = [] }: OwnElements): readonly LicenceTypeCode[] {
  return [
    ...satisfactionsOf(materials).flatMap((way) => (way.way === 'LICENCE' ? way.licenceType : [])),
    ...results.flatMap(({ licenceType }) => licenceType ?? []),
    ...forms.flatMap(({ fields }) => fields.flatMap(({ filledFrom }) => filledFrom?.licenceType ?? [])),
  ];
}

/** A material that could stay at home, and whom to ask instead. */
export interface MaterialLink {
  readonly material: string;
  readonly way: 'LICENCE' | 'DATA' | 'INQUIRY';
  readonly target: string;
}

/** Which outside sources the materials of a document lean on. A cancelled material is asked for no more, nor is its source. */
export function linksOf({ elements, handlingItems }: MatterDocument): readonly MaterialLink[] {
  const links = [elements, ...handlingItems.map((item) => item.elements)]
    .flatMap(({ materials = [] }) => materials)
    .filter(({ cancelled }) => cancelled === null)
    .flatMap((material) =>
      satisfactionsOf([material]).flatMap((way): MaterialLink[] => {
        if (way.way === 'LICENCE')
          return [{ material: material.code, way: 'LICENCE', target: way.licenceType }];
        if (way.way === 'DATA') return [{ material: material.code, way: 'DATA', target: way.check }];
        if (way.way === 'INQUIRY')
          return [{ material: material.code, way: 'INQUIRY', target: way.organisation }];
        return [];
      }),
    );
  return [
    ...new Map(links.map((link) => [JSON.stringify([link.material, link.way, link.target]), link])).values(),
  ];
}

/** What people search by: names as they are said at the window, and the code a department knows its matter by. */
export function searchedTexts(document: MatterDocument): readonly string[] {
  const { name, baseMatter, organisation, localCode, elements, handlingItems } = document;
  const materials = [elements, ...handlingItems.map((item) => item.elements)].flatMap(
    (each) => each.materials ?? [],
  );
  const texts = [
    name,
    baseMatter?.mainName,
    baseMatter?.subName,
    organisation.name,
    localCode,
    ...handlingItems.map((item) => item.name),
    ...materials.map((material) => material.name),
  ];
  return [...new Set(texts.filter((text) => text !== null && text !== undefined))];
}

function satisfactionsOf(materials: readonly Material[]): readonly Satisfaction[] {
  return materials.flatMap(({ alternatives }) => alternatives.flat());
}
