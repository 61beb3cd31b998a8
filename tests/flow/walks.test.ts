import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type Answer, type TestHouse } from '../support/open-house.js';
import { spoken } from './walks/spoken.js';

/**
 * The walks of the house: beside each `walks/<name>.graphql` lies `<name>.json` with the answer and the trace it must have,
 * cold (nothing in memory) and warm (asked before). `npx vitest run tests/flow/walks.test.ts -u` writes them anew; read the difference.
 */
const folder = join(import.meta.dirname, 'walks');
const walks = readdirSync(folder)
  .filter((name) => name.endsWith('.graphql'))
  .map((name) => basename(name, '.graphql'));

/** The clock stands still, so that what is kept in memory for a while is kept for the whole walk. */
const noon = new Date('2026-11-21T04:00:00Z');

describe.each(walks)('the walk %s', (name) => {
  const text = readFileSync(join(folder, `${name}.graphql`), 'utf8');
  const said = (word: string) => new RegExp(`^# ${word}: (.*)$`, 'm').exec(text)?.[1];
  let house: TestHouse;
  beforeAll(async () => {
    house = await openHouse({ demo: true, clock: () => noon });
  });
  afterAll(() => house.close());

  it('answers as written beside it, and asks no more than written', async () => {
    const variables = JSON.parse(said('variables') ?? '{}') as object;
    const cold = await house.ask(text, variables, said('as'));
    const warm = await house.ask(text, variables, said('as'));
    expect(warm.data).toEqual(cold.data);
    const seen = {
      data: cold.data,
      errors: cold.errors.map(({ extensions: { code, reason } }) => ({ code, reason })),
      cold: traceOf(cold),
      warm: traceOf(warm),
    };
    await expect(`${JSON.stringify(seen, null, 2)}\n`).toMatchFileSnapshot(`walks/${name}.json`);
  });
});

function traceOf({ trace }: Answer) {
  return { sql: trace.sql.map(spoken), outside: trace.outside };
}
