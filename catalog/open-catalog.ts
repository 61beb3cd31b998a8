import { openAccessService, type AccessService } from './access/access.service.js';
import type { TreeKey } from './audit/audit-tree.js';
import { openAuditTreeService, type AuditTreeService } from './audit/audit-tree.service.js';
import { openAuditService, type AuditService } from './audit/audit.service.js';
import { openChangeService, type ChangeService } from './change/change.service.js';
import type { Clock } from './clock.js';
import { openConformanceService, type ConformanceService } from './conformance/conformance.service.js';
import { openEvidenceService, type EvidenceService } from './evidence/evidence.service.js';
import { openExchangeService, type ExchangeService } from './exchange/exchange.service.js';
import { openGuideService, type GuideService } from './guide/guide.service.js';
import type { SourceDirectory } from './licence/licence-source.js';
import { openLicenceService, type LicenceService } from './licence/licence.service.js';
import { openMatterService, type MatterService } from './matter/matter.service.js';
import { openOrganisationService, type OrganisationService } from './organisation/organisation.service.js';
import {
  openLicenceTypeService,
  openPublicationService,
  type LicenceTypeService,
  type PublicationService,
} from './publication/publication.service.js';
import { openRegionService, type RegionService } from './region/region.service.js';
import { openStandardService, type StandardService } from './standard/standard.service.js';
import type { Database } from './storage/index.js';
import { openSyncService, type SyncService } from './sync/sync.service.js';
import type { RowReader } from './exchange/exchange.js';

/** Every service of the catalogue, by what it is about. */
export interface Catalog {
  readonly regions: RegionService;
  readonly organisations: OrganisationService;
  readonly changes: ChangeService;
  readonly audit: AuditService;
  readonly auditTree: AuditTreeService;
  readonly access: AccessService;
  readonly standards: StandardService;
  readonly matters: MatterService;
  readonly publications: PublicationService;
  readonly licenceTypes: LicenceTypeService;
  readonly conformance: ConformanceService;
  readonly guides: GuideService;
  readonly licences: LicenceService;
  readonly evidence: EvidenceService;
  readonly exchange: ExchangeService;
  readonly sync: SyncService;
  readonly sources: SourceDirectory;
}

export interface CatalogParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly sources: SourceDirectory;
  readonly rowReader: RowReader;
  /** Secret of the keyed digests under which holders stand in the audit record. */
  readonly auditKey: Buffer;
  /** Sign heads of the audit tree; the newest first. */
  readonly treeKeys: readonly [TreeKey, ...TreeKey[]];
  /** Published documents kept in memory; left out: as many as the publication module thinks good. */
  readonly mostHeld?: number | undefined;
}

/** Wires the services in the order of the staircase; each gets only the earlier ones that it needs. */
export function openCatalog({
  database,
  clock,
  sources,
  rowReader,
  auditKey,
  treeKeys,
  mostHeld,
}: CatalogParts): Catalog {
  const changes = openChangeService({ database, clock });
  const regions = openRegionService({ database, changes });
  const organisations = openOrganisationService({ database, regions, clock });
  const audit = openAuditService({ database, auditKey });
  const licenceTypes = openLicenceTypeService({ database });
  const access = openAccessService({ database, audit, regions, licenceTypes, clock });
  const standards = openStandardService({ database, access });
  const matters = openMatterService({ database });
  const publications = openPublicationService({ database, changes, matters, access, mostHeld });
  const conformance = openConformanceService({ database, access, regions, standards, clock });
  const guides = openGuideService({ publications });
  const stores = { organisations, licenceTypes, matters, publications };
  const exchange = openExchangeService({ database, access, regions, changes, rowReader, clock, ...stores });
  const asked = { database, access, audit, publications, licenceTypes, directory: sources };
  return {
    regions,
    organisations,
    changes,
    audit,
    auditTree: openAuditTreeService({ database, clock, treeKeys }),
    access,
    standards,
    matters,
    publications,
    licenceTypes,
    conformance,
    guides,
    licences: openLicenceService(asked),
    evidence: openEvidenceService(asked),
    exchange,
    sync: openSyncService({ database, clock, regions, ...stores }),
    sources,
  };
}
