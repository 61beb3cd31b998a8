import { openAccessService, type AccessService } from './access/access.service.js';
import { openAuditService, type AuditService } from './audit/audit.service.js';
import { openChangeService, type ChangeService } from './change/change.service.js';
import type { Clock } from './clock.js';
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
import type { Database } from './storage/index.js';
import { openSyncService, type SyncService } from './sync/sync.service.js';
import type { RowReader } from './exchange/exchange.js';

/** Every service of the catalogue, by what it is about. */
export interface Catalog {
  readonly regions: RegionService;
  readonly organisations: OrganisationService;
  readonly changes: ChangeService;
  readonly audit: AuditService;
  readonly access: AccessService;
  readonly matters: MatterService;
  readonly publications: PublicationService;
  readonly licenceTypes: LicenceTypeService;
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
  mostHeld,
}: CatalogParts): Catalog {
  const changes = openChangeService({ database, clock });
  const regions = openRegionService({ database, changes });
  const organisations = openOrganisationService({ database, regions, clock });
  const audit = openAuditService({ database, auditKey });
  const licenceTypes = openLicenceTypeService({ database });
  const access = openAccessService({ database, audit, regions, licenceTypes, clock });
  const matters = openMatterService({ database });
  const publications = openPublicationService({ database, changes, matters, access, mostHeld });
  const guides = openGuideService({ publications });
  const stores = { organisations, licenceTypes, matters, publications };
  const exchange = openExchangeService({ database, access, regions, changes, rowReader, clock, ...stores });
  const asked = { database, access, audit, publications, licenceTypes, directory: sources };
  return {
    regions,
    organisations,
    changes,
    audit,
    access,
    matters,
    publications,
    licenceTypes,
    guides,
    licences: openLicenceService(asked),
    evidence: openEvidenceService(asked),
    exchange,
    sync: openSyncService({ database, clock, regions, ...stores }),
    sources,
  };
}
