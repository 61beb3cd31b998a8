import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFault } from '../../catalog/errors.js';
import { jsonOf } from '../../gateway/command-line/check.command.js';
import { deviations as planted, lawfulDifferences } from '../../gateway/demonstration/deviations.js';
import { operatorCall } from '../../gateway/operator.js';
import { openHouse, type TestHouse } from '../support/open-house.js';

/** Elements of the planted deviations that each standard looks at; four-same stops at the county. */
const seen = {
  'ten-unified': planted.filter(({ element }) => element !== 'acceptanceConditions'),
  'twelve-same': planted.filter(({ element }) => element !== 'committedTimeLimit'),
  'national-ten': planted.filter(({ element }) => element !== 'committedTimeLimit'),
  'four-same': planted.filter(({ element }) => element === 'legalBases' || element === 'type'),
} as const;
const maonan = '440902000000';

describe('the demonstration against the standards of sameness', () => {
  let house: TestHouse;
  const call = () => operatorCall(new Date());
  beforeAll(async () => {
    house = await openHouse({ demo: true });
  });
  afterAll(() => house.close());

  it.each(Object.entries(seen))('%s finds what was planted, and nothing else', async (standard, wanted) => {
    const check = await house.catalog.conformance.check(call(), standard, null);
    const found = check.deviations.map(({ matter, element }) => `${matter} ${element}`);
    expect(found.sort()).toEqual(wanted.map(({ matter, element }) => `${matter} ${element}`).sort());
    expect(check.checked - check.conforming).toBe(wanted.length);
    expect(check.deviationCount).toBe(wanted.length);
    for (const { matter } of lawfulDifferences)
      expect(found.some((one) => one.startsWith(matter))).toBe(false);
    for (const one of check.byElement) {
      const there = wanted.filter(({ element }) => element === one.element).length;
      expect([one.element, one.checked - one.conforming]).toEqual([one.element, there]);
    }
  });

  it('says what should stand there, what does, and what to do, as scripts read it', async () => {
    const report = jsonOf(await house.catalog.conformance.check(call(), 'ten-unified', null));
    expect(Object.keys(report).slice(0, 6)).toEqual([
      'standard',
      'confirmed',
      'region',
      'checked',
      'conforming',
      'deviations',
    ]);
    expect(report).toMatchObject({ standard: 'ten-unified', region: null });
    const one = report.deviations.find(({ element }) => element === 'statutoryTimeLimit');
    expect(one).toMatchObject({
      matter: '11440981DEMA00021H4000199103000',
      level: 'COUNTY',
      rule: 'TIME_LIMIT_LONGER',
      severity: 'ERROR',
      expected: '10个工作日',
      found: '20个工作日',
      proposal: 'At most: 10个工作日. 不超过：10个工作日。',
    });
    const rules = Object.fromEntries(report.deviations.map(({ matter, rule }) => [matter, rule]));
    expect(Object.values(rules).sort()).toEqual([
      'COMMITTED_BEYOND_STATUTORY',
      'ITEM_MISSING',
      'MATERIAL_ADDED',
      'MATERIAL_CANCELLED_ASKED',
      'STEP_ADDED',
      'TEXT_DIFFERENT',
      'TIME_LIMIT_LONGER',
      'VALUE_DIFFERENT',
    ]);
  });

  it('answers for a region and what is below it, and adds up', async () => {
    const query = `query ($region: RegionCode!) {
      conformance(standard: "twelve-same", region: $region) {
        standard { id confirmed title note(language: EN) elements { element compares lower } }
        region { name } checked conforming
        byElement { element title checked conforming }
        byRegion { region { code name } checked conforming }
      }
    }`;
    const answer = await house.ask(query, { region: maonan }, 'admin-demo');
    expect(answer.errors).toEqual([]);
    const report = answer.data?.['conformance'] as {
      checked: number;
      conforming: number;
      byRegion: { checked: number; conforming: number }[];
    };
    expect(report).toMatchObject({
      standard: { id: 'twelve-same', confirmed: false },
      region: { name: '茂南区' },
    });
    const sum = (of: 'checked' | 'conforming') => report.byRegion.reduce((total, one) => total + one[of], 0);
    expect(report.byRegion.length).toBeGreaterThan(1);
    expect([sum('checked'), sum('conforming')]).toEqual([report.checked, report.conforming]);
    // Consumer, region, standards, the walk; the regions of the answer together.
    expect(answer.trace.sql.length).toBeLessThanOrEqual(5);
  });

  it('gives the deviations page by page, each once, however small the pages', async () => {
    const query = `query ($after: String, $filter: DeviationFilter) {
      deviations(standard: "national-ten", first: 3, after: $after, filter: $filter) {
        totalCount pageInfo { hasNextPage endCursor }
        edges { node { matter name organisation region { code } level element rule severity expected found
                       explanation proposal(language: EN) } }
      }
    }`;
    interface Page {
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
      edges: { node: { matter: string; element: string; region: { code: string } } }[];
    }
    const read = async (filter: object) => {
      const nodes: Page['edges'][number]['node'][] = [];
      for (let after: string | null = null; ;) {
        const answer = await house.ask(query, { after, filter }, 'admin-demo');
        expect(answer.errors).toEqual([]);
        const page = answer.data?.['deviations'] as Page;
        nodes.push(...page.edges.map(({ node }) => node));
        if (!page.pageInfo.hasNextPage) {
          expect(page.totalCount).toBe(nodes.length);
          return nodes;
        }
        after = page.pageInfo.endCursor;
      }
    };
    const all = await read({});
    expect(all.map(({ matter }) => matter)).toEqual(seen['national-ten'].map(({ matter }) => matter).sort());
    expect(await read({ elements: ['materials'] })).toEqual(
      all.filter(({ element }) => element === 'materials'),
    );
    expect(await read({ region: maonan })).toEqual(
      all.filter(({ region }) => region.code.startsWith(maonan.slice(0, 6))),
    );
    expect(await read({ rules: ['TEXT_DIFFERENT'], severities: ['ERROR'] })).toHaveLength(1);
    expect(await read({ severities: ['WARNING'] })).toEqual([]);
  });

  it('tells what is unknown or not allowed', async () => {
    const ask = async (query: string, as?: string) => {
      const { errors } = await house.ask(query, {}, as);
      return errors[0]?.extensions.reason;
    };
    const conformance = (standard: string, region: string) =>
      `{ conformance(standard: "${standard}", region: "${region}") { checked } }`;
    expect(await ask(conformance('ten-unified', maonan))).toBe('TOKEN_MISSING');
    expect(await ask('{ standards { id } }')).toBe('TOKEN_MISSING');
    expect(await ask('{ deviations(standard: "ten-unified") { totalCount } }')).toBe('TOKEN_MISSING');
    expect(await ask(conformance('eleven-same', maonan), 'admin-demo')).toBe('STANDARD_UNKNOWN');
    const walks = (count: number) =>
      `{ ${Array.from({ length: count }, (_, at) => `w${at}: conformance(standard: "ten-unified", region: "${maonan}") { checked }`).join(' ')} }`;
    expect(await ask(walks(2), 'admin-demo')).toBe(undefined);
    expect(await ask(walks(6), 'admin-demo')).toBe('QUERY_TOO_COSTLY');
    expect(await ask(conformance('ten-unified', '440999000000'), 'admin-demo')).toBe('REGION_UNKNOWN');
    expect(await ask('{ deviations(standard: "ten-unified", first: 0) { totalCount } }', 'admin-demo')).toBe(
      'PAGE_SIZE_INVALID',
    );
  });

  it('stops when nobody waits any more', async () => {
    const deadline = AbortSignal.abort();
    await expect(
      house.catalog.conformance.check({ ...call(), deadline }, 'ten-unified', null),
    ).rejects.toMatchObject({ reason: 'DEADLINE_PASSED' });
  });

  it('holds a province’s own standard as it holds the others, and lets nobody rewrite a built-in one', async () => {
    const { standards, conformance } = house.catalog;
    const title = { zh: '名称统一', en: 'Same names' };
    const own = {
      id: 'same-names',
      title,
      confirmed: true,
      levels: ['TOWN'],
      elements: [{ reads: 'name', title, compares: 'TEXT', lower: 'FIXED' }],
    };
    const reason = (work: Promise<unknown>) =>
      work.then(
        () => null,
        (error: unknown) => isFault(error) && error.reason,
      );
    expect(await reason(standards.store({ ...call(), scopes: [] }, own))).toBe('SCOPE_MISSING');
    expect(await reason(standards.store(call(), { ...own, id: 'ten-unified' }))).toBe('STANDARD_BUILT_IN');
    expect(await reason(standards.store(call(), { ...own, levels: [] }))).toBe('STANDARD_INVALID');
    await standards.store(call(), { ...own, levels: ['CITY'] });
    await standards.store(call(), own);
    const listed = (await house.ask('{ standards { id builtIn levels } }', {}, 'admin-demo')).data?.[
      'standards'
    ];
    expect(listed).toHaveLength(5);
    expect(listed).toContainEqual({ id: 'same-names', builtIn: false, levels: ['TOWN'] });
    const { deviations } = await conformance.check(call(), 'same-names', null);
    expect(deviations.map(({ matter }) => matter)).toEqual(['11440981DEMB01041D5440599304000']);
  });
});
