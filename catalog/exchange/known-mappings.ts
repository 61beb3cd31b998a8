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

export function mappingNamed(name: string): Mapping {
  const mapping = knownMappings.find((candidate) => candidate.name === name);
  if (!mapping) {
    throw new Fault('MAPPING_UNKNOWN', {
      mapping: name.slice(0, 60),
      known: knownMappings.map((known) => known.name),
    });
  }
  return mapping;
}

/** By the looks of the file, if exactly one mapping recognises it. */
export function mappingFor(outline: Outline): Mapping | null {
  const [mapping = null, ...others] = knownMappings.filter((candidate) => candidate.recognises(outline));
  return others.length > 0 ? null : mapping;
}
