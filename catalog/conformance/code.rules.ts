import { exerciseLevelDigit, matterCodeParts } from '../code/index.js';
import type { ComparedMatter, Departure } from './conformance.js';

/** 基本编码: the one that the matter code carries is the base matter's. */
export function compareBaseCode({ code, baseCode }: ComparedMatter): readonly Departure[] {
  if (code === null || baseCode === null) return [];
  const carried = matterCodeParts(code).baseCode;
  return carried === baseCode ? [] : [{ rule: 'BASE_CODE_DIFFERENT', expected: baseCode, found: carried }];
}

/** 实施编码规则: credit code of the organisation 18 + level 1 + base code 12; the last part is the base code's own question. */
export function compareMatterCode({ code, creditCode, level }: ComparedMatter): readonly Departure[] {
  if (code === null) return [{ rule: 'MATTER_CODE_MISSING', expected: null, found: null }];
  const parts = matterCodeParts(code);
  const departures: Departure[] = [];
  if (creditCode !== null && parts.organisation !== creditCode) {
    departures.push({
      rule: 'MATTER_CODE_ORGANISATION_DIFFERENT',
      expected: creditCode,
      found: parts.organisation,
    });
  }
  // GRADED 分级管理 stands at every level.
  if (level !== null && parts.level !== 'GRADED' && parts.level !== level) {
    departures.push({
      rule: 'MATTER_CODE_LEVEL_DIFFERENT',
      expected: exerciseLevelDigit(level),
      found: exerciseLevelDigit(parts.level),
    });
  }
  return departures;
}
