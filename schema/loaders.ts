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
}

export function openLoaders(services: SchemaServices): Loaders {
  return {
    region: new DataLoader((codes) => services.regions.byCodes(codes)),
    organisation: new DataLoader((keys) => services.organisations.byKeys(keys)),
    baseMatter: new DataLoader((codes) => services.matters.baseMatters(codes)),
    publication: new DataLoader((codes) => services.publications.byCodes(codes)),
    licenceType: new DataLoader((codes) => services.licenceTypes.byCodes(codes)),
    nearest: new DataLoader((asks) => services.publications.nearest(asks), {
      cacheKeyFn: ({ baseMatter, region }) => `${baseMatter}@${region}`,
    }),
  };
}

/** A published document carries what its fields point at: later lookups of the same request find it without asking. */
export function prime(loaders: Loaders, { document }: Publication): void {
  for (const type of Object.values(document.licenceTypes)) loaders.licenceType.prime(type.code, type);
  if (document.region) loaders.region.prime(document.region.code, document.region);
  loaders.organisation.prime(document.organisation.key, document.organisation);
}
