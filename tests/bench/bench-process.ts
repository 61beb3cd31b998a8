import autocannon from 'autocannon';
import { readFile } from 'node:fs/promises';
import { composeArchive, compose } from '../../gateway/compose.js';
import { readConfig } from '../../gateway/config.js';
import { importRegions } from '../../gateway/command-line/import-regions.js';
import { openLog } from '../../gateway/log.js';
import { makeGuideData } from './guide-data.js';
import { openRawServer } from './raw-server.js';

/** The second half of `startProcess`: plays one role until it is told to stop. */
interface LoadTask {
  readonly url: string;
  readonly bodies: string;
  readonly seconds: number;
  readonly connections: number;
}

const [role = '', settingsText = '{}'] = process.argv.slice(2);
const settings = JSON.parse(settingsText) as Readonly<Record<string, string>>;
const config = readConfig({ ...settings, PORT: '0', DEMO: 'off', LOG_LEVEL: 'warn' });

const roles: Readonly<Record<string, () => Promise<(task: unknown) => Promise<unknown>>>> = {
  async data() {
    const archive = await composeArchive(config, openLog(config));
    await importRegions({ regions: archive.catalog.regions, all: false, progress: () => undefined });
    return async () => {
      const codes = await makeGuideData(archive.catalog, archive.database);
      await archive.database.query('vacuum analyze');
      await archive.stop();
      return { codes };
    };
  },
  async gateway() {
    const held = settings['HELD'];
    const house = await compose(
      config,
      openLog(config),
      held === undefined ? {} : { mostHeld: Number(held) },
    );
    return () => Promise.resolve({ url: `${house.url}/graphql` });
  },
  async raw() {
    const url = await openRawServer(settings['DATABASE_URL'] ?? '');
    return () => Promise.resolve({ url });
  },
  load: () => Promise.resolve((task) => load(task as LoadTask)),
};

async function load({ url, bodies, seconds, connections }: LoadTask): Promise<object> {
  const list = JSON.parse(await readFile(bodies, 'utf8')) as string[];
  let next = Math.floor(Math.random() * list.length);
  const result = await autocannon({
    url,
    method: 'POST',
    connections,
    duration: seconds,
    headers: { 'content-type': 'application/json' },
    requests: [
      {
        method: 'POST',
        setupRequest: (request) => ({ ...request, body: list[(next += 7) % list.length] ?? '' }),
      },
    ],
  });
  return {
    perSecond: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors + result.timeouts,
    bytes: result.throughput.total / Math.max(1, result.requests.total),
  };
}

const play = await roles[role]?.();
process.on('message', (task: { stop?: boolean }) => {
  if (task.stop) process.exit(0);
  play?.(task).then(
    (answer) => process.send?.(answer),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exit(1);
    },
  );
});
process.send?.({ ready: true });
