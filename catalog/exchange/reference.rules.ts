import type { BaseCode, LicenceTypeCode, RegionCode } from '../code/index.js';
import type { OwnElements } from '../matter/element.js';
import { type FindingDraft, found } from './finding.js';
import type { RowDrafts } from './mapping.js';

/** What a row names and does not bring itself. */
export interface References {
  readonly regions: readonly RegionCode[];
  readonly organisations: readonly string[];
  readonly baseMatters: readonly BaseCode[];
  readonly licenceTypes: readonly LicenceTypeCode[];
}

export function referencesOf({ organisation, baseMatter, matter }: RowDrafts): References {
  const elements = [
    ...(baseMatter ? [baseMatter.elements] : []),
    ...(matter ? [matter.elements, ...matter.handlingItems.map((item) => item.elements)] : []),
  ];
  return {
    regions: [organisation?.region, matter?.region].filter((code) => code !== undefined && code !== null),
    organisations: matter && matter.organisation !== organisation?.key ? [matter.organisation] : [],
    baseMatters: matter?.baseCode ? [matter.baseCode] : [],
    licenceTypes: [...new Set(elements.flatMap(licenceTypesIn))],
  };
}

/** Findings about what a row names, once it is known what is stored. */
export function referenceFindings(
  references: References,
  known: { readonly regions: ReadonlyMap<RegionCode, unknown>; readonly stored: ReadonlySet<string> },
): FindingDraft[] {
  const { regions, organisations, baseMatters, licenceTypes } = references;
  const missing = (names: readonly string[]) => [...new Set(names)].filter((name) => !known.stored.has(name));
  return [
    ...[...new Set(regions)]
      .filter((code) => !known.regions.has(code))
      .map((code) => found('REGION_UNKNOWN', 'region', code)),
    ...missing(organisations).map((key) => found('ORGANISATION_UNKNOWN', 'organisation', key)),
    ...missing(baseMatters).map((code) => found('BASE_MATTER_UNKNOWN', 'baseCode', code)),
    ...missing(licenceTypes).map((code) => found('LICENCE_TYPE_UNKNOWN', 'licenceType', code)),
  ];
}

/** A region that the tree does not hold cannot be stored; the finding says so, and the key keeps it. */
export function withKnownRegions(drafts: RowDrafts, regions: ReadonlyMap<RegionCode, unknown>): RowDrafts {
  const knownRegion = (code: RegionCode | null) => (code !== null && regions.has(code) ? code : null);
  const { organisation, matter } = drafts;
  return {
    ...drafts,
    organisation: organisation && { ...organisation, region: knownRegion(organisation.region) },
    matter: matter && { ...matter, region: knownRegion(matter.region) },
  };
}

function licenceTypesIn({ materials = [], results = [], forms = [] }: OwnElements): LicenceTypeCode[] {
  return [
    ...materials.flatMap(({ alternatives }) =>
      alternatives.flat().flatMap((way) => (way.way === 'LICENCE' ? [way.licenceType] : [])),
    ),
    ...results.flatMap(({ licenceType }) => licenceType ?? []),
    ...forms.flatMap(({ fields }) => fields.flatMap(({ filledFrom }) => filledFrom?.licenceType ?? [])),
  ];
}
