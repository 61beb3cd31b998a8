import DataLoader from 'dataloader';
import type {
  BaseCode,
  BaseMatterView,
  LicenceTypeCode,
  LicenceTypeView,
  MatterCode,
  OrganisationView,
  Publication,
  RegionCode,
  RegionView,
} from '../catalog/index.js';
import type { SchemaServices } from './context.js';

/** Lookups of one request, gathered: however many rows a page has, one SQL per kind of thing. */
export interface Loaders {
  readonly region: DataLoader<RegionCode, RegionView | null>;
  readonly organisation: DataLoader<string, OrganisationView | null>;
  readonly baseMatter: DataLoader<BaseCode, BaseMatterView | null>;
  readonly publication: DataLoader<MatterCode, Publication | null>;
  readonly licenceType: DataLoader<LicenceTypeCode, LicenceTypeView | null>;
  readonly nearest: DataLoader<{ baseMatter: BaseCode; region: RegionCode }, Publication | null, string>;
  readonly atHand: AtHand;
}

/** What documents of this request carried: found without asking the database, and without waiting even for a promise. */
export interface AtHand {
  readonly regions: Map<RegionCode, RegionView>;
  readonly organisations: Map<string, OrganisationView>;
  readonly licenceTypes: Map<LicenceTypeCode, LicenceTypeView>;
}

export function openLoaders(services: SchemaServices): Loaders {
  const atHand: AtHand = { regions: new Map(), organisations: new Map(), licenceTypes: new Map() };
  return {
    atHand,
    region: new DataLoader(firstAtHand(atHand.regions, (codes) => services.regions.byCodes(codes))),
    organisation: new DataLoader(
      firstAtHand(atHand.organisations, (keys) => services.organisations.byKeys(keys)),
    ),
    licenceType: new DataLoader(
      firstAtHand(atHand.licenceTypes, (codes) => services.licenceTypes.byCodes(codes)),
    ),
    baseMatter: new DataLoader((codes) => services.matters.baseMatters(codes)),
    publication: new DataLoader((codes) => services.publications.byCodes(codes)),
    nearest: new DataLoader((asks) => services.publications.nearest(asks), {
      cacheKeyFn: ({ baseMatter, region }) => `${baseMatter}@${region}`,
    }),
  };
}

/** Asks only for what is not at hand; same length and order back. */
function firstAtHand<Key, View>(
  held: ReadonlyMap<Key, View>,
  ask: (keys: readonly Key[]) => Promise<readonly (View | null)[]>,
): (keys: readonly Key[]) => Promise<readonly (View | null)[]> {
  return async (keys) => {
    const missing = keys.filter((key) => !held.has(key));
    const asked = missing.length === 0 ? [] : await ask(missing);
    const found = new Map(missing.map((key, at) => [key, asked[at] ?? null]));
    return keys.map((key) => held.get(key) ?? found.get(key) ?? null);
  };
}

/** Notes what a published document carries, for later lookups of the same request. */
export function note({ atHand }: Loaders, { document }: Publication): void {
  for (const type of Object.values(document.licenceTypes)) atHand.licenceTypes.set(type.code, type);
  if (document.region) atHand.regions.set(document.region.code, document.region);
  atHand.organisations.set(document.organisation.key, document.organisation);
}

/** Registered licence types among the codes, each once. */
export function licenceTypesOf(
  { atHand, licenceType }: Loaders,
  codes: readonly LicenceTypeCode[],
): readonly LicenceTypeView[] | Promise<readonly LicenceTypeView[]> {
  const distinct = [...new Set(codes)];
  const held = distinct.flatMap((code) => atHand.licenceTypes.get(code) ?? []);
  if (held.length === distinct.length) return held;
  return Promise.all(distinct.map((code) => licenceType.load(code))).then((types) =>
    types.filter((type) => type !== null),
  );
}
