import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatterDraft } from '../../catalog/matter/matter.js';
import { nearestQuery } from '../../catalog/publication/publication.query.js';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.js';
import { baseMatter, bases, bodyOf, localMatter, matter, openGround, places } from './catalogue-ground.js';

describe('the nearest level that implements a base matter', () => {
  let fresh: FreshDatabase;
  let ground: Awaited<ReturnType<typeof openGround>>;
  const statements: string[] = [];
  const nearest = async (region = places.village) =>
    (await ground.publications.nearest([{ baseMatter: bases.restaurant, region }]))[0]?.document.key ?? null;

  beforeAll(async () => {
    fresh = await freshDatabase((text) => statements.push(text));
    ground = await openGround(fresh.database);
    await ground.storeBases(baseMatter(bases.restaurant), baseMatter(bases.hygiene));
  });
  afterAll(() => fresh.drop());

  it('answers for a village from wherever it is implemented, ever nearer', async () => {
    expect(await nearest()).toBeNull();
    const wideToNarrow = [
      places.nation,
      places.province,
      places.city,
      places.county,
      places.town,
      places.village,
    ];
    for (const region of wideToNarrow) {
      const draft = matter(region, bases.restaurant);
      await ground.publish(draft);
      expect(await nearest()).toBe(draft.key);
    }
    expect(await nearest(places.otherVillage)).toBe(matter(places.town, bases.restaurant).key);
    expect(await nearest(places.otherTown)).toBe(matter(places.county, bases.restaurant).key);
    expect(await nearest(places.otherCounty)).toBe(matter(places.city, bases.restaurant).key);
    expect(await nearest(places.otherProvince)).toBe(matter(places.nation, bases.restaurant).key);
  });

  it('takes the lowest key where two organisations of one level implement it', async () => {
    const second = localMatter(places.village, '第二个部门', {
      baseCode: bases.restaurant,
      organisation: bodyOf(places.village, 2).key,
    });
    await ground.publish(second);
    expect([await nearest(), second.key].sort()[0]).toBe(await nearest());
  });

  it('answers many asks in one statement, in their order, with null where nothing is known', async () => {
    await ground.publish(matter(places.county, bases.hygiene));
    const asks = [
      { baseMatter: bases.hygiene, region: places.village },
      { baseMatter: bases.restaurant, region: places.city },
      { baseMatter: bases.hygiene, region: places.city },
      { baseMatter: bases.restaurant, region: '330000000000' as typeof places.city },
      { baseMatter: bases.hygiene, region: places.village },
    ];
    statements.length = 0;
    const found = await ground.publications.nearest(asks);
    expect(statements).toHaveLength(1);
    expect(found.map((publication) => publication?.document.key ?? null)).toEqual([
      matter(places.county, bases.hygiene).key,
      matter(places.city, bases.restaurant).key,
      null,
      null,
      matter(places.county, bases.hygiene).key,
    ]);
    expect(await ground.publications.nearest([])).toEqual([]);
  });

  it('is looked up by the index over base matter and region', async () => {
    const drafts: MatterDraft[] = Array.from({ length: 3_000 }, (_, at) =>
      localMatter(places.otherProvince, `批量${at}`, {
        baseCode: `0001${String(at).padStart(8, '0')}` as never,
      }),
    );
    await ground.publish(...drafts);
    await fresh.database.query('analyze publication');
    const plan = await fresh.database.query<{ 'QUERY PLAN': string }>(
      `explain (analyze, costs off, timing off) ${nearestQuery}`,
      [
        [bases.restaurant, bases.hygiene],
        [places.village, places.city],
      ],
    );
    const text = plan.map((line) => line['QUERY PLAN']).join('\n');
    // Both columns are looked up: by the base code alone, every village of the country would be read.
    expect(text).toMatch(
      /Index (Only )?Scan using publication_(base|region)[\s\S]*Index Cond: \(\((region|base)_code = .*\) AND \((region|base)_code = /u,
    );
    expect(text).not.toMatch(/Seq Scan on publication/u);
  });
});
