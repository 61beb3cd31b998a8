import { realpath } from 'node:fs/promises';
import { Client } from 'pg';
import { DATABASE, SUPERUSER } from './cluster.js';

export type Answer =
  | { readonly kind: 'ours'; readonly fsync?: boolean; readonly movedFrom?: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'silent'; readonly detail: string };

const PASSWORD_WRONG = new Set(['28P01', '28000']);
const CROWDED = '53300';

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

interface Row {
  readonly folder: string;
  readonly fsync: string;
  readonly made: boolean;
}

/**
 * Asks the server who it is, and makes our database if a killed first start did not come to it. Ask only a process
 * that is known to work in our cluster: a stranger on the port could demand the password in clear.
 */
export async function ask(port: number, cluster: string, password: string, waitMs: number): Promise<Answer> {
  const client = new Client({
    ...{ host: '127.0.0.1', port, user: SUPERUSER, password, database: 'postgres', ssl: false },
    ...{ connectionTimeoutMillis: waitMs, query_timeout: waitMs, application_name: 'tongban-gate' },
  });
  client.on('error', () => undefined); // a connection that breaks later also fails the query below
  try {
    await client.connect();
    const found = await client.query<Row>(
      `select current_setting('data_directory') as folder, current_setting('fsync') as fsync,
              exists (select from pg_database where datname = $1) as made`,
      [DATABASE],
    );
    const [row] = found.rows;
    if (row === undefined) return { kind: 'silent', detail: 'no row' };
    if (!row.made) await client.query(`create database ${DATABASE}`);
    const [told, real] = await Promise.all([realpath(row.folder).catch(() => ''), realpath(cluster)]);
    return { kind: 'ours', fsync: row.fsync === 'on', ...(told === real ? {} : { movedFrom: row.folder }) };
  } catch (error) {
    const code = codeOf(error);
    if (PASSWORD_WRONG.has(code)) return { kind: 'refused' };
    if (code === CROWDED) return { kind: 'ours' };
    return { kind: 'silent', detail: code };
  } finally {
    await client.end().catch(() => undefined);
  }
}
