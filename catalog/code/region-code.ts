import { Fault } from '../errors.js';
import type { Branded } from './branded.js';
import type { Level } from './level.js';
import { quotable } from './malformed.js';
import { isProvinceCode } from './province.js';

/** Statistical region code: province 2, city 2, county 2, town 3, village 3, padded with zeros. */
export type RegionCode = Branded<'RegionCode'>;

/** The root of the tree. No national table lists it; it stands for the whole country. */
export const nationCode = '000000000000' as RegionCode;

export function parseRegionCode(text: string): RegionCode {
  if (!isRegionCode(text)) throw new Fault('REGION_CODE_MALFORMED', { value: quotable(text) });
  return text;
}

/**
 * Only the province is looked up in GB/T 2260: below it, functional zones carry local codes that stand in no
 * national table.
 */
export function isRegionCode(text: string): text is RegionCode {
  return text === nationCode || (/^\d{12}$/.test(text) && isProvinceCode(text.slice(0, 2)));
}

const segments: readonly { level: Level; start: number; end: number }[] = [
  { level: 'VILLAGE', start: 9, end: 12 },
  { level: 'TOWN', start: 6, end: 9 },
  { level: 'COUNTY', start: 4, end: 6 },
  { level: 'CITY', start: 2, end: 4 },
  { level: 'PROVINCE', start: 0, end: 2 },
];

/**
 * By trailing zeros: the last segment that is not zero names the level. A city without counties (东莞 441900) has its
 * towns directly below, so 441900003000 is a TOWN although its county segment is zero.
 */
export function regionLevelOf(code: RegionCode): Level {
  return lastSegment(code)?.level ?? 'NATION';
}

/** The parent by segments alone, null for the nation; the region table may know better (functional zones). */
export function parentCodeGuess(code: RegionCode): RegionCode | null {
  const last = lastSegment(code);
  return last ? (code.slice(0, last.start).padEnd(12, '0') as RegionCode) : null;
}

function lastSegment(code: RegionCode) {
  return segments.find(({ start, end }) => Number(code.slice(start, end)) !== 0);
}
