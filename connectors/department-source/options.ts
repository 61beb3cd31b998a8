import type { Reason, SourceDirectory, Wording } from '../../catalog/ports.js';

/** The part of the house's log that a connector uses. Facts are names, codes and counts. */
export interface SourceLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}

export interface DepartmentSourcesOptions {
  /** Folders whose *.yaml and *.yml files are definitions. */
  readonly folders: readonly string[];
  /** What `{{NAME}}` in addresses and headers stands for. */
  readonly values: Readonly<Record<string, string>>;
  /** What `{{secret:REFERENCE}}` in headers stands for; throws for a reference it does not know. */
  readonly secrets: (reference: string) => string;
  /** Private networks (CIDR) that definitions may reach here, for example 10.0.0.0/8. Empty: none. */
  readonly allowPrivateNetworks: readonly string[];
  readonly clock: () => Date;
  readonly log: SourceLog;
  /** Called once for every request that really leaves the house. */
  readonly observe?: (source: string) => void;
}

/** What is wrong in a definition, and where. The definition is left out; the others load. */
export interface SourceDefinitionFinding extends Reason {
  readonly code: 'SOURCE_DEFINITION_INVALID';
  readonly file: string;
  /** Dotted path inside the file; empty for the file as a whole. */
  readonly path: string;
  readonly problem: Wording;
}

export interface DepartmentSources extends SourceDirectory {
  readonly findings: readonly SourceDefinitionFinding[];
  /** Lets running calls end and closes the connections. */
  close(): Promise<void>;
}
