import { GraphQLError, GraphQLInt, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGraphqlEndpoint } from '../../gateway/http/graphql-endpoint.js';
import { openHttpServer } from '../../gateway/http/server.js';
import { openLog } from '../../gateway/log.js';
import type { GraphContext } from '../../schema/index.js';
import { openHouse, type Answer, type TestHouse } from '../support/open-house.js';

/** What must never come out; the number is a valid and invented one. */
const SECRET = 'password-of-the-database';
const NUMBER = '440900190001010018';

class Odd extends Error {
  override get message(): string {
    return `${SECRET}\n${NUMBER}`;
  }
}

const thrown: Readonly<Record<string, () => unknown>> = {
  error: () => new Error(`${SECRET} ${NUMBER}`),
  odd: () => new Odd(),
  withCause: () => new Error('outer', { cause: new Error(SECRET) }),
  database: () =>
    Object.assign(new Error(`duplicate key ${NUMBER}`), {
      severity: 'ERROR',
      routine: '_bt_check_unique',
      code: '23505',
      detail: `Key (code)=(${NUMBER}) already exists.`,
    }),
  text: () => `${SECRET} ${NUMBER}`,
  nothing: () => undefined,
  nil: () => null,
  object: () => ({ message: SECRET, number: NUMBER }),
  aggregate: () => new AggregateError([new Error(SECRET)], 'several'),
  graphql: () => new GraphQLError(`${SECRET} ${NUMBER}`),
  graphqlWithCode: () => new GraphQLError(SECRET, { extensions: { code: 'MY_OWN', secret: SECRET } }),
  range: () => new RangeError(SECRET),
};

/** The real endpoint over a schema whose every field breaks in its own way. */
async function brokenHouse() {
  const logged: string[] = [];
  const log = openLog({ logLevel: 'trace' }, { write: (line: string) => void logged.push(line) });
  const broken = Object.entries(thrown).map(([name, make]) => [
    name,
    {
      type: GraphQLString,
      resolve() {
        throw make();
      },
    },
  ]);
  const schema = new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: {
        ...(Object.fromEntries(broken) as object),
        rejected: { type: GraphQLString, resolve: () => Promise.reject(new Error(SECRET)) },
        wrongType: { type: GraphQLInt, resolve: () => NUMBER },
        fine: { type: GraphQLString, resolve: () => 'fine' },
      },
    }),
  });
  const endpoint = await openGraphqlEndpoint({
    schema,
    log,
    production: false,
    deadlineMs: 5_000,
    contextOf: () => Promise.resolve({} as GraphContext),
    finished: () => undefined,
  });
  const handle = endpoint.handle.bind(endpoint);
  const address = { host: '127.0.0.1', port: 0 };
  const server = await openHttpServer(
    [{ path: '/graphql', methods: ['POST'], handle }],
    address,
    () => undefined,
  );
  return {
    logged,
    async ask(query: string) {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      return { status: response.status, text: await response.text() };
    },
    async stop() {
      await server.stop();
      await endpoint.stop();
    },
  };
}

describe('an unexpected error in a resolver', () => {
  let broken: Awaited<ReturnType<typeof brokenHouse>>;
  beforeAll(async () => {
    broken = await brokenHouse();
  });
  afterAll(() => broken.stop());

  it.each([...Object.keys(thrown), 'rejected', 'wrongType'])(
    '%s is masked, and logged once under the trace that the caller is told',
    async (field) => {
      const before = broken.logged.length;
      const { status, text } = await broken.ask(`{ fine ${field} }`);
      const { data, errors } = JSON.parse(text) as Pick<Answer, 'data' | 'errors'>;
      expect(status).toBe(200);
      expect(data).toEqual({ fine: 'fine', [field]: null });
      expect(errors).toHaveLength(1);
      const [error] = errors;
      expect(error?.extensions).toEqual({
        code: 'INTERNAL_SERVER_ERROR',
        reason: 'UNEXPECTED',
        facts: {},
        traceId: error?.extensions.traceId,
      });
      expect(error?.message).toContain(error?.extensions.traceId);
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain(NUMBER);
      const lines = broken.logged
        .slice(before)
        .map((line) => JSON.parse(line) as { traceId: string; level: number });
      expect(lines).toMatchObject([{ level: 50, traceId: error?.extensions.traceId }]);
      expect(broken.logged.slice(before).join('')).not.toContain(NUMBER);
    },
  );

  it('says in the log where it happened, and of a database error only its code', async () => {
    const before = broken.logged.length;
    await broken.ask('{ error database }');
    const [error, database] = broken.logged.slice(before);
    expect(error).toContain('masking.test.ts');
    expect(database).toContain('23505');
    expect(database).not.toMatch(/duplicate|already exists/);
  });
});

describe('the whole house', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openHouse({ demo: true, env: { LOG_LEVEL: 'trace' } });
  });
  afterAll(() => house.close());

  it('shows nothing of a broken database, neither to the caller nor in the log', async () => {
    await house.database.query('alter table region rename to region_away');
    const before = house.logged.length;
    const answer = await house.ask('{ region(code: "440900000000") { name } }');
    await house.database.query('alter table region_away rename to region');
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(JSON.stringify(answer.errors)).not.toMatch(/relation|select|region_away|42P01/);
    const errors = house.logged.slice(before).filter((line) => line.includes('"level":50'));
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain('42P01');
    expect(errors[0]).not.toMatch(/440900000000|"query"|parameters/);
  });

  it.each([
    [
      'a number where a text is wanted',
      `{ licences(holder: { type: "111", code: ${NUMBER} }, types: [], purpose: {}) { status } }`,
      {},
    ],
    [
      'a number in a variable of another type',
      'query ($n: Int!) { matters(first: $n) { totalCount } }',
      { n: NUMBER },
    ],
    [
      'a number inside an input',
      'query ($h: HolderInput!) { licences(holder: $h, types: [], purpose: {}) { status } }',
      { h: { type: 111, code: Number(NUMBER), more: NUMBER } },
    ],
    ['a number as a field', `{ n${NUMBER} }`, {}],
    ['a number where the syntax has no place for it', `{ a ${NUMBER} }`, {}],
    ['a number as an enum', `{ regions(level: N${NUMBER}) { totalCount } }`, {}],
  ])('GraphQL repeats the caller’s text, but no long number: %s', async (_, query, variables) => {
    const { errors, data } = await house.ask(query, variables, 'dept-demo');
    expect(data).toBe(null);
    expect(errors.length).toBeGreaterThan(0);
    expect(JSON.stringify(errors)).not.toMatch(/44090019000101/);
  });
});

describe('the deadline of a request', () => {
  it('is kept even where nobody heeds it: a locked table', async () => {
    const house = await openHouse({ env: { REQUEST_DEADLINE_MS: '100' } });
    const locking = new Client({ connectionString: house.databaseUrl });
    await locking.connect();
    try {
      await locking.query('begin');
      await locking.query('lock table region in access exclusive mode');
      const { status, errors, data } = await house.ask('{ region(code: "440900000000") { name } }');
      expect([status, data, errors[0]?.extensions.reason]).toEqual([504, null, 'DEADLINE_PASSED']);
      expect(errors[0]?.extensions.code).toBe('DEADLINE_EXCEEDED');
      await locking.query('rollback');
      expect((await house.ask('{ region(code: "440900000000") { name } }')).errors).toEqual([]);
      expect(house.logged).toEqual([]);
    } finally {
      await locking.end();
      await house.close();
    }
  });
});

describe('in production', () => {
  it('the schema is not told to those who guess at it', async () => {
    const house = await openHouse({ env: { NODE_ENV: 'production' } });
    const guesses = [
      '{ matterz { code } }',
      '{ matters(frist: 1) { totalCount } }',
      '{ regions(level: TOWNE) { totalCount } }',
    ];
    const variable = 'query ($level: RegionLevel) { regions(level: $level) { totalCount } }';
    for (const query of [...guesses, variable]) {
      const { errors } = await house.ask(query, { level: 'TOWNE' });
      expect(errors[0]?.extensions.reason).toMatch(/^GRAPHQL_VALIDATION_FAILED$|^BAD_USER_INPUT$/);
      expect(JSON.stringify(errors)).not.toMatch(/did you mean|matters"|first"|TOWN"/i);
    }
    await house.close();
    const open = await openHouse();
    expect(JSON.stringify((await open.ask('{ matterz { code } }')).errors)).toMatch(/did you mean/i);
    await open.close();
  });
});
