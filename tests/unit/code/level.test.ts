import { describe, expect, it } from 'vitest';
import {
  exerciseLevelDigit,
  exerciseLevelFromDigit,
  exerciseLevels,
  levelDigit,
  levelFromDigit,
  levels,
} from '../../../catalog/code/index.js';

describe('level', () => {
  it('counts from the nation, 1, to the village, 6', () => {
    expect(levels.map(levelDigit)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(levels.map((level) => levelFromDigit(levelDigit(level)))).toEqual([...levels]);
  });

  it('has graded administration as exercise level 7 only', () => {
    expect(exerciseLevelDigit('GRADED')).toBe('7');
    expect(exerciseLevelFromDigit('7')).toBe('GRADED');
    expect(levelFromDigit('7')).toBeNull();
    expect(exerciseLevels.GRADED.zh).toBe('分级管理');
  });

  it.each(['', '0', '8', '11', '１', 'toString'])('knows no level "%s"', (digit) => {
    expect(levelFromDigit(digit)).toBeNull();
    expect(exerciseLevelFromDigit(digit)).toBeNull();
  });
});
