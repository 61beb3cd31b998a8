import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { openDatabase } from '../../catalog/storage/index.js';
import { openEmbeddedPostgres } from '../../gateway/embedded-postgres/index.js';

export const TEMPLATE = 'tongban_template';

/**
 * One PostgreSQL for the whole run, with one migrated template database; every test file takes a copy of it (about 30 ms).
 * TEST_DATABASE_URL names an outside server instead (CI runs the suite once on PostgreSQL 15 of Debian).
 */
export async function setup(): Promise<() => Promise<void>> {
  const outside = process.env['TEST_DATABASE_URL'];
  const folder = outside ? null : await mkdtemp(join(tmpdir(), 'tongban-test-'));
  const quiet = { info: () => undefined, warn: () => undefined };
  const server = folder
    ? await openEmbeddedPostgres({ dataDir: folder, log: quiet, durability: 'none' })
    : null;
  const url = outside ?? server?.url ?? '';
  await makeTemplate(url);
  process.env['TONGBAN_TEST_SERVER'] = url;
  return async () => {
    await server?.release();
    if (folder) await rm(folder, { recursive: true, force: true });
  };
}

async function makeTemplate(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const name of [TEMPLATE, 'tongban_demonstration_template'])
    await client.query(`drop database if exists ${name} with (force)`);
  await client.query(`create database ${TEMPLATE} encoding 'UTF8' locale 'C.UTF-8' template template0`);
  await client.end();
  const database = await openDatabase({ url: databaseUrl(url, TEMPLATE) });
  await database.migrate();
  await database.close();
}

export function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}
