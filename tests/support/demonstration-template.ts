import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { composeArchive } from '../../gateway/compose.js';
import { readConfig } from '../../gateway/config.js';
import { openLog } from '../../gateway/log.js';
import { testServer } from './fresh-database.js';
import { databaseUrl, TEMPLATE } from './global-setup.js';

const DEMONSTRATION = 'tongban_demonstration_template';
const LOCK = 1;

/** A template database with the demonstration loaded; made by the first test file that wants it, copied by all. */
export async function demonstrationTemplate(): Promise<string> {
  const server = new Client({ connectionString: testServer() });
  await server.connect();
  try {
    await server.query('select pg_advisory_lock($1)', [LOCK]);
    const { rowCount } = await server.query('select 1 from pg_database where datname = $1', [DEMONSTRATION]);
    if (rowCount === 0) {
      const draft = `${DEMONSTRATION}_draft`;
      await server.query(`drop database if exists ${draft} with (force)`);
      await server.query(`create database ${draft} template ${TEMPLATE}`);
      await load(databaseUrl(testServer(), draft));
      await server.query(`alter database ${draft} rename to ${DEMONSTRATION}`);
    }
    return DEMONSTRATION;
  } finally {
    await server.end();
  }
}

async function load(url: string): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tongban-template-'));
  try {
    const config = readConfig({ DATABASE_URL: url, DATA_DIR: dataDir, DEMO: 'on', LOG_LEVEL: 'silent' });
    const archive = await composeArchive(config, openLog(config), { outside: false });
    await archive.stop();
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
