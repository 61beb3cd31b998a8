import { auditServer } from 'graphql-http';
import { describe, expect, it } from 'vitest';
import { openHouse } from '../support/open-house.js';

/** GraphQL over HTTP, by the suite of graphql-http: 0 errors (MUST), 0 warnings (SHOULD), at most 3 notices (MAY). */
describe('the protocol audit of graphql-http', () => {
  it.each([
    ['in development', {}],
    ['in production', { NODE_ENV: 'production' }],
  ])('finds nothing wrong %s', async (_, env) => {
    const house = await openHouse({ env });
    try {
      const audits = await auditServer({ url: house.endpoint });
      const found = (status: string) =>
        audits.filter((one) => one.status === status).map(({ id, name }) => `${id} ${name}`);
      expect(audits.length).toBeGreaterThan(50);
      expect({ errors: found('error'), warnings: found('warn') }).toEqual({ errors: [], warnings: [] });
      // All three ask for a GET without any header, which the protection against cross-site requests refuses.
      expect(found('notice').map((text) => text.slice(0, 4))).toEqual(['5A70', 'D6D5', '6A70']);
    } finally {
      await house.close();
    }
  });
});
