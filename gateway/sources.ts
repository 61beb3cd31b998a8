import { join } from 'node:path';
import { openDepartmentSources, type DepartmentSources } from '../connectors/index.js';
import type { Config } from './config.js';
import type { Demonstration } from './demonstration/open.js';
import type { Log } from './log.js';
import { projectRoot } from './project-root.js';

export type OpenSources = DepartmentSources;

interface SourceSettings {
  readonly config: Config;
  readonly log: Log;
  readonly demonstration: Demonstration | null;
  readonly observe: (source: string) => void;
}

/** Department systems: those of SOURCES_DIR, and the demonstration's own registry when DEMO is on. */
export async function openSources({
  config,
  log,
  demonstration,
  observe,
}: SourceSettings): Promise<OpenSources> {
  const registry = demonstration?.registry ?? null;
  const secrets: Readonly<Record<string, string>> = { ...config.sourceSecrets, ...registry?.secrets };
  return openDepartmentSources({
    folders: [
      ...(config.sourcesDir === null ? [] : [config.sourcesDir]),
      ...(registry === null ? [] : [join(projectRoot, 'gateway', 'demonstration', 'sources')]),
    ],
    values: registry?.values ?? {},
    secrets: (reference) => {
      const secret = secrets[reference];
      if (secret === undefined) throw new Error(`no secret ${reference}: set SOURCE_SECRET_${reference}`);
      return secret;
    },
    // The demonstration's registry listens on loopback, which no other definition may reach unless the operator says so.
    allowPrivateNetworks: [...config.sourceNetworks, ...(registry === null ? [] : ['127.0.0.1/32'])],
    clock: () => new Date(),
    log,
    observe,
  });
}
