import { belowPath, lineageOf, type RegionCode } from '../code/index.js';
import { Fault } from '../errors.js';
import { levelColumn } from '../matter/matter.query.js';
import { needsLookUp, searchWords, tsqueryOf } from '../matter/search.rules.js';
import type { MatterFilter } from './publication.js';

export interface Condition {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/** Paths of the regions that a filter names, read before: with the values at hand the planner knows how much they hold. */
export type RegionPaths = ReadonlyMap<RegionCode, string>;

/**
 * The filter over current publications `p`, all parts together (AND). `region` is decided before the rest: a county matter
 * that fits the search is no answer for a village whose town implements the same base matter under another name.
 */
export function conditionOf(filter: MatterFilter, paths: RegionPaths): Condition {
  const parameters: unknown[] = [];
  const bind = (value: unknown) => `$${parameters.push(value)}`;
  const parts = ['p.current'];

  const words = searchWords(filter.search ?? '');
  if (words.length > 0) parts.push(`p.search @@ ${bind(tsqueryOf(words))}::tsquery`);
  for (const word of words.filter(needsLookUp)) parts.push(`position(${bind(word)} in p.search_text) > 0`);

  if (filter.region !== undefined) parts.push(answersFor(bind(lineageOf(pathOf(filter.region, paths)))));
  if (filter.within !== undefined) {
    const path = pathOf(filter.within, paths);
    parts.push(`p.region_path >= ${bind(path)} and p.region_path < ${bind(belowPath(path).before)}`);
  }
  if (filter.organisation !== undefined) parts.push(`p.organisation_key = ${bind(filter.organisation)}`);
  if (filter.baseMatter !== undefined) parts.push(`p.base_code = ${bind(filter.baseMatter)}`);
  if (filter.localCode !== undefined) parts.push(`p.local_code = ${bind(filter.localCode)}`);
  if (filter.types !== undefined) parts.push(`p.type = any(${bind(filter.types)})`);
  if (filter.levels !== undefined) parts.push(`p.level = any(${bind(filter.levels.map(levelColumn))})`);
  if (filter.handlingKinds !== undefined) parts.push(`p.handling_kind = any(${bind(filter.handlingKinds)})`);
  if (filter.serviceObjects !== undefined) {
    parts.push(`p.service_objects && ${bind(filter.serviceObjects)}::text[]`);
  }
  // A matter that says nothing of online handling is neither online nor offline.
  if (filter.online !== undefined) parts.push(`p.online = ${bind(filter.online)}`);
  return { text: parts.join(' and '), parameters };
}

/**
 * Matters of the region and of the regions above it, each base matter only at the deepest level that has it. Several
 * organisations that implement it at that level all answer. A matter without a base code replaces nothing and is replaced
 * by nothing: it answers for every region below its own. Index-only: (region_code, base_code, matter_key).
 */
function answersFor(lineage: string): string {
  return `p.matter_key in (
    select matter_key from (
      select candidate.matter_key, candidate.base_code,
             rank() over (partition by candidate.base_code order by step.depth desc) as remoteness
        from unnest(${lineage}::text[]) with ordinality as step (region_code, depth)
       cross join lateral (
         select matter_key, base_code from publication
          where current and region_code = step.region_code offset 0) as candidate) as answer
     where base_code is null or remoteness = 1)`;
}

function pathOf(region: RegionCode, paths: RegionPaths): string {
  const path = paths.get(region);
  // An unknown region must not look like one without matters.
  if (path === undefined) throw new Fault('REGION_UNKNOWN', { region });
  return path;
}
