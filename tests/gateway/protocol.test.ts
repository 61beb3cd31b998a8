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
      const audits = await auditServer({ url: `${house.url}/graphql` });
      const found = (status: string) =>
        audits.filter((one) => one.status === status).map(({ id, name }) => `${id} ${name}`);
      expect(audits.length).toBeGreaterThan(50);
      expect({ errors: found('error'), warnings: found('warn') }).toEqual({ errors: [], warnings: [] });
      expect(found('notice').length).toBeLessThanOrEqual(3);
      console.log(found('notice'))
    } finally {
      await house.close();
    }
  });
});
