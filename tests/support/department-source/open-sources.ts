import type { DataCheckSource, LicenceSource } from '../../../catalog/ports.js';
import {
  type DepartmentSources,
  openDepartmentSources,
} from '../../../connectors/department-source/index.js';
import { definitionFolder, demonstrationDefinition, type WrittenDefinition } from './definition-folder.js';

export interface OpenedSources extends DepartmentSources {
  readonly licences: LicenceSource;
  readonly checks: DataCheckSource;
  /** Names of the sources, one for each request that left. */
  readonly outside: string[];
  /** Everything that was logged, as text. */
  readonly logged: string[];
}

/** The real connector with the demonstration's definition, pointed at `url` and changed as the test wants. */
export async function openChanged(
  { url, apiKey }: { readonly url: string; readonly apiKey: string },
  change: (definition: WrittenDefinition) => void = () => undefined,
): Promise<OpenedSources> {
  const definition = await demonstrationDefinition();
  change(definition);
  const { folder, remove } = await definitionFolder({ 'demo.yaml': definition });
  const outside: string[] = [];
  const logged: string[] = [];
  const log = (facts: object, message: string) => {
    logged.push(`${message} ${JSON.stringify(facts)}`);
  };
  const sources = await openDepartmentSources({
    folders: [folder],
    values: { DEMO_REGISTRY_URL: url },
    secrets: () => apiKey,
    allowPrivateNetworks: ['127.0.0.1/32'],
    clock: () => new Date('2026-11-21T02:00:00Z'),
    log: { info: log, warn: log },
    observe: (source) => void outside.push(source),
  }).finally(remove);
  const [licences] = sources.licenceSources();
  const [checks] = sources.dataCheckSources();
  if (!licences || !checks)
    throw new Error(`The definition did not load: ${JSON.stringify(sources.findings)}`);
  return { ...sources, licences, checks, outside, logged };
}
