import { describe, expect, test } from 'vitest';
import {
  hasCreditCodeStructure,
  isCitizenNumber,
  isCreditCode,
  isLicenceIdentifier,
  licenceIdentifierParts,
} from '../../catalog/code/index.js';
import { holders } from '../support/department-source/known-asks.js';

const persons = holders.filter(({ zjlx }) => zjlx === '111');
const bodies = holders.filter(({ zjlx }) => zjlx === '001');
const licences = holders.flatMap(({ zz }) => zz);

describe('holders of the demonstration', () => {
  test('twelve persons and six bodies, each once, each marked as invented', () => {
    expect([persons.length, bodies.length]).toEqual([12, 6]);
    expect(new Set(holders.map(({ zjhm }) => zjhm)).size).toBe(holders.length);
    for (const { mc } of holders) expect(mc).toMatch(/（虚构）$/);
  });

  test('their numbers pass the check and belong to nobody', () => {
    for (const { zjhm } of persons) {
      expect(isCitizenNumber(zjhm)).toBe(true);
      // No county has the address code 440900, and nobody alive was born that day.
      expect(zjhm).toMatch(/^44090019000101/);
    }
    for (const { zjhm } of bodies) {
      expect(isCreditCode(zjhm)).toBe(true);
      expect(zjhm).toMatch(/^\d{2}440900DEM/);
    }
  });

  test('licence identifiers are sound, unique, and of the type and issuer they stand for', () => {
    const identifiers = licences.flatMap(({ zzbs }) => zzbs ?? []);
    expect(new Set(identifiers).size).toBe(identifiers.length);
    for (const { zzbs, bfjgdm } of licences) {
      if (zzbs === null) continue;
      if (!isLicenceIdentifier(zzbs)) throw new Error(`${zzbs} is no identifier`);
      const { issuer, checkOk } = licenceIdentifierParts(zzbs);
      expect([zzbs, checkOk, issuer]).toEqual([zzbs, true, bfjgdm]);
      expect(hasCreditCodeStructure(issuer) && isCreditCode(issuer)).toBe(true);
    }
  });

  test('every kind of licence and of trouble occurs', () => {
    expect(new Set(licences.map(({ zzlx }) => zzlx)).size).toBe(10);
    expect(new Set(licences.map(({ zt }) => zt))).toEqual(
      new Set(['ZC', 'TH', 'GQ', 'ZX', 'CH', 'DX', 'WX']),
    );
    expect(holders.some(({ zz, hc }) => zz.length === 0 && Object.keys(hc).length === 0)).toBe(true);
    expect(licences.some(({ zzbs }) => zzbs === null)).toBe(true);
    expect(licences.some(({ yxqz }) => yxqz === '长期')).toBe(true);
    // In force by its state, over by its date: what a registry that lags behind looks like.
    expect(licences.some(({ zt, yxqz }) => zt === 'ZC' && yxqz < '20261121')).toBe(true);
  });
});
