import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entities } from '../../catalog/entities.js';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.js';

interface Column {
  readonly column_name: string;
  readonly data_type: string;
  readonly is_nullable: 'YES' | 'NO';
  readonly has_default: boolean;
}

interface Mapped {
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly primary: boolean;
}

/** Migrations are written by hand, entities beside them: this holds the two together. */
describe('entities against the migrated tables', () => {
  let fresh: FreshDatabase;
  let mapped: ReadonlyMap<string, readonly Mapped[]>;
  beforeAll(async () => {
    fresh = await freshDatabase();
    mapped = await fresh.database.transaction(({ em }) => {
      const metadata = Object.values(em.getMetadata().getAll());
      return Promise.resolve(
        new Map(
          metadata.map((entity) => [
            entity.tableName,
            entity.props
              .filter(({ fieldNames }) => fieldNames !== undefined)
              .map((property) => ({
                column: property.fieldNames[0] ?? '',
                type: property.columnTypes[0] ?? '',
                nullable: property.nullable ?? false,
                primary: property.primary ?? false,
              })),
          ]),
        ),
      );
    });
  });
  afterAll(() => fresh.drop());

  const columnsOf = (table: string) =>
    fresh.database.query<Column>(
      `select column_name, data_type, is_nullable, column_default is not null or is_identity = 'YES' as has_default
         from information_schema.columns where table_schema = 'public' and table_name = $1`,
      [table],
    );

  const tables = entities.map((entity) => entity.meta.tableName);
  it.each(tables)(
    '%s: every property has a column of its type, and every needed column a property',
    async (table) => {
      const columns = new Map((await columnsOf(table)).map((column) => [column.column_name, column]));
      const properties = mapped.get(table) ?? [];
      expect(properties.length).toBeGreaterThan(0);
      for (const { column, type, nullable } of properties) {
        const stored = columns.get(column);
        expect(stored && { type: stored.data_type, nullable: stored.is_nullable === 'YES' }, column).toEqual({
          type: typeNames[type.replace(/\(\d\)/u, '')] ?? type,
          nullable,
        });
      }
      const needed = [...columns.values()].filter(
        (column) => column.is_nullable === 'NO' && !column.has_default,
      );
      const known = new Set(properties.map(({ column }) => column));
      expect(needed.map(({ column_name }) => column_name).filter((name) => !known.has(name))).toEqual([]);
    },
  );

  it.each(tables)('%s: the primary key is the same', async (table) => {
    const rows = await fresh.database.query<{ column_name: string }>(
      `select usage.column_name from information_schema.table_constraints as rule
         join information_schema.key_column_usage as usage using (constraint_name, table_name)
        where rule.constraint_type = 'PRIMARY KEY' and table_name = $1 order by usage.ordinal_position`,
      [table],
    );
    const primary = (mapped.get(table) ?? [])
      .filter((property) => property.primary)
      .map(({ column }) => column);
    expect(primary).toEqual(rows.map(({ column_name }) => column_name));
  });
});

/** What MikroORM calls a type, where PostgreSQL's catalogue calls it otherwise. */
const typeNames: Readonly<Record<string, string>> = {
  int: 'integer',
  'text[]': 'ARRAY',
  timestamptz: 'timestamp with time zone',
};
