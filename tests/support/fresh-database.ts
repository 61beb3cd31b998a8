import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { openDatabase, type Database, type SqlObserver } from '../../catalog/storage/index.js';
import { databaseUrl, TEMPLATE } from './global-setup.js';

export interface FreshDatabase {
  readonly url: string;
  readonly database: Database;
  /** Closes the pools and drops the database. */
  readonly drop: () => Promise<void>;
}

/** A migrated, empty database of its own on a real PostgreSQL. */
export async function freshDatabase(observe?: SqlObserver): Promise<FreshDatabase> {
  const { url, drop } = await freshDatabaseUrl();
  const database = await openDatabase({ url, ...(observe ? { observe } : {}) });
  return {
    url,
    database,
    async drop() {
      await database.close();
      await drop();
    },
  };
}

/** The same without opening it: for tests that start a process of their own. */
export async function freshDatabaseUrl(
  template = TEMPLATE,
): Promise<{ readonly url: string; readonly drop: () => Promise<void> }> {
  const server = testServer();
  const name = `t_${randomBytes(6).toString('hex')}`;
  await ask(server, `create database ${name} template ${template}`);
  return {
    url: databaseUrl(server, name),
    drop: () => ask(server, `drop database if exists ${name} with (force)`),
  };
}

export function testServer(): string {
  const server = process.env['TONGBAN_TEST_SERVER'];
  if (!server) throw new Error('No test server: run through vitest, whose global setup starts one');
  return server;
}

async function ask(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
