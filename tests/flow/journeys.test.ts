import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tourHolder, tourMatterCode } from '../../gateway/demonstration/tour-matter.js';
import { openHouse, type TestHouse } from '../support/open-house.js';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse({ demo: true });
});
afterAll(() => house.close());

const guide = `query ($code: MatterCode!) {
  matter(code: $code) {
    name organisation { name } region { name }
    materials { name licenceTypes { name } alternatives { all { way licenceType { name } } } }
    guide { materials { mayBeExempt } }
  }
}`;

describe('the guide walk', () => {
  it('asks the database once, and not at all when the document is in memory', async () => {
    const first = await house.ask(guide, { code: tourMatterCode });
    expect(first.errors).toEqual([]);
    expect(first.trace.outside).toEqual([]);
    expect(first.trace.sql.length).toBe(1);
    const second = await house.ask(guide, { code: tourMatterCode });
    expect(second.data).toEqual(first.data);
    expect(second.trace.sql).toEqual([]);
  });
});

describe('the licence walk', () => {
  it('asks one registry once for two types, and writes one record', async () => {
    const purpose = { matter: tourMatterCode, caseNumber: 'CASE-1', mode: 'HOLDER_PRESENT' };
    const types = ['11100000MB0143028R001', '11100000000013338W050'];
    const query = `query ($holder: HolderInput!, $types: [LicenceTypeCode!]!, $purpose: PurposeInput!) {
      licences(holder: $holder, types: $types, purpose: $purpose) { status provenance { state source } }
    }`;
    const answer = await house.ask(query, { holder: tourHolder, types, purpose }, 'dept-demo');
    expect(answer.errors).toEqual([]);
    expect(answer.trace.outside).toEqual(['demo-registry']);
    console.log(answer.trace.sql);
  });
});
