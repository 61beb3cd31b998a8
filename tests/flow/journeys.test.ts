import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PeerFeed } from '../../catalog/index.js';
import { openPeerFeed } from '../../connectors/index.js';
import { importRegions } from '../../gateway/command-line/import-regions.js';
import { tourHolder, tourMatterCode, tourSituation } from '../../gateway/demonstration/tour-matter.js';
import { traced, type RequestTrace } from '../../gateway/trace.js';
import { openHouse, type TestHouse } from '../support/open-house.js';
import { spoken } from './walks/spoken.js';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse({ demo: true });
});
afterAll(() => house.close());

const purpose = { matter: tourMatterCode, caseNumber: 'CASE-1', mode: 'HOLDER_PRESENT' };
const BUSINESS = '11100000MB0143028R001';
const SAFETY = '11100000000013338W050';
const BUILDER = '11100000000013338W001';

const licences = `query ($holder: HolderInput!, $types: [LicenceTypeCode!]!, $purpose: PurposeInput!) {
  licences(holder: $holder, types: $types, purpose: $purpose) { status fields { value } }
}`;
const exemption = `mutation ($input: ExemptionInput!) {
  exemptionResolve(input: $input) { exemption { materials { disposition } toSubmit { name } } }
}`;
const exemptionInput = { matter: tourMatterCode, holder: tourHolder, purpose, situation: tourSituation };

describe('a list asks once per level of the query, however long it is', () => {
  const length = (data: Readonly<Record<string, unknown>> | null) =>
    (Object.values(data ?? {})[0] as { edges: unknown[] }).edges.length;

  it.each<[string, (first: number) => string, readonly string[]]>([
    [
      'matters with all that belongs to them',
      (first) => `{ matters(first: ${first}, filter: { within: "440900000000" }) { edges { node {
        code name
        organisation { name region { name parent { name } lineage { name } } }
        region { name }
        baseMatter { mainName materials { name } }
        materials { name licenceTypes { name } alternatives { all { licenceType { name } } } }
        guide { materials { mayBeExempt } }
      } } } }`,
      // The filter's region, the page, the organisations' regions, what lies above them, the base matters.
      ['select region', 'select publication', 'select region', 'select base_matter'],
    ],
    [
      'matters that a village is served with',
      (first) => `{ matters(first: ${first}, filter: { region: "440981104201" }) { edges { node {
        name level organisation { name } materials { licenceTypes { name } }
      } } } }`,
      ['select region', 'select publication'],
    ],
    [
      'regions with what lies above them',
      (first) => `{ regions(first: ${first}, level: TOWN, parent: "440900000000") { edges { node {
        name parent { name } lineage { name }
      } } } }`,
      ['select region', 'select region', 'select region'],
    ],
    [
      'base matters',
      (first) =>
        `{ baseMatters(first: ${first}) { edges { node { mainName materials { licenceTypes { name } } } } } }`,
      ['select base_matter', 'select licence_type'],
    ],
    [
      'licence types',
      (first) => `{ licenceTypes(first: ${first}) { edges { node { code name } } } }`,
      ['select licence_type'],
    ],
  ])('%s', async (_, query, most) => {
    const [two, fifty] = [await house.ask(query(2)), await house.ask(query(50))];
    expect([two.errors, fifty.errors]).toEqual([[], []]);
    expect(length(fifty.data)).toBeGreaterThan(5 * length(two.data) - 1);
    const asked = fifty.trace.sql.map(spoken);
    expect(asked.length).toBeLessThanOrEqual(Math.max(most.length, two.trace.sql.length));
    expect(new Set(asked)).toEqual(new Set(most));
  });
});

describe('a list within a list asks once for all of them', () => {
  const below = (first: number, inside: string) =>
    `children(first: ${first}) { totalCount edges { node { name ${inside} } } }`;

  it('children of children', async () => {
    const query = `{ region(code: "440900000000") { ${below(10, below(10, below(2, '')))} } }`;
    const { errors, trace } = await house.ask(query);
    expect(errors).toEqual([]);
    // The region, then a page and its counts for each of three levels.
    expect(trace.sql).toHaveLength(7);
  });

  it('implementations of base matters, a page of each, the same as asked one by one', async () => {
    const inside =
      'code implementations(first: 3) { totalCount pageInfo { hasNextPage } edges { cursor node { code } } }';
    const { data, errors, trace } = await house.ask(
      `{ baseMatters(first: 10) { edges { node { ${inside} } } } }`,
    );
    expect(errors).toEqual([]);
    expect(trace.sql.map(spoken)).toEqual(['select base_matter', 'select publication', 'count publication']);
    const { edges } = data?.['baseMatters'] as { edges: { node: { code: string } }[] };
    for (const { node } of edges.slice(0, 3)) {
      const alone = await house.ask(`{ baseMatter(code: "${node.code}") { ${inside} } }`);
      expect(alone.data?.['baseMatter']).toEqual(node);
      const page = `matters(first: 3, filter: { baseMatter: "${node.code}" })`;
      const listed = await house.ask(
        `{ ${page} { totalCount pageInfo { hasNextPage } edges { cursor node { code } } } }`,
      );
      expect({ code: node.code, implementations: listed.data?.['matters'] }).toEqual(node);
    }
  });

  it('goes on after a cursor, and a wrong page spoils only itself', async () => {
    const query = (args: string) => `children(first: ${args}) { edges { cursor node { code } } }`;
    const ask = async (text: string) => house.ask(`{ region(code: "440900000000") { ${text} } }`);
    const first = await ask(`a: ${query('2')} b: ${query('4')}`);
    const { a, b } = first.data?.['region'] as Record<'a' | 'b', { edges: { cursor: string }[] }>;
    const rest = await ask(`c: ${query(`2, after: "${a.edges[1]?.cursor ?? ''}"`)}`);
    const { c } = rest.data?.['region'] as Record<'c', { edges: unknown[] }>;
    expect([...a.edges, ...c.edges]).toEqual(b.edges);
    const wrong = await ask(`a: ${query('2')} w: ${query('0')}`);
    expect(wrong.errors.map(({ path, extensions }) => [path, extensions.reason])).toEqual([
      [['region', 'w'], 'PAGE_SIZE_INVALID'],
    ]);
  });
});

describe('outside systems', () => {
  it.each([[[BUSINESS]], [[BUSINESS, SAFETY]], [[BUSINESS, SAFETY, BUILDER]]])(
    'a registry is asked once, for %s',
    async (types) => {
      const answer = await house.ask(licences, { holder: tourHolder, types, purpose }, 'dept-demo');
      expect(answer.errors).toEqual([]);
      expect(answer.trace.outside).toEqual(['demo-registry']);
    },
  );

  it('what was not granted is asked of nobody', async () => {
    const types = ['11100000000013127D001'];
    const answer = await house.ask(licences, { holder: tourHolder, types, purpose }, 'dept-demo');
    expect(answer.data).toEqual({ licences: [{ status: 'WITHHELD', fields: [] }] });
    expect(answer.trace.outside).toEqual([]);
  });

  it('for an exemption, a source is asked once for licences and once for data checks', async () => {
    const answer = await house.ask(exemption, { input: exemptionInput }, 'dept-demo');
    expect(answer.errors).toEqual([]);
    expect(answer.trace.outside).toEqual(['demo-registry', 'demo-registry']);
  });
});

describe('no row in the record, no answer', () => {
  const rows = async () => {
    const [row] = await house.database.query<{ count: number }>('select count(*) as count from audit_entry');
    return row?.count ?? -1;
  };
  const questions: readonly [string, string, object][] = [
    ['licences', licences, { holder: tourHolder, types: [BUSINESS], purpose }],
    ['exemptionResolve', exemption, { input: exemptionInput }],
  ];

  it.each(questions)('%s leaves exactly one', async (operation, query, variables) => {
    const before = await rows();
    const { trace } = await house.ask(query, variables, 'dept-demo');
    expect(await rows()).toBe(before + 1);
    const [row] = await house.database.query(
      'select operation, consumer, case_number from audit_entry where trace_id = $1',
      [trace.traceId],
    );
    expect(row).toEqual({ operation, consumer: 'dept-demo', case_number: 'CASE-1' });
  });

  it.each(questions)('%s is not answered when it cannot be written', async (_, query, variables) => {
    await house.database.query(
      `create function record_is_full() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$`,
    );
    await house.database.query(
      'create trigger record_is_full before insert on audit_entry for each row execute function record_is_full()',
    );
    try {
      const before = await rows();
      const answer = await house.ask(query, variables, 'dept-demo');
      expect(answer.data).toBe(null);
      expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['INTERNAL_SERVER_ERROR']);
      expect(JSON.stringify(answer.errors)).not.toContain('disk full');
      expect(await rows()).toBe(before);
    } finally {
      await house.database.query('drop function record_is_full cascade');
    }
  });

  it('a refusal that cannot be written is no less a refusal', async () => {
    await house.database.query('alter table audit_entry rename to audit_entry_away');
    try {
      const variables = { holder: tourHolder, types: [BUSINESS], purpose };
      const answer = await house.ask(licences, variables, 'portal-demo');
      expect(answer.data).toBe(null);
      expect(answer.errors.length).toBe(1);
    } finally {
      await house.database.query('alter table audit_entry_away rename to audit_entry');
    }
  });
});

describe('a page of a sync pull', () => {
  let county: TestHouse;
  beforeAll(async () => {
    county = await openHouse();
    await importRegions({ regions: county.catalog.regions, all: false, progress: () => undefined });
  });
  afterAll(() => county.close());
  const feedOfCity = () => openPeerFeed({ url: house.url, token: house.tokenOf('sync-demo') });

  it('that cannot be written moves no cursor and leaves nothing', async () => {
    const feed = feedOfCity();
    await county.database.query(
      `create function page_is_full() returns trigger language plpgsql as $$ begin raise exception 'full'; end $$`,
    );
    await county.database.query(
      'create trigger page_is_full before insert on change for each row execute function page_is_full()',
    );
    const peer = { name: 'city', url: house.url, feed };
    await expect(county.catalog.sync.pull(peer, { first: 500, onPage: () => undefined })).rejects.toThrow();
    await feed.close();
    await county.database.query('drop function page_is_full cascade');
    const left = await county.database.query(
      `select (select count(*) from matter) as matters, (select count(*) from organisation) as organisations,
              (select count(*) from sync_cursor) as cursors`,
    );
    expect(left).toEqual([{ matters: 0, organisations: 0, cursors: 0 }]);
  });

  it('is one question to the peer, and as many statements as kinds of things, however many rows', async () => {
    const feed = feedOfCity();
    const pages: { readonly rows: number; readonly sql: readonly string[] }[] = [];
    const trace: RequestTrace = { traceId: 'pull', sql: [], outside: [] };
    const counted: PeerFeed = {
      changes(ask) {
        trace.outside.push('city');
        return feed.changes(ask);
      },
    };
    let seen = 0;
    const onPage = ({ applied, unchanged }: { applied: number; unchanged: number }) => {
      pages.push({ rows: applied + unchanged - seen, sql: trace.sql.splice(0).map(spoken) });
      seen = applied + unchanged;
    };
    const peer = { name: 'city', url: house.url, feed: counted };
    const result = await traced(trace, () => county.catalog.sync.pull(peer, { first: 500, onPage }));
    await feed.close();

    expect(result.position).toBe(result.head);
    expect(trace.outside.length).toBe(pages.length);
    // The last pages hold nothing but matters.
    const [full, last] = pages.slice(-2);
    expect(full?.rows).toBe(500);
    expect(last?.rows).toBeLessThan(500);
    expect(last?.sql).toEqual(full?.sql);
    for (const written of ['update sync_cursor', 'insert matter', 'insert publication', 'insert change']) {
      expect(full?.sql.filter((text) => text === written)).toEqual([written]);
    }
  });
});
