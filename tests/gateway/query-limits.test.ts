import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tourMatterCode } from '../../gateway/demonstration/tour-matter.js';
import { openHouse, type TestHouse } from '../support/open-house.js';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse({ demo: true });
});
afterAll(() => house.close());

const nested = (levels: number, open: string, leaf: string) =>
  `{ ${open.repeat(levels)} ${leaf} ${'}'.repeat(levels)} }`;
const town = 'region(code: "440981104000")';
const page = (first: string, inside: string) => `children(first: ${first}) { edges { node { ${inside} } } }`;

/** A town and what lies above it, so many levels up; two more than that deep. */
const ancestors = (levels: number, open: string, close: string) =>
  `{ ${town} { ${open.repeat(levels)} name ${close.repeat(levels)} } }`;

/** Each fragment holds the next one twice: 2 to the power of their number. */
function doubling(count: number, last: string): string {
  const names = Array.from({ length: count }, (_, at) => `f${at}`);
  const fragments = names.map((name, at) => {
    const next = at + 1 < count ? `...f${at + 1} ...f${at + 1}` : last;
    return `fragment ${name} on Region { ${next} }`;
  });
  return `{ ${town} { ...f0 } } ${fragments.join(' ')}`;
}

const licence = (at: number) =>
  `a${at}: licence(identifier: "1.2.156.3005.2.11100000MB0143028R001.11440900DEMA000217.201999900033.001.B",
    purpose: { matter: "${tourMatterCode}", caseNumber: "CASE-1", mode: HOLDER_PRESENT }) { status }`;
const times = (count: number, one: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => one(at)).join(' ');

describe('a query that is refused before anything is asked', () => {
  it.each<[string, string, object, string]>([
    ['thirteen levels', ancestors(11, 'parent {', '}'), {}, 'QUERY_TOO_DEEP'],
    ['thirteen levels in inline fragments', ancestors(11, '... { parent {', '} }'), {}, 'QUERY_TOO_DEEP'],
    [
      'thirteen levels in fragments',
      `{ ${town} { ...a } } fragment a on Region { parent { parent { parent { parent { ...b } } } } } fragment b on Region { parent { parent { parent { parent { ...c } } } } } fragment c on Region { parent { parent { parent { parent { name } } } } }`,
      {},
      'QUERY_TOO_DEEP',
    ],
    ['2,001 aliases', `{ ${times(2_001, (at) => `a${at}: __typename`)} }`, {}, 'QUERY_TOO_COSTLY'],
    [
      'several operations that are wide together',
      `${times(3, (o) => `query q${o} { ${times(900, (at) => `a${at}: __typename`)} }`)}`,
      {},
      'QUERY_TOO_COSTLY',
    ],
    ['a billion spreads', doubling(30, 'name'), {}, 'QUERY_TOO_COSTLY'],
    ['a billion spreads without a field', doubling(30, '...f0'), {}, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'fragments in a circle',
      '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }',
      {},
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'introspection in a circle',
      '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }',
      {},
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'introspection twenty times',
      `{ ${times(20, (at) => `a${at}: __schema { types { name fields { name } } }`)} }`,
      {},
      'QUERY_TOO_COSTLY',
    ],
    [
      'pages within pages',
      `{ ${town} { ${page('200', page('200', page('200', 'name')))} } }`,
      {},
      'QUERY_TOO_COSTLY',
    ],
    [
      'pages within pages, by variables',
      `query ($n: Int) { ${town} { ${page('$n', page('$n', page('$n', 'name')))} } }`,
      { n: 200 },
      'QUERY_TOO_COSTLY',
    ],
    [
      'pages within pages, by a default',
      `query ($n: Int = 200) { ${town} { ${page('$n', page('$n', page('$n', 'name')))} } }`,
      {},
      'QUERY_TOO_COSTLY',
    ],
    [
      'pages within pages, by a small default that is overruled',
      `query ($n: Int = 1) { ${town} { ${page('$n', page('$n', page('$n', 'name')))} } }`,
      { n: 200 },
      'QUERY_TOO_COSTLY',
    ],
    [
      'pages within pages in a fragment',
      `{ ${town} { ...p } } fragment p on Region { ${page('200', '...q')} } fragment q on Region { ${page('200', page('200', 'name'))} }`,
      {},
      'QUERY_TOO_COSTLY',
    ],
    ['a hundred holders at once', `{ ${times(100, licence)} }`, {}, 'QUERY_TOO_COSTLY'],
    ['more than 10,000 words', `{ ${'__typename '.repeat(10_001)} }`, {}, 'GRAPHQL_PARSE_FAILED'],
    ['100,000 brackets', nested(100_000, 'a {', 'b'), {}, 'GRAPHQL_PARSE_FAILED'],
    [
      '100,000 list brackets',
      `{ matters(filter: ${'['.repeat(100_000)}${']'.repeat(100_000)}) { totalCount } }`,
      {},
      'GRAPHQL_PARSE_FAILED',
    ],
    ['one field 5,000 times', `{ ${'__typename '.repeat(5_000)} }`, {}, 'QUERY_TOO_COSTLY'],
    [
      '5,000 directives',
      `{ __typename ${'@include(if: true) '.repeat(1_200)} }`,
      {},
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('%s', async (_, query, variables, reason) => {
    const answer = await house.ask(query, variables, 'dept-demo');
    expect(answer.errors.map(({ extensions }) => extensions.reason)).toContain(reason);
    expect(answer.data).toBe(null);
    expect(answer.trace.outside).toEqual([]);
    expect(answer.trace.sql.filter((text) => !text.includes('from consumer'))).toEqual([]);
  });

  it('says what to do, in both languages, with the limit among the facts', async () => {
    const { errors } = await house.ask(`{ ${town} { ${page('200', page('200', page('200', 'name')))} } }`);
    expect(errors[0]?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', facts: { most: 50_000 } });
    expect(errors[0]?.message).toMatch(/shorter lists.*缩短列表/s);
  });

  it.each([0, -1, 201, 2_147_483_647])('a page of %s items', async (first) => {
    const { errors } = await house.ask(`{ matters(first: ${first}) { totalCount } }`);
    expect(['PAGE_SIZE_INVALID', 'QUERY_TOO_COSTLY']).toContain(errors[0]?.extensions.reason);
  });
});

describe('a query that is served', () => {
  it('a count for each of many, which is one statement', async () => {
    const below = 'children(first: 1) { totalCount edges { node { children(first: 1) { totalCount } } } }';
    const { errors, trace } = await house.ask(`{ regions(first: 200) { edges { node { ${below} } } } }`);
    expect(errors).toEqual([]);
    expect(trace.sql.length).toBeLessThanOrEqual(5);
  });

  it('twelve levels', async () => {
    expect((await house.ask(ancestors(10, '... { parent {', '} }'))).errors).toEqual([]);
  });

  it('the whole introspection, with everything that tools ask for', async () => {
    const query = getIntrospectionQuery({
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    });
    expect((await house.ask(query)).errors).toEqual([]);
  });

  it('a full page of matters with all that a portal shows', async () => {
    const { errors } =
      await house.ask(`{ matters(first: 200) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node {
      code name level type version digest organisation { name creditCode region { name parent { name } lineage { code name } } } region { code name }
      baseMatter { code mainName } statutoryTimeLimit { value unit } committedTimeLimit { value unit }
      materials { name necessity form licenceTypes { code name } alternatives { all { way licenceType { name } } } }
      guide { materials { mayBeExempt ways { text } } }
    } } } }`);
    expect(errors).toEqual([]);
  });

  it('a full page of changes', async () => {
    const { errors } = await house.ask(
      '{ changes(first: 2000) { endCursor changes { position origin kind key version digest deleted document } } }',
      {},
      'sync-demo',
    );
    expect(errors).toEqual([]);
  });

  it('five licences in one request', async () => {
    const { errors, trace } = await house.ask(`{ ${times(5, licence)} }`, {}, 'dept-demo');
    expect(errors).toEqual([]);
    expect(trace.outside.length).toBeLessThanOrEqual(5);
  });
});
