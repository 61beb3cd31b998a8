import type { DataCheckSource, LicenceSource, LicenceTypeCode, SourceView } from '../../catalog/ports.js';
import type { Definition } from './definition/definition.js';
import { openWire } from './open-wire.js';
import { operationWords } from './operation-words.js';
import type { DepartmentSourcesOptions } from './options.js';
import { openProtection } from './protection/protection.js';
import { openQuestioning, type QuestioningRoom } from './questioning.js';
import { tryDefinition } from './trial.js';

/** One department system, opened: what it offers, and the ports it answers. */
export interface Department {
  readonly view: SourceView;
  readonly licences: LicenceSource | null;
  readonly checks: DataCheckSource | null;
  close(): Promise<void>;
}

type Surroundings = Omit<DepartmentSourcesOptions, 'folders' | 'allowPrivateNetworks'> & {
  readonly mayReach: (address: string) => boolean;
};

/** Throws DefinitionRefused when the definition does not do with its own sample what it says. */
export async function openDepartment(
  definition: Definition,
  surroundings: Surroundings,
): Promise<Department> {
  const { name, title, kind, contact, offers, operations } = definition;
  const { log, clock, values, secrets, mayReach, observe } = surroundings;
  const wire = openWire(definition, { values, secrets, mayReach, observe: () => observe?.(name) });
  try {
    await tryDefinition(definition, wire);
  } catch (error) {
    await wire.close();
    throw error;
  }
  const protection = openProtection(definition, (state) => {
    log.warn({ source: name, breaker: state }, 'breaker of a source changed');
  });
  const room: QuestioningRoom = { definition, wire, protection, clock, log };
  const byHolder = openQuestioning(room, operationWords.byHolder);
  const byIdentifier = openQuestioning(room, operationWords.byIdentifier);
  const check = openQuestioning(room, operationWords.check);
  const licenceTypes = Object.keys(offers.licenceTypes) as LicenceTypeCode[];
  const checks = Object.keys(offers.checks);
  return {
    view: { name, title, kind, licenceTypes, checks, contact },
    licences:
      (operations.byHolder ?? operations.byIdentifier)
        ? {
            name,
            licenceTypes,
            byHolder: (asks, call) => byHolder(asks, call.deadline),
            byIdentifier: (asks, call) => byIdentifier(asks, call.deadline),
          }
        : null,
    checks: operations.check ? { name, checks, check: (asks, call) => check(asks, call.deadline) } : null,
    close: () => wire.close(),
  };
}
