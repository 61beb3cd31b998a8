import { Fault } from '../errors.js';
import type { Mapping } from './mapping.js';
import { catalogue } from './mappings/catalogue.mapping.js';
import { foundingDepartments } from './mappings/founding-departments.mapping.js';
import { foundingMatters } from './mappings/founding-matters.mapping.js';
import { guideIndex } from './mappings/guide-index.mapping.js';
import type { Outline } from './row-reader.js';

export const knownMappings: readonly Mapping[] = [
  catalogue,
  guideIndex,
  foundingDepartments,
  foundingMatters,
];

const known = knownMappings.map(({ name }) => name);

export function mappingNamed(name: string): Mapping {
  const mapping = knownMappings.find((candidate) => candidate.name === name);
  if (!mapping) throw new Fault('MAPPING_UNKNOWN', { mapping: name, known });
  return mapping;
}

/** By the looks of the file, if exactly one mapping recognises it. */
export function mappingFor(outline: Outline, file: string): Mapping {
  const [mapping, ...others] = knownMappings.filter((candidate) => candidate.recognises(outline));
  if (!mapping || others.length > 0) throw new Fault('MAPPING_UNDECIDED', { file, known });
  return mapping;
}
