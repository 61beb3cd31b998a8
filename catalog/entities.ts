import type { EntitySchema } from '@mikro-orm/postgresql';

/** Every table that MikroORM's unit of work writes to. Tables of bulk rows (regions, changes, publications) are SQL only. */
export const entities: readonly EntitySchema[] = [];
