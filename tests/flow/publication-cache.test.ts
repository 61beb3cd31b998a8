import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { MatterCode } from '../../catalog/code/index.js';
import { type Database, openDatabase } from '../../catalog/storage/index.js';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.js';
import { baseMatter, bases, matter, openGround, openServices, places } from './catalogue-ground.js';

describe('two processes on one database', () => {
  let fresh: FreshDatabase;
  let ground: Awaited<ReturnType<typeof openGround>>;
  let secondDatabase: Database;
  let second: ReturnType<typeof openServices>;
  const statements = { here: 0, there: 0 };

  const draft = matter(places.county, bases.restaurant);
  const code = draft.code as MatterCode;
  const nameHere = async () => (await ground.publications.byCodes([code]))[0]?.document.name;
  const nameThere = async () => (await second.publications.byCodes([code]))[0]?.document.name;
  /** Until a second read of the same asks the database nothing. */
  const untilHeld = (read: () => Promise<unknown>, side: 'here' | 'there') =>
    vi.waitFor(async () => {
      await read();
      const before = statements[side];
      await read();
      expect(statements[side]).toBe(before);
    });

  beforeAll(async () => {
    fresh = await freshDatabase(() => (statements.here += 1));
    secondDatabase = await openDatabase({ url: fresh.url, observe: () => (statements.there += 1) });
    ground = await openGround(fresh.database);
    second = openServices(secondDatabase, () => ground.time.now);
    await ground.storeBases(baseMatter(bases.restaurant));
    await ground.publish(draft);
  });
  afterAll(async () => {
    await secondDatabase.close();
    await fresh.drop();
  });

  it('both answer from memory, with the same frozen object each time', async () => {
    await untilHeld(nameHere, 'here');
    await untilHeld(nameThere, 'there');
    const [one] = await second.publications.byCodes([code]);
    const [other] = await second.publications.byKeys([draft.key]);
    expect(one).toBe(other);
  });

  it('the one that publishes reads its own version at once, the other as soon as it is told', async () => {
    for (let round = 1; round <= 20; round += 1) {
      await ground.publish({ ...draft, name: `第${round}次` });
      expect(await nameHere()).toBe(`第${round}次`);
      await vi.waitFor(async () => expect(await nameThere()).toBe(`第${round}次`), { interval: 2 });
    }
    await untilHeld(nameThere, 'there');
  });

  it('what is not committed is seen by nobody, and leaves no trace when it fails', async () => {
    const before = await nameHere();
    await untilHeld(nameHere, 'here');
    const failing = fresh.database.transaction(async (tx) => {
      await ground.matters.storeMatters(tx, [{ ...draft, name: '未提交' }], ground.time.now);
      await ground.publications.publish(tx, [draft.key], 'x', ground.time.now);
      expect([await nameHere(), await nameThere()]).toEqual([before, before]);
      throw new Error('undone');
    });
    await expect(failing).rejects.toThrow('undone');
    expect(await nameHere()).toBe(before);
    await untilHeld(nameHere, 'here');
  });

  it('readers that never stop never see a version older than one they have seen', async () => {
    const seen: Record<'here' | 'there', number[]> = { here: [], there: [] };
    let going = true;
    const read = async (side: 'here' | 'there') => {
      const services = side === 'here' ? ground : second;
      while (going) {
        const [publication] = await services.publications.byCodes([code]);
        seen[side].push(publication?.document.version ?? 0);
        await new Promise(setImmediate);
      }
    };
    const readers = [read('here'), read('here'), read('there'), read('there')];
    for (let round = 0; round < 10; round += 1) await ground.publish({ ...draft, name: `连续${round}` });
    const [last] = await ground.publications.byCodes([code]);
    await vi.waitFor(async () => expect(await nameThere()).toBe('连续9'));
    going = false;
    await Promise.all(readers);
    expect(seen.here.at(-1)).toBe(last?.document.version);
    // One read alone is in order; two at a time may overtake each other by one.
    for (const versions of [seen.here, seen.there]) {
      let highest = 0;
      for (const each of versions) {
        expect(each).toBeGreaterThanOrEqual(highest - 1);
        highest = Math.max(highest, each);
      }
    }
  });

  it('without its listening connection a process asks the database each time, and hears again after it', async () => {
    await untilHeld(nameThere, 'there');
    const killed = await fresh.database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'tongban-listen' and datname = current_database()`,
    );
    expect(killed).toHaveLength(2);
    await ground.publish({ ...draft, name: '断线时发布' });
    await vi.waitFor(async () => expect(await nameThere()).toBe('断线时发布'));
    await untilHeld(nameThere, 'there');
    await ground.publish({ ...draft, name: '重连后发布' });
    await vi.waitFor(async () => expect(await nameThere()).toBe('重连后发布'));
  });

  it('a large batch is told in one notice, and everything is read again', async () => {
    const many = Array.from({ length: 600 }, (_, at) =>
      matter(places.town, `0001${String(at).padStart(8, '0')}` as typeof bases.restaurant, {
        name: `批量${at}`,
      }),
    );
    await ground.publish(...many);
    const codes = many.map((each) => each.code as MatterCode);
    await untilHeld(() => second.publications.byCodes(codes), 'there');
    await ground.publish(...many.map((each) => ({ ...each, name: `${each.name}改` })));
    await vi.waitFor(async () => {
      const found = await second.publications.byCodes(codes);
      expect(found.map((publication) => publication?.document.name)).toEqual(
        many.map(({ name }) => `${name}改`),
      );
    });
  });
});
