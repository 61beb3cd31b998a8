import { type DefinitionFile, findingsOf, readDefinitionFiles } from './definition/definition-files.js';
import { type Department, openDepartment } from './department.js';
import { addressJudge } from './network/private-address.rules.js';
import type { DepartmentSources, DepartmentSourcesOptions, SourceDefinitionFinding } from './options.js';

/** All department systems whose definitions stand in the folders. A bad definition is reported and left out. */
export async function openDepartmentSources(options: DepartmentSourcesOptions): Promise<DepartmentSources> {
  const mayReach = addressJudge(options.allowPrivateNetworks);
  const { read, findings: unreadable } = await readDefinitionFiles(options.folders);
  const departments: Department[] = [];
  const findings: SourceDefinitionFinding[] = [...unreadable];
  const open = async ({ file, definition }: DefinitionFile) => {
    try {
      departments.push(await openDepartment(definition, { ...options, mayReach }));
    } catch (error) {
      findings.push(...findingsOf(file, error));
    }
  };
  for (const one of read) await open(one);
  for (const { file, path, en } of findings) options.log.warn({ file, path }, en);
  options.log.info({ sources: departments.map(({ view }) => view.name) }, 'department sources opened');
  return {
    findings,
    licenceSources: () => departments.flatMap(({ licences }) => licences ?? []),
    dataCheckSources: () => departments.flatMap(({ checks }) => checks ?? []),
    list: () => departments.map(({ view }) => view),
    async close() {
      await Promise.all(departments.map((department) => department.close()));
    },
  };
}
