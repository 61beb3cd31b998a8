export { openDepartmentSources } from './open-department-sources.js';
export type {
  DepartmentSources,
  DepartmentSourcesOptions,
  SourceDefinitionFinding,
  SourceLog,
} from './options.js';
