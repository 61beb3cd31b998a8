import type { EntitySchema } from '@mikro-orm/postgresql';
import { AccessGrantEntity } from './access/access-grant.entity.js';
import { ConsumerEntity } from './access/consumer.entity.js';
import { BaseMatterEntity, HandlingItemEntity, MatterEntity } from './matter/matter.entity.js';
import { LicenceTypeEntity } from './publication/licence-type.entity.js';

/** Every table that MikroORM's unit of work writes to. Tables of bulk rows (regions, changes, publications) are SQL only. */
export const entities: readonly EntitySchema[] = [
  ConsumerEntity,
  AccessGrantEntity,
  BaseMatterEntity,
  MatterEntity,
  HandlingItemEntity,
  LicenceTypeEntity,
];
