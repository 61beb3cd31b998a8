import type { LicenceTypeCode } from '../code/index.js';
import type {
  DataCheckAsk,
  DataCheckResult,
  IdentifierAsk,
  LicenceAsk,
  LicenceRecord,
  SourceAnswer,
} from './licence.js';

/** What a connector is told besides the questions: the request's one deadline and its trace. */
export interface OutsideCall {
  readonly deadline: AbortSignal;
  readonly traceId: string;
}

/** A department system that knows licences. Every read is plural: same length and order back, each found, absent or faulted. */
export interface LicenceSource {
  readonly name: string;
  readonly licenceTypes: readonly LicenceTypeCode[];
  byHolder(
    asks: readonly LicenceAsk[],
    call: OutsideCall,
  ): Promise<readonly SourceAnswer<readonly LicenceRecord[]>[]>;
  byIdentifier(
    asks: readonly IdentifierAsk[],
    call: OutsideCall,
  ): Promise<readonly SourceAnswer<LicenceRecord>[]>;
}

/** A department system that answers data checks. */
export interface DataCheckSource {
  readonly name: string;
  readonly checks: readonly string[];
  check(asks: readonly DataCheckAsk[], call: OutsideCall): Promise<readonly SourceAnswer<DataCheckResult>[]>;
}

export interface SourceView {
  readonly name: string;
  readonly title: string;
  readonly kind: string;
  readonly licenceTypes: readonly LicenceTypeCode[];
  readonly checks: readonly string[];
  /** Who to call when it is silent. */
  readonly contact: string | null;
}

/** All connected department systems, as the catalogue sees them. May change while running. */
export interface SourceDirectory {
  licenceSources(): readonly LicenceSource[];
  dataCheckSources(): readonly DataCheckSource[];
  list(): readonly SourceView[];
}
