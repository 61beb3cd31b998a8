import {
  type BaseCode,
  belowPath,
  type CreditCode,
  type Level,
  lineageOf,
  type MatterCode,
  type RegionCode,
} from '../code/index.js';
import type { OwnElements, TimeLimit } from '../matter/element.js';
import { levelColumn, levelFromColumn } from '../matter/matter.query.js';
import type { MatterKey } from '../matter/matter.js';
import { readings, type Standard } from '../standard/standard.js';
import type { ComparedMatter } from './conformance.js';

interface ComparedRow {
  key: MatterKey;
  code: MatterCode | null;
  base_code: BaseCode | null;
  organisation_key: string;
  region_code: RegionCode | null;
  region_path: string | null;
  level: number | null;
  type: string | null;
  name: string;
  main_item: string | null;
  base_type: string | null;
  base_main_name: string;
  base_sub_name: string | null;
  base_levels: readonly string[] | null;
  base_limit: TimeLimit | null;
  found: OwnElements | null;
  expected: OwnElements | null;
}

export type { ComparedRow };

/** Which published matters are compared; `fromKey` begins at that key, for the next page. */
export interface ComparedSelection {
  readonly path: string | null;
  readonly organisation: string | null;
  readonly matter: string | null;
  readonly fromKey: string | null;
}

/**
 * Published matters beside their base matters, by key. PostgreSQL compares the values first and hands over only those that
 * differ: most elements of most matters are inherited, so little is read and memory stays flat however long the list.
 * A matter that does not say its level is compared: silence is no way past the check. The part of each document that is needed is
 * unpacked once ("offset 0", and the concatenation for the base matter), not once for each element.
 */
export function comparedQuery(
  { levels, elements }: Standard,
  { path, organisation, matter, fromKey }: ComparedSelection,
): { readonly text: string; readonly parameters: readonly unknown[] } {
  const wanted = elements
    .filter(({ reads, lower }) => lower !== 'FREE' && ['LIST', 'QUANTITY'].includes(readings[reads]))
    .map(({ reads }) => reads);
  const parameters: unknown[] = [wanted, levels.map((level: Level) => levelColumn(level))];
  const bind = (value: unknown) => `$${parameters.push(value)}`;
  const parts = ['p.current', '(p.level is null or p.level = any($2::smallint[]))'];
  if (path !== null) {
    parts.push(`p.region_path >= ${bind(path)} and p.region_path < ${bind(belowPath(path).before)}`);
  }
  if (organisation !== null) parts.push(`p.organisation_key = ${bind(organisation)}`);
  if (matter !== null) parts.push(`p.matter_key = ${bind(matter)}`);
  if (fromKey !== null) parts.push(`p.matter_key >= ${bind(fromKey)}`);
  const text = `
    select p.matter_key as key, p.code, p.base_code, p.organisation_key, p.region_code, p.region_path, p.level, p.type,
           p.name, unpacked.own->>'sourceMainItem' as main_item,
           b.type as base_type, b.main_name as base_main_name, b.sub_name as base_sub_name,
           unpacked.base->'exerciseLevels' as base_levels, unpacked.base->'statutoryTimeLimit' as base_limit,
           differing.found, differing.expected
      from publication p
      left join base_matter b on b.code = p.base_code
     cross join lateral (
       select p.document->'elements' as own, b.elements || '{}'::jsonb as base offset 0) as unpacked
     cross join lateral (
       select jsonb_object_agg(name, unpacked.own->name) filter (where unpacked.own ? name) as found,
              jsonb_object_agg(name, unpacked.base->name) filter (where unpacked.base ? name) as expected
         from unnest($1::text[]) as name
        where unpacked.base is not null and unpacked.own->name is distinct from unpacked.base->name) as differing
     where ${parts.join(' and ')}
     order by p.matter_key`;
  return { text, parameters };
}

export function comparedOf(row: ComparedRow): ComparedMatter {
  return {
    key: row.key,
    code: row.code,
    baseCode: row.base_code,
    organisation: row.organisation_key,
    // An organisation that has a credit code is known by it; the others have a local name behind a tilde.
    creditCode: row.organisation_key.startsWith('~') ? null : (row.organisation_key as CreditCode),
    region: row.region_code,
    level: levelFromColumn(row.level),
    type: row.type,
    name: row.name,
    mainItem: row.main_item,
    base:
      row.base_type === null
        ? null
        : {
            type: row.base_type,
            mainName: row.base_main_name,
            subName: row.base_sub_name,
            exerciseLevels: row.base_levels ?? [],
            statutoryTimeLimit: row.base_limit,
          },
    found: row.found ?? {},
    expected: row.expected ?? {},
  };
}

export function lineageOfRow({ region_path }: ComparedRow): readonly RegionCode[] {
  return region_path === null ? [] : lineageOf(region_path);
}
