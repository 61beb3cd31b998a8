/** The five levels and the nation above them, from the widest to the narrowest. */
export const levels = ['NATION', 'PROVINCE', 'CITY', 'COUNTY', 'TOWN', 'VILLAGE'] as const;

export type Level = (typeof levels)[number];

/** GRADED (分级管理): the matter is exercised at several levels, by rules of its own (GB/T 39046-2020 annex A). */
export type ExerciseLevel = Level | 'GRADED';

export const exerciseLevels = {
  NATION: { digit: '1', en: 'Nation', zh: '国家' },
  PROVINCE: { digit: '2', en: 'Province', zh: '省' },
  CITY: { digit: '3', en: 'City', zh: '市' },
  COUNTY: { digit: '4', en: 'County', zh: '县' },
  TOWN: { digit: '5', en: 'Town or subdistrict', zh: '镇（乡、街道）' },
  VILLAGE: { digit: '6', en: 'Village or community', zh: '村（社区）' },
  GRADED: { digit: '7', en: 'Graded administration', zh: '分级管理' },
} as const satisfies Record<ExerciseLevel, { digit: string; en: string; zh: string }>;

export type LevelDigit = (typeof exerciseLevels)[Level]['digit'];
export type ExerciseLevelDigit = (typeof exerciseLevels)[ExerciseLevel]['digit'];

export function levelDigit(level: Level): LevelDigit {
  return exerciseLevels[level].digit;
}

export function exerciseLevelDigit(level: ExerciseLevel): ExerciseLevelDigit {
  return exerciseLevels[level].digit;
}

const byDigit: ReadonlyMap<string, ExerciseLevel> = new Map(
  [...levels, 'GRADED' as const].map((level) => [exerciseLevels[level].digit, level]),
);

export function exerciseLevelFromDigit(digit: LevelDigit): Level;
export function exerciseLevelFromDigit(digit: ExerciseLevelDigit): ExerciseLevel;
export function exerciseLevelFromDigit(digit: string): ExerciseLevel | null;
export function exerciseLevelFromDigit(digit: string): ExerciseLevel | null {
  return byDigit.get(digit) ?? null;
}

export function levelFromDigit(digit: LevelDigit): Level;
export function levelFromDigit(digit: string): Level | null;
export function levelFromDigit(digit: string): Level | null {
  const level = byDigit.get(digit);
  return level === undefined || level === 'GRADED' ? null : level;
}
