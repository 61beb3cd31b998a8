import type { MatterKey } from '../matter/matter.js';
import type { Finding } from './finding.js';
import type { Severity } from './finding-rules.js';
import type { FileInput } from './row-reader.js';

export type { RowReader } from './row-reader.js';
export type { Finding } from './finding.js';

/** 1 GiB: more than any list of matters; a file beyond it is a mistake or an attack. */
export const mostFileBytes = 1024 ** 3;

/** Findings beyond this many are stored and counted, but not carried in the report: memory stays bounded. */
export const mostFindingsReported = 50_000;

export interface ImportRequest {
  readonly input: FileInput;
  /** What the file is called in findings and in the record of batches. */
  readonly fileName: string;
  /** null = told by the looks of the file. */
  readonly mapping: string | null;
  /** For rows that name none themselves. */
  readonly region: string | null;
  /** Everything is computed and nothing kept. */
  readonly dryRun: boolean;
  /** Keeps as drafts what the mapping would publish. */
  readonly draft: boolean;
  /** null = UTF-8. */
  readonly encoding: string | null;
  /** Told from time to time how many rows are done; `total` is known from the first reading. */
  readonly onRow?: (done: number, total: number) => void;
}

/** read = imported + unchanged + rejected, always. */
export interface ImportReport {
  readonly read: number;
  readonly imported: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly findings: readonly Finding[];
  /** How many findings are stored but not listed above. */
  readonly findingsOmitted: number;
  readonly file: string;
  readonly mapping: string;
  /** null after a dry run: nothing was kept. */
  readonly batch: string | null;
  readonly dryRun: boolean;
  /** Matters whose document is new or changed by this import. */
  readonly published: number;
}

/** A finding as it was stored with the batch that found it. */
export interface StoredFinding extends Finding {
  readonly batch: string;
  readonly file: string;
  readonly mapping: string;
  readonly at: Date;
  readonly subject: { readonly kind: 'MATTER'; readonly key: MatterKey } | null;
}

/** Of each file only what its latest import found is shown, unless a batch is named. */
export interface FindingFilter {
  readonly batch?: string;
  readonly file?: string;
  readonly mapping?: string;
  readonly rule?: string;
  readonly severity?: Severity;
  readonly matter?: MatterKey;
}
