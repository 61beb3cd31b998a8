import { defineEntity, p } from '@mikro-orm/postgresql';
import type { LicenceTypeCode } from '../code/index.js';
import type { LicenceFieldDefinition } from './publication.js';

export const LicenceTypeEntity = defineEntity({
  name: 'LicenceType',
  tableName: 'licence_type',
  properties: {
    code: p.text().$type<LicenceTypeCode>().primary(),
    name: p.text().nullable(),
    authorityCode: p.text(),
    authorityName: p.text().nullable(),
    fields: p.json<readonly LicenceFieldDefinition[]>(),
    version: p.integer().version(),
    digest: p.text(),
    searchText: p.text(),
    source: p.text(),
  },
});
