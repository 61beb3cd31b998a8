import { digestOf, type Call, type Catalog, type Database } from '../../catalog/index.js';
import { importRegions } from '../command-line/import-regions.js';
import type { Log } from '../log.js';
import { demonstrationCatalogue } from './catalogue.js';
import { operatorCall } from '../operator.js';
import { demonstrationConsumers, demonstrationGrants } from './consumers.js';
import { startDemonstrationRegistry } from './registry/index.js';

/** The demonstration's outside world (a department registry in a process of its own) and its data. */
export interface Demonstration {
  /** What `{{NAME}}` and `{{secret:NAME}}` in the demonstration's source definitions stand for. */
  readonly registry: {
    readonly values: Readonly<Record<string, string>>;
    readonly secrets: Readonly<Record<string, string>>;
  } | null;
  /** Brings the demonstration data into the database; when they are there already, nothing is written. */
  load(catalog: Catalog, database: Database, log: Log): Promise<void>;
  stop(): Promise<void>;
}

const NAME = 'demonstration';
/** Two processes may start together on one database: one loads, the other waits and finds the work done. */
const LOAD_LOCK = 7_218_064_010;

/** `registry` false: only the data, for commands that ask no department system. */
export async function openDemonstration(options: { readonly registry: boolean }): Promise<Demonstration> {
  if (!options.registry) return { registry: null, load, stop: () => Promise.resolve() };
  const { url, apiKey, stop } = await startDemonstrationRegistry();
  const registry = { values: { DEMO_REGISTRY_URL: url }, secrets: { DEMO_REGISTRY_KEY: apiKey } };
  return { registry, load, stop };
}

async function load(catalog: Catalog, database: Database, log: Log): Promise<void> {
  const data = {
    ...demonstrationCatalogue(),
    consumers: demonstrationConsumers,
    grants: demonstrationGrants,
  };
  const digest = digestOf(data);
  if (await isLoaded(database, digest)) return;
  log.info('loading the demonstration data (first start only)');
  const regions = await importRegions({ regions: catalog.regions, all: false, progress: () => undefined });
  const call = operatorCall(new Date());
  const { organisations, licenceTypes, baseMatters, matters } = data;
  await database.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [LOAD_LOCK]);
    await catalog.matters.reserve(tx);
    const stored = [
      await catalog.organisations.store(tx, organisations, NAME),
      await catalog.licenceTypes.store(tx, licenceTypes, NAME),
      await catalog.matters.storeBaseMatters(tx, baseMatters, NAME, call.now),
      await catalog.matters.storeMatters(tx, matters, call.now),
    ];
    const keys = matters.map((matter) => matter.key);
    const changes = stored.flatMap((part) => part.changes);
    await catalog.publications.publish(tx, keys, NAME, call.now, changes);
  });
  await admit(catalog, call);
  // Marked last: a start that was killed on the way begins again, and what is there already is left alone.
  await database.query(
    `insert into loaded_data (name, digest, loaded_at) values ($1, $2, $3)
     on conflict (name) do update set digest = excluded.digest, loaded_at = excluded.loaded_at`,
    [NAME, digest, call.now],
  );
  log.info({ regions: regions.imported, matters: matters.length }, 'demonstration data loaded');
}

/** Consumers and their grants; a grant that an administrator has revoked since is not given again. */
async function admit(catalog: Catalog, call: Call): Promise<void> {
  for (const consumer of demonstrationConsumers) {
    if (!(await catalog.access.consumer(consumer.name))) await catalog.access.register(consumer);
  }
  const known = await catalog.access.grants(null);
  for (const grant of demonstrationGrants) {
    const subject = digestOf(grant.subject);
    const given = known.some((one) => one.consumer === grant.consumer && digestOf(one.subject) === subject);
    if (!given) await catalog.access.give(call, grant);
  }
}

async function isLoaded(sql: Pick<Database, 'query'>, digest: string): Promise<boolean> {
  const [row] = await sql.query<{ digest: string }>('select digest from loaded_data where name = $1', [NAME]);
  return row?.digest === digest;
}
