import {
  levels,
  lineageOf,
  nationCode,
  regionLevelOf,
  regionPathOf,
  type Level,
  type RegionCode,
} from '../code/index.js';
import { Fault } from '../errors.js';
import type { RegionRow, RegionView } from './region.js';

/** A row with its place in the tree. */
export interface PlacedRegion extends RegionRow {
  readonly level: Level;
  readonly path: string;
}

/** What the table holds under the same code, as far as it matters here. */
export interface KnownRegion {
  readonly name: string;
  readonly path: string;
  readonly local: boolean;
}

export type RegionJudgement = 'NEW' | 'EQUAL' | 'DIFFERENT';

/** The place of a row below its parent; `parentPath` null = the parent is not known. */
export function place(row: RegionRow, parentPath: string | null): PlacedRegion {
  const level = regionLevelOf(row.code);
  if (row.name.trim() === '') throw conflict(row.code, 'it has no name', '没有名称');
  if (row.parent === null || row.code === nationCode) {
    if (row.parent !== null || row.code !== nationCode) {
      throw conflict(row.code, 'the nation, and nothing else, has no parent', '只有全国没有上级区划');
    }
    return { ...row, level, path: row.code };
  }
  if (parentPath === null) {
    throw conflict(
      row.code,
      `its parent ${row.parent} is neither loaded nor listed before it`,
      `上级区划${row.parent}未导入，也未在其之前列出`,
    );
  }
  // A village cannot lie below a village. This also keeps circles out: along a path the level only narrows.
  if (levels.indexOf(regionLevelOf(row.parent)) >= levels.indexOf(level)) {
    throw conflict(
      row.code,
      `by its digits it is a ${level}, which cannot lie below the ${regionLevelOf(row.parent)} ${row.parent}`,
      `按其代码层级不能位于${row.parent}之下`,
    );
  }
  return { ...row, level, path: regionPathOf([...lineageOf(parentPath), row.code]) };
}

export function placedView({ code, name, level, parent, path, local }: PlacedRegion): RegionView {
  return { code, name, level, parent, lineage: lineageOf(path), local };
}

/** A national row and a local zone never overwrite each other: a matter may hang on either. */
export function judgeRegion(given: PlacedRegion, known: KnownRegion | null): RegionJudgement {
  if (known === null) return 'NEW';
  if (known.local !== given.local) {
    throw given.local
      ? conflict(
          given.code,
          'the national table has this code; choose another',
          '全国区划表中已有此代码，请另选代码',
        )
      : conflict(
          given.code,
          'a local zone uses this code, which the national table now lists; give the zone another code',
          '该代码已被本地功能区占用，请为功能区更换代码',
        );
  }
  // The path holds the parent.
  return known.name === given.name && known.path === given.path ? 'EQUAL' : 'DIFFERENT';
}

/** Adding is not changing: the same zone again is no harm, another one under its code is. */
export function judgeAddedZone(zone: RegionCode, judgement: RegionJudgement): void {
  if (judgement === 'DIFFERENT') {
    throw conflict(
      zone,
      'a zone with this code has another name or parent',
      '已有同代码、但名称或上级区划不同的功能区',
    );
  }
}

export function listedTwice(code: RegionCode, source: string): Fault {
  return conflict(code, `it stands twice in ${source}`, `在${source}中重复出现`);
}

function conflict(region: RegionCode, en: string, zh: string): Fault {
  return new Fault('REGION_CONFLICT', { region, problem: `${en} / ${zh}` });
}
