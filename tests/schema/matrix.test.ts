import type { GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationConsumers } from '../../gateway/demonstration/consumers.js';
import { tourBaseCode, tourHolder, tourMatterCode } from '../../gateway/demonstration/tour-matter.js';
import { buildTongbanSchema } from '../../schema/index.js';
import { openHouse, type TestHouse } from '../support/open-house.js';

/** Who may ask what: every root field, by hand. A field that is missing here fails the test, so that nobody forgets its guard. */
interface Entry {
  readonly may: readonly string[];
  /** What is asked; `%id` stands for a grant that can be revoked. */
  readonly ask: string;
}

const anyone = ['nobody', 'dept-demo', 'portal-demo', 'sync-demo', 'admin-demo', 'audit-demo'];
const consumers = anyone.slice(1);

const holder = `{ type: "${tourHolder.type}", code: "${tourHolder.code}" }`;
const purpose = `{ matter: "${tourMatterCode}", caseNumber: "CASE-1", mode: HOLDER_PRESENT }`;
const identifier = '1.2.156.3005.2.11100000MB0143028R001.11440900DEMA000217.201999900033.001.B';

const matrix: Readonly<Record<'query' | 'mutation', Readonly<Record<string, Entry>>>> = {
  query: {
    auditEntries: { may: ['audit-demo'], ask: 'auditEntries { edges { node { position } } }' },
    baseMatter: { may: anyone, ask: `baseMatter(code: "${tourBaseCode}") { mainName }` },
    baseMatters: { may: anyone, ask: 'baseMatters { edges { node { code } } }' },
    changes: { may: ['sync-demo'], ask: 'changes(first: 1) { head }' },
    conformance: {
      may: consumers,
      ask: 'conformance(standard: "ten-unified", region: "440902101000") { checked }',
    },
    deviations: {
      may: consumers,
      ask: 'deviations(standard: "ten-unified", first: 1) { edges { node { rule } } }',
    },
    guide: { may: anyone, ask: `guide(code: "${tourMatterCode}") { matter { name } }` },
    licence: {
      may: ['dept-demo'],
      ask: `licence(identifier: "${identifier}", purpose: ${purpose}) { status }`,
    },
    licenceTypes: { may: anyone, ask: 'licenceTypes { edges { node { code } } }' },
    licences: {
      may: ['dept-demo'],
      ask: `licences(holder: ${holder}, types: ["11100000MB0143028R001"], purpose: ${purpose}) { status }`,
    },
    matter: { may: anyone, ask: `matter(code: "${tourMatterCode}") { name }` },
    matters: { may: anyone, ask: 'matters(first: 1) { edges { node { code } } }' },
    nearestMatter: {
      may: anyone,
      ask: `nearestMatter(baseMatter: "${tourBaseCode}", region: "440981104201") { code }`,
    },
    organisation: { may: anyone, ask: 'organisation(creditCode: "11440900DEMA00056R") { name }' },
    region: { may: anyone, ask: 'region(code: "440900000000") { name }' },
    regions: { may: anyone, ask: 'regions(first: 1) { edges { node { code } } }' },
    sources: { may: consumers, ask: 'sources { name }' },
    standards: { may: consumers, ask: 'standards { id }' },
  },
  mutation: {
    exemptionResolve: {
      may: ['dept-demo', 'portal-demo'],
      ask: `exemptionResolve(input: { matter: "${tourMatterCode}", holder: ${holder}, purpose: ${purpose} }) { exemption { decidedAt } }`,
    },
    grantGive: {
      may: ['admin-demo'],
      ask: 'grantGive(input: { consumer: "portal-demo", check: "marriage-registration", reason: "matrix" }) { grant { id } }',
    },
    grantRevoke: {
      may: ['admin-demo'],
      ask: 'grantRevoke(input: { id: "%id", reason: "matrix" }) { grant { id } }',
    },
  },
};

let house: TestHouse;
let schema: GraphQLSchema;
beforeAll(async () => {
  house = await openHouse({ demo: true });
  schema = await buildTongbanSchema();
});
afterAll(() => house.close());

it('the matrix names every root field and every demonstration consumer', () => {
  expect(Object.keys(schema.getQueryType()?.getFields() ?? {}).sort()).toEqual(
    Object.keys(matrix.query).sort(),
  );
  expect(Object.keys(schema.getMutationType()?.getFields() ?? {}).sort()).toEqual(
    Object.keys(matrix.mutation).sort(),
  );
  expect(schema.getSubscriptionType() ?? null).toBe(null);
  expect(demonstrationConsumers.map(({ name }) => name).sort()).toEqual([...consumers].sort());
});

/** Everything that a refused caller might have changed. */
async function state(): Promise<unknown> {
  return house.database.query(
    'select count(*) as grants, count(revoked_at) as revoked, (select count(*) from change) as changes from access_grant',
  );
}

async function someGrant(): Promise<string> {
  const [row] = await house.database.query<{ id: string }>(
    'select id from access_grant where revoked_at is null order by id limit 1',
  );
  return row?.id ?? '';
}

const operations = (['query', 'mutation'] as const).flatMap((kind) =>
  Object.entries(matrix[kind]).map(([field, entry]) => ({ kind, field, ...entry })),
);

describe.each(operations)('$kind $field', ({ kind, field, may, ask }) => {
  it.each(anyone.map((caller) => [caller, may.includes(caller)] as const))(
    'asked by %s: allowed %s',
    async (caller, allowed) => {
      const text = `${kind} { ${ask.replace('%id', await someGrant())} }`;
      const before = await state();
      const answer = await house.ask(text, {}, caller === 'nobody' ? undefined : caller);
      if (allowed) {
        expect(answer.errors).toEqual([]);
        expect(answer.data?.[field]).not.toBe(undefined);
        return;
      }
      const [code, reason] =
        caller === 'nobody' ? ['UNAUTHENTICATED', 'TOKEN_MISSING'] : ['FORBIDDEN', 'SCOPE_MISSING'];
      expect(answer.errors.map(({ extensions }) => extensions)).toMatchObject([{ code, reason }]);
      expect(answer.data).toBe(null);
      expect(answer.trace.outside).toEqual([]);
      expect(await state()).toEqual(before);
    },
  );
});

describe('a refusal', () => {
  it('stands in the record with who asked and why, unless nobody can be named', async () => {
    const ask = `{ ${matrix.query['licences']?.ask ?? ''} }`;
    const recorded = (traceId: string) =>
      house.database.query('select consumer, outcome from audit_entry where trace_id = $1', [traceId]);
    const refused = await house.ask(ask, {}, 'sync-demo');
    expect(await recorded(refused.trace.traceId)).toEqual([{ consumer: 'sync-demo', outcome: 'REFUSED' }]);
    const unknown = await house.ask(ask);
    expect(await recorded(unknown.trace.traceId)).toEqual([]);
  });

  it('of one field spoils the answer of no other that may be asked', async () => {
    const answer = await house.ask('{ sources { name } region(code: "440900000000") { name } }');
    expect(answer.errors.map(({ path }) => path)).toEqual([['sources']]);
  });
});
