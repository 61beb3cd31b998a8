import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  buildMatterCode,
  digestOf,
  matterCodeParts,
  matterKeyOf,
  parseCreditCode,
  parseRegionCode,
  type BaseCode,
  type ChangeView,
  type MatterCode,
  type MatterDraft,
  type OrganisationKey,
  type PeerFeed,
} from '../../catalog/index.js';
import { openPeerFeed } from '../../connectors/index.js';
import { importRegions } from '../../gateway/command-line/import-regions.js';
import { tourMatterCode } from '../../gateway/demonstration/tour-matter.js';
import { openHouse, type TestHouse } from '../support/open-house.js';

/** A city with the demonstration, and a county that begins empty: two gateways, two databases, HTTP between them. */
let city: TestHouse;
let county: TestHouse;

beforeAll(async () => {
  city = await openHouse({ demo: true });
  county = await openHouse();
  await importRegions({ regions: county.catalog.regions, all: false, progress: () => undefined });
});
afterAll(async () => {
  await county.close();
  await city.close();
});

const quiet = { first: 500, onPage: () => undefined };

function feedOfCity() {
  return openPeerFeed({ url: city.url, token: city.tokens.sign('sync-demo', ['sync:read'], 300) });
}

/** A feed that a test writes itself, for what no honest peer would send. */
function feedOf(changes: readonly ChangeView[]): PeerFeed {
  const head = changes.at(-1)?.position ?? '0';
  return {
    changes: ({ after }) => {
      const rest = changes.filter(({ position }) => Number(position) > Number(after ?? '0'));
      return Promise.resolve({ changes: rest, endCursor: head, more: false, head });
    },
  };
}

function change(
  position: number,
  kind: string,
  key: string,
  document: unknown,
  wrong: Partial<ChangeView> = {},
): ChangeView {
  const digest = digestOf(document);
  return {
    position: String(position),
    origin: 'test',
    kind,
    key,
    version: 1,
    digest,
    deleted: false,
    document,
    ...wrong,
  };
}

const organisation = {
  key: '11440900DEMA00056R',
  creditCode: '11440900DEMA00056R',
  localCode: null,
  name: '茂名市住房和城乡建设局',
  kind: 1,
  region: '440900000000',
  level: 'CITY',
};

/** A matter that the county itself implements, of a base matter that it got from the city. */
async function publishOwnMatter(baseCode: BaseCode): Promise<MatterCode> {
  const body = parseCreditCode('11440981DEMA001795');
  const code = buildMatterCode(body, 'COUNTY', baseCode);
  const draft: MatterDraft = {
    key: matterKeyOf(code, 'test', ''),
    code,
    localCode: null,
    baseCode,
    organisation: body as string as OrganisationKey,
    region: parseRegionCode('440981000000'),
    level: 'COUNTY',
    type: '01',
    name: '建筑施工企业安全生产许可（县级）',
    elements: {},
    handlingItems: [],
    source: 'test',
  };
  await county.database.transaction(async (tx) => {
    await county.catalog.matters.storeMatters(tx, [draft], new Date());
    await county.catalog.publications.publish(tx, [draft.key], 'county', new Date());
  });
  return code;
}

/** Lets everyone through once that many have come. */
function barrierOf(many: number): () => Promise<void> {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  let come = 0;
  return () => {
    come += 1;
    if (come === many) open();
    return opened;
  };
}

describe('sync pull', () => {
  it('brings the whole catalogue over, with the digests that the peer published', async () => {
    const feed = feedOfCity();
    const result = await county.catalog.sync.pull({ name: 'city', url: city.url, feed }, quiet);
    await feed.close();
    expect(result).toMatchObject({ quarantined: 0, position: result.head });
    const theirs = await city.ask('{ matters(first: 200) { totalCount edges { node { code digest } } } }');
    const ours = await county.ask('{ matters(first: 200) { totalCount edges { node { code digest } } } }');
    expect(ours.data).toEqual(theirs.data);
    expect((ours.data?.['matters'] as { totalCount: number }).totalCount).toBeGreaterThan(2_000);
  });

  it('changes nothing when asked again', async () => {
    const feed = feedOfCity();
    const before = await county.catalog.changes.page({ after: null, regionPath: null, first: 1 });
    const result = await county.catalog.sync.pull({ name: 'city', url: city.url, feed }, quiet);
    await feed.close();
    expect(result).toMatchObject({ applied: 0, quarantined: 0 });
    expect((await county.catalog.changes.page({ after: null, regionPath: null, first: 1 })).head).toBe(
      before.head,
    );
  });

  it('applies a page that comes a second time without changing anything, under a new name of the peer', async () => {
    const feed = feedOfCity();
    const result = await county.catalog.sync.pull({ name: 'city-again', url: city.url, feed }, quiet);
    await feed.close();
    expect(result.applied).toBe(0);
    expect(result.quarantined).toBe(0);
    expect(result.unchanged).toBeGreaterThan(2_000);
  });

  it('carries one edit over, and the county publishes its own matters that rest on it anew, not those of the peer', async () => {
    const { baseCode } = matterCodeParts(tourMatterCode);
    const own = await publishOwnMatter(baseCode);
    const [base] = await city.catalog.matters.baseMatters([baseCode]);
    const edited = { ...base, version: 2, mainName: '建筑施工企业安全生产许可（修订）' };
    const result = await county.catalog.sync.pull(
      { name: 'edit', url: 'test', feed: feedOf([change(1, 'BASE_MATTER', baseCode, edited)]) },
      quiet,
    );
    expect(result).toMatchObject({ applied: 1, quarantined: 0 });
    const [mine, theirs] = await county.catalog.publications.byCodes([own, tourMatterCode]);
    expect(mine?.document).toMatchObject({ version: 2, baseMatter: { mainName: edited.mainName } });
    expect(theirs?.document).toMatchObject({ version: 1, baseMatter: { mainName: base?.mainName } });
  });

  it('sets aside what is not what it says it is, and goes on', async () => {
    const changes = [
      change(1, 'ORGANISATION', organisation.key, organisation, { digest: 'f'.repeat(64) }),
      change(2, 'WEATHER', 'x', { sunny: true }),
      change(3, 'ORGANISATION', 'bad', { ...organisation, creditCode: 'nonsense' }),
      change(4, 'ORGANISATION', 'lost', {
        ...organisation,
        key: '~x~lost',
        creditCode: null,
        region: '449900000000',
      }),
      change(5, 'ORGANISATION', organisation.key, {
        ...organisation,
        key: '~x~kept',
        creditCode: null,
        name: '留下的机构',
      }),
    ];
    const result = await county.catalog.sync.pull({ name: 'odd', url: 'test', feed: feedOf(changes) }, quiet);
    expect(result).toMatchObject({ applied: 1, quarantined: 4, position: '5' });
    const kept = await county.database.query(
      'select position, reason, change from sync_quarantine where peer = $1 order by position',
      ['odd'],
    );
    expect(kept).toMatchObject([
      { position: '1', reason: 'DIGEST_MISMATCH' },
      { position: '2', reason: 'KIND_UNKNOWN', change: changes[1] },
      { position: '3', reason: 'DOCUMENT_MALFORMED' },
      { position: '4', reason: 'REFUSED_BY_STORE' },
    ]);
    const [status] = (await county.catalog.sync.status()).filter(({ peer }) => peer === 'odd');
    expect(status).toMatchObject({ position: '5', quarantined: 4 });
  });

  it('moves no cursor when the page cannot be written', async () => {
    const feed = feedOf([change(1, 'ORGANISATION', organisation.key, { ...organisation, name: '改名' })]);
    await county.database.query(`alter table sync_cursor rename to sync_cursor_away`);
    const failing = county.catalog.sync.pull({ name: 'torn', url: 'test', feed }, quiet);
    await expect(failing).rejects.toThrow();
    await county.database.query(`alter table sync_cursor_away rename to sync_cursor`);
    expect((await county.catalog.organisations.byKeys([organisation.key]))[0]?.name).toBe(organisation.name);
    expect((await county.catalog.sync.status()).some(({ peer }) => peer === 'torn')).toBe(false);
  });

  it('refuses the second of two processes that pull the same page', async () => {
    const changes = [
      change(1, 'ORGANISATION', '~x~two', { ...organisation, key: '~x~two', creditCode: null, name: '并发' }),
    ];
    // Each waits with its page in hand until the other has asked for its own: both stand at the same cursor.
    const barrier = barrierOf(2);
    const honest = feedOf(changes);
    const feed: PeerFeed = {
      async changes(ask) {
        await barrier();
        return honest.changes(ask);
      },
    };
    const pull = () => county.catalog.sync.pull({ name: 'twice', url: 'test', feed }, quiet);
    const results = await Promise.allSettled([pull(), pull()]);
    const reasons = results.map((one) =>
      one.status === 'fulfilled' ? 'done' : (one.reason as { reason: string }).reason,
    );
    expect(reasons.sort()).toEqual(['PEER_BUSY', 'done']);
  });

  it('does not read without the scope, and says which token is refused', async () => {
    const feed = openPeerFeed({ url: city.url, token: city.tokens.sign('portal-demo', ['sync:read'], 300) });
    const pull = county.catalog.sync.pull({ name: 'refused', url: city.url, feed }, quiet);
    await expect(pull).rejects.toMatchObject({ reason: 'PEER_REFUSED', facts: { reason: 'SCOPE_MISSING' } });
    await feed.close();
  });
});
