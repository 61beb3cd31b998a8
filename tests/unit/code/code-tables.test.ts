import { describe, expect, it } from 'vitest';
import {
  handlingForms,
  handlingKinds,
  isMatterType,
  matterTypes,
  organisationKinds,
  serviceObjects,
  specialProcedures,
} from '../../../catalog/code/index.js';

describe('code tables of GB/T 39046 annex A', () => {
  it('name the six kinds on application', () => {
    const onApplication = Object.entries(matterTypes).filter(([, type]) => type.onApplication);
    expect(onApplication.map(([code]) => code).sort()).toEqual(['01', '05', '07', '08', '09', '10']);
  });

  it('leave room for extensions: any two digits are a matter type', () => {
    expect(Object.keys(matterTypes).every(isMatterType)).toBe(true);
    for (const text of ['11', '19', '21', '99']) expect(isMatterType(text)).toBe(true);
    for (const text of ['', '1', '001', '0A', '０１', '01\n']) expect(isMatterType(text)).toBe(false);
  });

  it('carry the values of the standard', () => {
    const values = { organisationKinds, serviceObjects, handlingForms, handlingKinds, specialProcedures };
    const codes = Object.entries(values).map(([name, table]) => [name, Object.keys(table).join('')]);
    expect(Object.fromEntries(codes)).toEqual({
      organisationKinds: '1239',
      serviceObjects: '123456',
      handlingForms: '12349',
      handlingKinds: '129',
      specialProcedures: '12',
    });
    expect(handlingKinds['1']).toMatchObject({ word: 'IMMEDIATE', zh: '即办件' });
    expect(handlingKinds['2']).toMatchObject({ word: 'COMMITTED', zh: '承诺件' });
  });

  it('use each word once in its table, and speak both languages', () => {
    for (const table of [
      matterTypes,
      organisationKinds,
      serviceObjects,
      handlingForms,
      handlingKinds,
      specialProcedures,
    ]) {
      const rows = Object.values<{ word: string; en: string; zh: string }>(table);
      expect(new Set(rows.map(({ word }) => word)).size).toBe(rows.length);
      expect(rows.every(({ en, zh }) => /^[A-Z]/.test(en) && /\p{Script=Han}/u.test(zh))).toBe(true);
    }
  });
});
