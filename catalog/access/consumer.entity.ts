import { defineEntity } from '@mikro-orm/postgresql';

const p = defineEntity.properties;

/** A registered caller. */
export const ConsumerEntity = defineEntity({
  name: 'Consumer',
  tableName: 'consumer',
  properties: {
    name: p.text().primary(),
    title: p.text(),
    kind: p.text(),
    organisationKey: p.text().nullable(),
    regionCode: p.text().nullable(),
    scopes: p.array(),
    active: p.boolean(),
    createdAt: p.datetime(),
  },
});
