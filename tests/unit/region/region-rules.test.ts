import { describe, expect, it } from 'vitest';
import { nationCode, parseRegionCode } from '../../../catalog/code/index.js';
import { ListedCodes } from '../../../catalog/region/listed-codes.rules.js';
import { judgeAddedZone, judgeRegion, place } from '../../../catalog/region/region.rules.js';
import type { RegionRow } from '../../../catalog/region/region.js';
import { caughtFault } from '../code/caught-fault.js';

const row = (code: string, parent: string | null, name = '虚构', local = false): RegionRow => ({
  code: parseRegionCode(code),
  name,
  parent: parent === null ? null : parseRegionCode(parent),
  local,
});
const guangdong = '000000000000/440000000000';

describe('the place of a region', () => {
  it('hangs below its parent, whatever its digits suggest', () => {
    const zone = place(row('440985000000', '440900000000', '虚构高新区', true), `${guangdong}/440900000000`);
    expect(zone).toMatchObject({ level: 'COUNTY', path: `${guangdong}/440900000000/440985000000` });
  });

  it('has a town directly below a city without counties', () => {
    expect(place(row('441900003000', '441900000000'), `${guangdong}/441900000000`).level).toBe('TOWN');
  });

  it('is the root for the nation alone', () => {
    expect(place(row(nationCode, null), null)).toMatchObject({ level: 'NATION', path: nationCode });
    expect(caughtFault(() => place(row(nationCode, '440000000000'), guangdong)).facts.problem).toContain(
      'no parent',
    );
    expect(caughtFault(() => place(row('440000000000', null), null)).facts.problem).toContain('no parent');
  });

  it.each([
    ['its parent is unknown', row('440900000000', '440000000000'), null, 'neither loaded nor listed'],
    ['it has no name', row('440900000000', '440000000000', '  '), guangdong, 'no name'],
    [
      'it is as wide as its parent',
      row('440985000000', '440902000000'),
      `${guangdong}/x`,
      'cannot lie below',
    ],
    ['it would lie below itself', row('440985000000', '440985001000'), `${guangdong}/x`, 'cannot lie below'],
  ])('is refused where %s', (_, given, parentPath, problem) => {
    const fault = caughtFault(() => place(given, parentPath));
    expect(fault).toMatchObject({
      reason: 'REGION_CONFLICT',
      kind: 'conflict',
      facts: { region: given.code },
    });
    expect(fault.facts.problem).toContain(problem);
    expect(fault.facts.problem).toMatch(/[一-龥]/);
  });
});

describe('what a row does to what is there', () => {
  const given = place(row('440900000000', '440000000000', '茂名市'), guangdong);
  const zone = { ...given, local: true };

  it('tells new, equal and different', () => {
    expect(judgeRegion(given, null)).toBe('NEW');
    expect(judgeRegion(given, { ...given })).toBe('EQUAL');
    expect(judgeRegion(given, { ...given, name: '茂名' })).toBe('DIFFERENT');
    expect(judgeRegion(given, { ...given, path: `${nationCode}/${given.code}` })).toBe('DIFFERENT');
  });

  it('never lets the national table and a local zone overwrite each other', () => {
    expect(caughtFault(() => judgeRegion(given, zone)).facts.problem).toContain(
      'a local zone uses this code',
    );
    expect(caughtFault(() => judgeRegion(zone, given)).facts.problem).toContain(
      'the national table has this code',
    );
  });

  it('lets a zone be added twice, not changed by adding', () => {
    expect(() => judgeAddedZone(given.code, 'EQUAL')).not.toThrow();
    expect(caughtFault(() => judgeAddedZone(given.code, 'DIFFERENT')).reason).toBe('REGION_CONFLICT');
  });
});

describe('codes of one list', () => {
  const many = Array.from({ length: 20_000 }, (_, at) => row(`44${String(at).padStart(10, '0')}`, null));

  it('takes any number of different codes', () => {
    const listed = new ListedCodes('a list');
    listed.add(many);
    expect(() => listed.refuseRepeated()).not.toThrow();
  });

  it('finds a code again, within a piece at once and in a later piece at the end', () => {
    const inPiece = new ListedCodes('a list');
    expect(caughtFault(() => inPiece.add([...many, row('440000000007', null)])).facts).toMatchObject({
      region: '440000000007',
    });
    const later = new ListedCodes('a list');
    later.add(many);
    later.add([row('440000000007', null)]);
    const fault = caughtFault(() => later.refuseRepeated());
    expect(fault.facts).toMatchObject({ region: '440000000007' });
    expect(fault.facts.problem).toContain('twice in a list');
  });
});
