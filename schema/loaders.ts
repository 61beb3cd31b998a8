import DataLoader from 'dataloader';
import type {
  BaseCode,
  BaseMatterView,
  LicenceTypeCode,
  LicenceTypeView,
  MatterCode,
  OrganisationView,
  Page,
  PageRequest,
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
  /** Pages that stand in each item of a list: one SQL for the whole list. */
  readonly children: PageLoader<RegionCode, RegionView>;
  readonly childCount: DataLoader<RegionCode, number>;
  readonly implementations: PageLoader<BaseCode, Publication>;
  readonly implementationCount: DataLoader<BaseCode, number>;
  readonly atHand: AtHand;
}

export interface PageAsk<Key> {
  readonly of: Key;
  readonly page: PageRequest;
}
export type PageLoader<Key, View> = DataLoader<PageAsk<Key>, Page<View>, string>;

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
    children: pageLoader((parents, page) => services.regions.children(parents, page)),
    childCount: new DataLoader((parents) => services.regions.childCounts(parents)),
    implementations: pageLoader((codes, page) => services.publications.implementations(codes, page)),
    implementationCount: new DataLoader((codes) => services.publications.implementationCounts(codes)),
  };
}

/** The items of a list nearly always want the same page; each other page is one question more. */
function pageLoader<Key extends string, View>(
  ask: (keys: readonly Key[], page: PageRequest) => Promise<readonly Page<View>[]>,
): PageLoader<Key, View> {
  const pageKey = ({ first, after }: PageRequest) => `${first} ${after ?? ''}`;
  return new DataLoader<PageAsk<Key>, Page<View>, string>(
    async (asks) => {
      const pages = new Map(asks.map(({ page }) => [pageKey(page), page]));
      const answers = new Map<string, Page<View> | Error>();
      for (const [key, page] of pages) {
        const keys = asks.filter((one) => pageKey(one.page) === key).map((one) => one.of);
        const found = await ask(keys, page).catch((error: unknown) => error as Error);
        for (const [at, of] of keys.entries()) {
          const answer = found instanceof Error ? found : found[at];
          if (answer) answers.set(`${of} ${key}`, answer);
        }
      }
      return asks.map(({ of, page }) => answers.get(`${of} ${pageKey(page)}`) ?? new Error('no page'));
    },
    { cacheKeyFn: ({ of, page }) => `${of} ${pageKey(page)}` },
  );
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
