import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHouse, type TestHouse } from '../support/open-house.js';

/** 01:00 of the 22nd in China, while it is still the 21st in Greenwich. */
const afterMidnight = new Date('2026-11-21T17:00:00Z');

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse({ demo: true, clock: () => afterMidnight });
});
afterAll(() => house.close());

it('a grant without a first day begins on the calendar day of China, also between midnight and eight', async () => {
  const query = `mutation ($input: GrantGiveInput!) { grantGive(input: $input) { grant { validFrom } } }`;
  const input = { consumer: 'dept-demo', licenceType: '11100000MB0143028R001', fields: ['name'] };
  const { data, errors } = await house.ask(query, { input }, 'admin-demo');
  expect(errors).toEqual([]);
  expect(data).toEqual({ grantGive: { grant: { validFrom: '2026-11-22' } } });
});
