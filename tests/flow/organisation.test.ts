import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { creditCodeCheckDigit, type CreditCode } from '../../catalog/code/index.js';
import {
  organisationKeyOf,
  type OrganisationKey,
  type OrganisationView,
} from '../../catalog/organisation/organisation.js';
import { digestOf } from '../../catalog/storage/index.js';
import {
  faultOf,
  inPieces,
  lockWaited,
  openRegisters,
  regionCode,
  smallTree,
  unheard,
  type Registers,
} from './registers.js';

let registers: Registers;

/** Invented bodies; the check character is right, the number is nobody's. */
function invented(number: number, changed: Partial<OrganisationView> = {}): OrganisationView {
  const first17 = `114409000000${String(number).padStart(5, '0')}`;
  const creditCode = (first17 + creditCodeCheckDigit(first17)) as CreditCode;
  return {
    key: organisationKeyOf(creditCode, 'a test', ''),
    creditCode,
    localCode: null,
    name: `虚构局 ${number}`,
    kind: 1,
    region: regionCode('4409'),
    level: 'CITY',
    ...changed,
  };
}

const store = (...organisations: OrganisationView[]) =>
  registers.database.transaction((tx) => registers.organisations.store(tx, organisations, 'a test'));
const outcomesOf = ({ outcomes }: Awaited<ReturnType<typeof store>>) =>
  outcomes.map(({ outcome }) => outcome);

beforeAll(async () => {
  registers = await openRegisters();
  await registers.regions.load(inPieces(smallTree), 'a test', unheard);
  return () => registers.drop();
});
beforeEach(() => registers.database.query('delete from organisation'));

describe('organisations that are stored', () => {
  const nameless = {
    ...invented(9),
    key: organisationKeyOf(null, '4409', "虚构'站\\"),
    creditCode: null,
    localCode: 'A-09',
    kind: null,
    region: null,
    level: null,
  } satisfies OrganisationView;

  it('come back as they were given, in the order asked', async () => {
    const given = [invented(2), nameless, invented(1)];
    expect(outcomesOf(await store(...given))).toEqual(['IMPORTED', 'IMPORTED', 'IMPORTED']);
    const asked = [nameless.key, 'nobody', invented(1).key, invented(2).key, nameless.key];
    expect(await registers.organisations.byKeys(asked)).toEqual([
      nameless,
      null,
      invented(1),
      invented(2),
      nameless,
    ]);
  });

  it('are handed out as changes for the end of the transaction, only where something differs', async () => {
    const first = await store(invented(1), nameless);
    expect(first.changes).toEqual([
      {
        kind: 'ORGANISATION',
        key: invented(1).key,
        version: 1,
        document: invented(1),
        regionPath: '000000000000/440000000000/440900000000',
      },
      { kind: 'ORGANISATION', key: nameless.key, version: 1, document: nameless, regionPath: null },
    ]);
    expect((await registers.changes.page({ after: null, regionPath: null, first: 1 })).head).toBe('0');

    const renamed = invented(1, { name: '虚构局（改名）' });
    const second = await store(nameless, renamed);
    expect(second.outcomes).toEqual([
      { key: nameless.key, outcome: 'UNCHANGED' },
      { key: renamed.key, outcome: 'IMPORTED' },
    ]);
    expect(second.changes).toMatchObject([{ key: renamed.key, version: 2, document: renamed }]);
    expect((await store(renamed, nameless)).changes).toEqual([]);
  });

  it.each<[string, Partial<OrganisationView>]>([
    ['name', { name: '另一个局' }],
    ['local code', { localCode: 'B' }],
    ['kind', { kind: 2 }],
    ['kind unknown', { kind: null }],
    ['region', { region: regionCode('440902') }],
    ['region unknown', { region: null }],
    ['level', { level: 'COUNTY' }],
  ])('differ by %s', async (_, changed) => {
    await store(invented(1));
    expect(outcomesOf(await store(invented(1, changed)))).toEqual(['IMPORTED']);
    expect(await registers.organisations.byKeys([invented(1).key])).toEqual([invented(1, changed)]);
    expect(outcomesOf(await store(invented(1, changed)))).toEqual(['UNCHANGED']);
  });

  it('twice in one list stand as they stand last', async () => {
    const last = invented(1, { name: '后一个' });
    const { outcomes, changes } = await store(invented(1), invented(2), last);
    expect(outcomes.map(({ key }) => key)).toEqual([last.key, invented(2).key, last.key]);
    expect(changes.map(({ key, version }) => [key, version])).toEqual([
      [last.key, 1],
      [invented(2).key, 1],
    ]);
    expect(await registers.organisations.byKeys([last.key])).toEqual([last]);
  });

  it('are refused in an unknown region, and nothing is written', async () => {
    const fault = await faultOf(store(invented(1), invented(2, { region: regionCode('4499') })));
    expect(fault).toMatchObject({ reason: 'REGION_UNKNOWN', facts: { region: regionCode('4499') } });
    expect(await registers.organisations.byKeys([invented(1).key])).toEqual([null]);
  });

  it('by two imports at the same time are imported by one of them', async () => {
    const many = Array.from({ length: 500 }, (_, number) => invented(number));
    const results = await Promise.all([store(...many), store(...[...many].reverse())]);
    const imported = results.flatMap(outcomesOf).filter((outcome) => outcome === 'IMPORTED');
    expect(imported.length).toBe(500);
    expect(results.flatMap(({ changes }) => changes).every(({ version }) => version === 1)).toBe(true);
  });

  it('are locked in the order of their keys, or two imports would wait for each other for ever', async () => {
    const [low, middle, high] = [invented(1), invented(5), invented(9)];
    let waiting: Promise<unknown> = Promise.resolve();
    await registers.database.transaction(async (tx) => {
      await registers.organisations.store(tx, [middle], 'a test');
      waiting = store(high, middle, low);
      await lockWaited(registers.database, waiting);
      // It waits for the middle one, so it holds nothing behind it.
      const free = { yet: false };
      const third = store(high).then(() => (free.yet = true));
      await lockWaited(registers.database, third, 2);
      expect(free.yet).toBe(true);
    });
    await waiting;
  });

  it('cost two statements, however many', async () => {
    const before = registers.statements.length;
    await store(...Array.from({ length: 500 }, (_, number) => invented(number)));
    expect(registers.statements.length - before).toBe(2);
  });

  it('and appended are in the feed of their region', async () => {
    await registers.database.transaction(async (tx) => {
      const { changes } = await registers.organisations.store(
        tx,
        [invented(1), invented(2, { region: regionCode('4419') }), nameless],
        'a test',
      );
      await registers.changes.append(tx, changes);
    });
    const [maoming] = (await registers.regions.byCodes([regionCode('4409')])).map((view) =>
      view?.lineage.join('/'),
    );
    const page = await registers.changes.page({ after: null, regionPath: maoming ?? null, first: 10 });
    expect(page.changes.map(({ key }) => key)).toEqual([invented(1).key, nameless.key]);
    expect(page.changes[0]?.digest).toBe(digestOf(invented(1)));
  });
});

describe('organisations of regions', () => {
  it('are paged for many regions in one statement, each organisation once', async () => {
    const regions = ['4409', '4419', '440904'].map(regionCode);
    await store(
      ...Array.from({ length: 7 }, (_, number) => invented(number, { region: regions[number % 2] ?? null })),
    );
    const seen: OrganisationKey[] = [];
    for (let after: string | null = null, more = true; more;) {
      const before = registers.statements.length;
      const [maoming, dongguan, none, again] = await registers.organisations.ofRegions(
        [...regions, regions[0] ?? regionCode('0')],
        { first: 3, after },
      );
      expect(registers.statements.length - before).toBe(1);
      expect(again).toEqual(maoming);
      expect(none).toEqual({ items: [], hasNextPage: false });
      expect(dongguan?.items.every(({ node }) => node.region === regionCode('4419'))).toBe(true);
      seen.push(...(maoming?.items.map(({ node }) => node.key) ?? []));
      after = maoming?.items.at(-1)?.cursor ?? null;
      more = maoming?.hasNextPage ?? false;
    }
    expect(seen).toEqual([0, 2, 4, 6].map((number) => invented(number).key).sort());
  });

  it('have bounded pages and cursors of their own', async () => {
    const ask = (first: number, after: string | null) =>
      faultOf(registers.organisations.ofRegions([regionCode('4409')], { first, after }));
    expect(await ask(201, null)).toMatchObject({ reason: 'PAGE_SIZE_INVALID', facts: { most: 200 } });
    expect((await ask(1, 'nonsense')).reason).toBe('CURSOR_INVALID');
  });
});
