import {
  type BaseCode,
  buildMatterCode,
  type CreditCode,
  creditCodeCheckDigit,
  type Level,
  type LicenceTypeCode,
  levels,
  nationCode,
  parseBaseCode,
  parseLicenceTypeCode,
  parseRegionCode,
  type RegionCode,
} from '../../catalog/code/index.js';
import { openAccessService } from '../../catalog/access/access.service.js';
import { openAuditService } from '../../catalog/audit/audit.service.js';
import { openChangeService } from '../../catalog/change/change.service.js';
import { openGuideService } from '../../catalog/guide/guide.service.js';
import type { Material } from '../../catalog/matter/element.js';
import type { BaseMatterDraft, MatterDraft } from '../../catalog/matter/matter.js';
import { matterKeyOf } from '../../catalog/matter/matter.js';
import { openMatterService } from '../../catalog/matter/matter.service.js';
import { openOrganisationService } from '../../catalog/organisation/organisation.service.js';
import { organisationKeyOf, type OrganisationView } from '../../catalog/organisation/organisation.js';
import type { LicenceTypeView } from '../../catalog/publication/publication.js';
import {
  openLicenceTypeService,
  openPublicationService,
} from '../../catalog/publication/publication.service.js';
import type { RegionRow } from '../../catalog/region/region.js';
import { openRegionService } from '../../catalog/region/region.service.js';
import type { Database } from '../../catalog/storage/index.js';

/** From the nation to a village of 茂名市茂南区, and the neighbours that must not answer for it. */
export const places = {
  nation: nationCode,
  province: parseRegionCode('440000000000'),
  city: parseRegionCode('440900000000'),
  county: parseRegionCode('440902000000'),
  town: parseRegionCode('440902001000'),
  village: parseRegionCode('440902001001'),
  otherVillage: parseRegionCode('440902001002'),
  otherTown: parseRegionCode('440902002000'),
  otherCounty: parseRegionCode('440904000000'),
  otherProvince: parseRegionCode('450000000000'),
} as const;

const regionRows: readonly RegionRow[] = [
  [places.nation, '全国', null],
  [places.province, '广东省', places.nation],
  [places.otherProvince, '广西壮族自治区', places.nation],
  [places.city, '茂名市', places.province],
  [places.county, '茂南区', places.city],
  [places.otherCounty, '电白区', places.city],
  [places.town, '红旗街道', places.county],
  [places.otherTown, '河西街道', places.county],
  [places.village, '样板社区', places.town],
  [places.otherVillage, '样板二社区', places.town],
].map(([code, name, parent]) => ({ code, name, parent, local: false }) as RegionRow);

/** An invented body of a region, with a valid check character. */
export function bodyOf(region: RegionCode, serial = 1): OrganisationView {
  const first17 = `11${region.slice(0, 6)}${region.slice(6, 12)}${String(serial).padStart(3, '0')}`;
  const creditCode = (first17 + creditCodeCheckDigit(first17)) as CreditCode;
  return {
    key: organisationKeyOf(creditCode, '', ''),
    creditCode,
    localCode: null,
    name: `${regionRows.find(({ code }) => code === region)?.name ?? ''}样板局${serial > 1 ? serial : ''}（虚构）`,
    kind: 1,
    region,
    level: levelOf(region),
  };
}

export function levelOf(region: RegionCode): Level {
  const depth = regionRows.findIndex(({ code }) => code === region);
  const lineage: RegionRow[] = [];
  for (let at = regionRows[depth]; at; at = regionRows.find(({ code }) => code === at?.parent))
    lineage.push(at);
  return levels[lineage.length - 1] ?? 'NATION';
}

export const bases = {
  restaurant: parseBaseCode('000131024000'),
  hygiene: parseBaseCode('000123013001'),
} as const satisfies Record<string, BaseCode>;

export const identityCard: LicenceTypeView = {
  code: parseLicenceTypeCode('11100000000013127D001'),
  name: '居民身份证',
  authorityCode: '11100000000013127D',
  authorityName: '公安部',
  fields: [{ name: 'name', label: '姓名', classification: 'PERSONAL', shareable: true }],
};

export function material(code: string, changes: Partial<Material> = {}): Material {
  return {
    code,
    name: `材料${code}`,
    type: null,
    form: 'BOTH',
    necessity: 'REQUIRED',
    whenNotNeeded: null,
    source: 'APPLICANT',
    issuer: null,
    originals: 1,
    copies: 0,
    notes: null,
    acceptance: null,
    legalBasis: [],
    cancelled: null,
    alternatives: [],
    ...changes,
  };
}

export const byLicence = (licenceType: LicenceTypeCode): Material['alternatives'] => [
  [{ way: 'LICENCE', licenceType, fields: ['name'] }],
];

export function baseMatter(code: BaseCode, changes: Partial<BaseMatterDraft> = {}): BaseMatterDraft {
  return {
    code,
    type: '01',
    mainName: '食品经营许可',
    subName: null,
    elements: {
      legalBases: [
        { title: '食品安全法', clause: '第三十五条', text: null, documentNumber: null, issuer: null },
      ],
      statutoryTimeLimit: { value: 20, unit: 'WORKING_DAY', note: null },
      materials: [material('1', { alternatives: byLicence(identityCard.code) })],
    },
    ...changes,
  };
}

/** The matter of a region's body for a base matter. */
export function matter(region: RegionCode, base: BaseCode, changes: Partial<MatterDraft> = {}): MatterDraft {
  const organisation = bodyOf(region);
  const code = buildMatterCode(organisation.creditCode as CreditCode, levelOf(region), base);
  return {
    key: matterKeyOf(code, '', ''),
    code,
    localCode: null,
    baseCode: base,
    organisation: organisation.key,
    region,
    level: levelOf(region),
    type: '01',
    name: '食品经营许可（新办）',
    elements: { committedTimeLimit: { value: 10, unit: 'WORKING_DAY', note: null } },
    handlingItems: [],
    source: 'test',
    ...changes,
  };
}

/** A matter that no national code is known of. */
export function localMatter(
  region: RegionCode,
  name: string,
  changes: Partial<MatterDraft> = {},
): MatterDraft {
  const key = matterKeyOf(null, region, name);
  return { ...matter(region, bases.restaurant), key, code: null, baseCode: null, name, ...changes };
}

/** Regions, organisations and the services on one database. `now` stands still until a test moves it. */
export async function openGround(database: Database) {
  const time = { now: new Date('2026-11-01T08:00:00.000Z') };
  const clock = () => time.now;
  const services = openServices(database, clock);
  await services.regions.load(
    (async function* () {
      yield await Promise.resolve(regionRows);
    })(),
    'test',
    () => undefined,
  );
  const bodies = Object.values(places).flatMap((region) => [bodyOf(region), bodyOf(region, 2)]);
  await database.transaction(async (tx) => {
    const { changes } = await services.organisations.store(tx, bodies, 'test');
    await services.changes.append(tx, changes);
  });

  /** One import as the importer does it: store, and publish what was given. */
  async function publish(...drafts: MatterDraft[]) {
    return database.transaction(async (tx) => {
      await services.matters.storeMatters(tx, drafts, time.now);
      const keys = drafts.map(({ key }) => key);
      return services.publications.publish(tx, keys, 'tester', time.now);
    });
  }

  /** A base matter changes, and with it every document that repeats it. */
  async function storeBases(...drafts: BaseMatterDraft[]) {
    return database.transaction(async (tx) => {
      const { changes } = await services.matters.storeBaseMatters(tx, drafts, 'test', time.now);
      const baseCodes = changes.map(({ key }) => key as BaseCode);
      const keys = await services.publications.dependants(tx, { baseCodes });
      return services.publications.publish(tx, keys, 'tester', time.now, changes);
    });
  }

  return {
    ...services,
    time,
    publish,
    storeBases,
    tick(milliseconds = 1_000) {
      time.now = new Date(time.now.getTime() + milliseconds);
      return time.now;
    },
  };
}

export function openServices(database: Database, clock: () => Date) {
  const changes = openChangeService({ database, clock });
  const regions = openRegionService({ database, changes });
  const matters = openMatterService({ database });
  const licenceTypes = openLicenceTypeService({ database });
  const audit = openAuditService({ database, auditKey: Buffer.alloc(32, 1) });
  const access = openAccessService({ database, audit, regions, licenceTypes, clock });
  const publications = openPublicationService({ database, changes, matters, access });
  return {
    changes,
    regions,
    organisations: openOrganisationService({ database, regions, clock }),
    matters,
    publications,
    licenceTypes,
    guides: openGuideService({ publications }),
  };
}
