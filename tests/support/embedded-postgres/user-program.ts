// A process that uses the embedded server, as `npm start` or a command line call would: it opens at once, then does
// what its parent says, and dies with it. Compiled by stage.ts and run by plain Node, possibly as another user.
import { Client } from 'pg';
import { openEmbeddedPostgres, EmbeddedPostgresError } from '../../../gateway/embedded-postgres/index.js';
import type { EmbeddedPostgres, EmbeddedPostgresOptions } from '../../../gateway/embedded-postgres/index.js';

export type Order = { do: 'query'; sql: string } | { do: 'release' };

export interface Reply {
  readonly opened?: { url: string; started: boolean };
  readonly refused?: { reason: string; message: string; facts: Record<string, unknown> };
  readonly rows?: Record<string, unknown>[];
  readonly released?: true;
  readonly failed?: string;
  readonly logged?: { level: 'info' | 'warn'; message: string; facts: object };
}

function reply(message: Reply): void {
  process.send?.(message);
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function obey(order: Order, postgres: EmbeddedPostgres): Promise<Reply> {
  if (order.do === 'query') return { rows: await query(postgres.url, order.sql) };
  await Promise.all([postgres.release(), postgres.release()]);
  return { released: true };
}

async function main(options: EmbeddedPostgresOptions): Promise<void> {
  const postgres = await openEmbeddedPostgres(options);
  process.on('message', (order: Order) => {
    obey(order, postgres).then(reply, (error: unknown) => reply({ failed: String(error) }));
  });
  reply({ opened: { url: postgres.url, started: postgres.started } });
}

process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined); // Ctrl-C reaches the whole group: this process decides when to release

const log = {
  info: (facts: object, message: string) => reply({ logged: { level: 'info', message, facts } }),
  warn: (facts: object, message: string) => reply({ logged: { level: 'warn', message, facts } }),
};
const given = JSON.parse(process.argv[2] ?? '{}') as Omit<EmbeddedPostgresOptions, 'log'>;
main({ ...given, log }).catch((error: unknown) => {
  if (error instanceof EmbeddedPostgresError) {
    reply({ refused: { reason: error.reason, message: error.message, facts: { ...error.facts } } });
  } else reply({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
});
