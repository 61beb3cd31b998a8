import type {
  AccessService,
  AuditService,
  Call,
  ChangeService,
  ConformanceService,
  EvidenceService,
  GuideService,
  LicenceService,
  LicenceTypeService,
  MatterService,
  OrganisationService,
  PublicationService,
  RegionService,
  SourceDirectory,
  StandardService,
} from '../catalog/index.js';
import type { Loaders } from './loaders.js';

/** The services that resolvers delegate to; `gateway/compose.ts` puts them together. */
export interface SchemaServices {
  readonly regions: RegionService;
  readonly organisations: OrganisationService;
  readonly standards: StandardService;
  readonly matters: MatterService;
  readonly publications: PublicationService;
  readonly licenceTypes: LicenceTypeService;
  readonly conformance: ConformanceService;
  readonly guides: GuideService;
  readonly licences: LicenceService;
  readonly evidence: EvidenceService;
  readonly sources: SourceDirectory;
  readonly changes: ChangeService;
  readonly audit: AuditService;
  readonly access: AccessService;
}

/** One per request: who asks, what may be asked of, and one set of loaders. */
export interface GraphContext {
  readonly call: Call;
  readonly services: SchemaServices;
  readonly loaders: Loaders;
}
