import type { BaseCode, Level, LicenceTypeCode, MatterCode, RegionCode } from '../code/index.js';
import type { ElementName, OwnElements } from '../matter/element.js';
import type { MatterKey } from '../matter/matter.js';
import type { OrganisationView } from '../organisation/organisation.js';
import type { RegionView } from '../region/region.js';

/** Where an element's value comes from: the base matter, or the matter itself. */
export type ElementOrigin = 'BASE' | 'OWN';

export interface LicenceTypeView {
  readonly code: LicenceTypeCode;
  readonly name: string | null;
  readonly authorityCode: string;
  readonly authorityName: string | null;
  readonly fields: readonly LicenceFieldDefinition[];
}

export interface LicenceFieldDefinition {
  readonly name: string;
  readonly label: string;
  /** PUBLIC may be shown to anyone, INTERNAL to departments, PERSONAL only for a purpose. */
  readonly classification: 'PUBLIC' | 'INTERNAL' | 'PERSONAL';
  readonly shareable: boolean;
}

/**
 * A published matter as one document: inheritance resolved, licence types, organisation and region written out.
 * Guides, pages and exports read it by key; nothing else is looked up.
 */
export interface MatterDocument {
  readonly key: MatterKey;
  readonly code: MatterCode | null;
  readonly localCode: string | null;
  readonly name: string;
  readonly type: string | null;
  readonly level: Level | null;
  readonly version: number;
  readonly baseMatter: {
    readonly code: BaseCode;
    readonly mainName: string;
    readonly subName: string | null;
    readonly version: number;
  } | null;
  readonly organisation: OrganisationView;
  readonly region: RegionView | null;
  readonly elements: OwnElements;
  readonly origins: Readonly<Partial<Record<ElementName, ElementOrigin>>>;
  readonly handlingItems: readonly {
    readonly item: string;
    readonly code: string | null;
    readonly name: string;
    readonly elements: OwnElements;
  }[];
  /** Licence types that the materials and results name, by code. */
  readonly licenceTypes: Readonly<Record<string, LicenceTypeView>>;
  readonly source: string;
}

/** A published version: the document, its digest (RFC 8785, SHA-256) and when it is in force. */
export interface Publication {
  readonly document: MatterDocument;
  readonly digest: string;
  readonly publishedAt: Date;
  readonly effectiveFrom: Date;
  readonly effectiveUntil: Date | null;
}

export interface MatterFilter {
  /** Words in names; one and two characters included. */
  readonly search?: string;
  /** The region that must be served: for each base matter the nearest level that implements it answers. */
  readonly region?: RegionCode;
  /** A region and everything below it. */
  readonly within?: RegionCode;
  readonly organisation?: string;
  readonly baseMatter?: BaseCode;
  readonly types?: readonly string[];
  readonly levels?: readonly Level[];
  readonly handlingKinds?: readonly string[];
  readonly serviceObjects?: readonly string[];
  readonly online?: boolean;
  readonly localCode?: string;
}
