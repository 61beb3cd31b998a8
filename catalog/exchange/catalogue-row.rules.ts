import {
  type BaseCode,
  type CreditCode,
  hasCreditCodeStructure,
  isBaseCode,
  isLicenceTypeCode,
  isMatterCode,
  isMatterType,
  isRegionCode,
  type Level,
  levels,
  type LicenceTypeCode,
  type MatterCode,
  type RegionCode,
} from '../code/index.js';
import type { HandlingItem } from '../matter/matter.js';
import type { OwnElements } from '../matter/element.js';
import type { OrganisationKey, OrganisationView } from '../organisation/organisation.js';
import type { LicenceFieldDefinition } from '../publication/publication.js';
import { elementShapes } from './element.rules.js';
import { code, flag, list, oneOf, optional, record, type Shape, text, withDefault } from './shape.rules.js';

/** The rows of the catalogue's own format. What may be left out is worked out from the rest (docs/import-formats.md). */
export interface OrganisationRow {
  readonly creditCode: CreditCode | null;
  readonly localCode: string | null;
  readonly name: string;
  /** Not `kind`, which says in an NDJSON line of what kind the line is. */
  readonly organisationKind: OrganisationView['kind'];
  readonly region: RegionCode | null;
  readonly level: Level | null;
}

export interface LicenceTypeRow {
  readonly code: LicenceTypeCode;
  readonly name: string | null;
  readonly authorityName: string | null;
  readonly fields: readonly LicenceFieldDefinition[];
}

export interface BaseMatterRow {
  readonly code: BaseCode;
  readonly type: string | null;
  readonly mainName: string;
  readonly subName: string | null;
  readonly elements: OwnElements;
}

export interface MatterRow {
  readonly code: MatterCode | null;
  readonly localCode: string | null;
  readonly baseCode: BaseCode | null;
  readonly organisation: OrganisationKey;
  readonly region: RegionCode | null;
  readonly level: Level | null;
  readonly type: string | null;
  readonly name: string;
  readonly elements: OwnElements;
  readonly handlingItems: readonly HandlingItem[];
}

const level = oneOf(...levels);
const region = code(isRegionCode);
const matterType: Shape<string> = code((digits): digits is string => isMatterType(digits));

export const organisationRow = record<OrganisationRow>({
  creditCode: optional(code(hasCreditCodeStructure)),
  localCode: optional(text(200)),
  name: text(),
  organisationKind: optional(oneOf(1, 2, 3, 9)),
  region: optional(region),
  level: optional(level),
});

export const licenceTypeRow = record<LicenceTypeRow>({
  code: code(isLicenceTypeCode),
  name: optional(text()),
  authorityName: optional(text()),
  fields: withDefault(
    list(
      record<LicenceFieldDefinition>({
        name: text(64),
        label: text(),
        classification: oneOf('PUBLIC', 'INTERNAL', 'PERSONAL'),
        shareable: flag,
      }),
    ),
    [],
  ),
});

export const baseMatterRow = record<BaseMatterRow>({
  code: code(isBaseCode),
  type: optional(matterType),
  mainName: text(),
  subName: optional(text()),
  elements: withDefault(elementShapes, {}),
});

export const matterRow = record<MatterRow>({
  code: optional(code(isMatterCode)),
  localCode: optional(text(200)),
  baseCode: optional(code(isBaseCode)),
  organisation: code(isOrganisationKey),
  region: optional(region),
  level: optional(level),
  type: optional(matterType),
  name: text(),
  elements: withDefault(elementShapes, {}),
  handlingItems: withDefault(
    list(
      record<HandlingItem>({
        item: code((digits): digits is string => /^(?!00)\d{2}$/.test(digits)),
        name: text(),
        elements: withDefault(elementShapes, {}),
      }),
      99,
    ),
    [],
  ),
});

/** A credit code, or `~scope~name` of an organisation that has none. */
function isOrganisationKey(key: string): key is OrganisationKey {
  return hasCreditCodeStructure(key) || (/^~[^~]+~.+$/u.test(key) && key.length <= 700);
}
