import { defineEntity } from '@mikro-orm/postgresql';

const p = defineEntity.properties;

/** What a consumer was granted. A row is never deleted: a revoked grant explains answers that were given under it. */
export const AccessGrantEntity = defineEntity({
  name: 'AccessGrant',
  tableName: 'access_grant',
  properties: {
    id: p.uuid().primary(),
    consumer: p.text(),
    subjectKind: p.text(),
    subject: p.text(),
    fields: p.array(),
    matters: p.array().nullable(),
    regions: p.array().nullable(),
    shareClass: p.text(),
    validFrom: p.date(),
    validUntil: p.date().nullable(),
    givenBy: p.text(),
    givenAt: p.datetime(),
    reason: p.text().nullable(),
    revokedBy: p.text().nullable(),
    revokedAt: p.datetime().nullable(),
    revokeReason: p.text().nullable(),
  },
});
