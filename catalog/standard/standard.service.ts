import type { AccessService } from '../access/access.service.js';
import type { Call } from '../access/access.js';
import { quotable } from '../code/index.js';
import { Fault } from '../errors.js';
import type { Database } from '../storage/index.js';
import { builtInStandards } from './built-in.js';
import { readStandard } from './standard.schema.js';
import type { StandardView } from './standard.js';

export interface StandardService {
  /** The built-in ones first, then those that were stored, by id. */
  list(): Promise<readonly StandardView[]>;
  /** STANDARD_UNKNOWN where there is none. */
  find(id: string): Promise<StandardView>;
  /** Adds or replaces a standard of one's own; scope catalog:write. STANDARD_INVALID, STANDARD_BUILT_IN. */
  store(call: Call, value: unknown): Promise<StandardView>;
}

/** A place has a handful of standards; the list is shown whole. */
const MOST_STORED = 200;

export function openStandardService(deps: {
  readonly database: Database;
  readonly access: Pick<AccessService, 'demand'>;
}): StandardService {
  const { database, access } = deps;

  async function list(): Promise<readonly StandardView[]> {
    const rows = await database.query<{ document: unknown }>(
      'select document from standard order by id limit $1',
      [MOST_STORED],
    );
    return [
      ...builtInStandards,
      ...rows.map(({ document }) => ({ ...readStandard(document), builtIn: false })),
    ];
  }

  return {
    list,

    async find(id) {
      const standards = await list();
      const found = standards.find((standard) => standard.id === id);
      if (found) return found;
      throw new Fault('STANDARD_UNKNOWN', {
        standard: quotable(id),
        known: standards.map((standard) => standard.id).join(', '),
      });
    },

    async store(call, value) {
      const by = access.demand(call, 'catalog:write');
      const standard = readStandard(value);
      if (builtInStandards.some(({ id }) => id === standard.id)) {
        throw new Fault('STANDARD_BUILT_IN', { standard: standard.id });
      }
      await database.transaction(async (tx) => {
        // One at a time, or two administrators could pass the bound together.
        await tx.query('lock table standard in share row exclusive mode');
        const [room] = await tx.query<{ others: number }>(
          'select count(*) as others from standard where id <> $1',
          [standard.id],
        );
        if ((room?.others ?? 0) >= MOST_STORED) {
          throw new Fault('TOO_MANY_ASKED', { most: MOST_STORED, what: 'standards / 标准' });
        }
        await tx.query(
          `insert into standard (id, document, stored_by, stored_at) values ($1, $2, $3, $4)
           on conflict (id) do update
             set document = excluded.document, stored_by = excluded.stored_by, stored_at = excluded.stored_at`,
          [standard.id, JSON.stringify(standard), by.name, call.now],
        );
      });
      return { ...standard, builtIn: false };
    },
  };
}
