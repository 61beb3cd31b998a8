import { defineEntity, p } from '@mikro-orm/postgresql';
import type { BaseCode, MatterCode, RegionCode } from '../code/index.js';
import type { OrganisationKey } from '../organisation/organisation.js';
import type { OwnElements } from './element.js';
import type { MatterKey, MatterStatus } from './matter.js';

// The tables as MikroORM's unit of work sees them, for single edits. Whole lists are stored by SQL (store-*.ts).

export const BaseMatterEntity = defineEntity({
  name: 'BaseMatter',
  tableName: 'base_matter',
  properties: {
    code: p.text().$type<BaseCode>().primary(),
    type: p.text(),
    mainName: p.text(),
    subName: p.text().nullable(),
    version: p.integer().version(),
    elements: p.json<OwnElements>(),
    digest: p.text(),
    searchText: p.text(),
    source: p.text(),
    updatedAt: p.datetime(),
  },
});

export const MatterEntity = defineEntity({
  name: 'Matter',
  tableName: 'matter',
  properties: {
    key: p.text().$type<MatterKey>().primary(),
    code: p.text().$type<MatterCode>().nullable(),
    localCode: p.text().nullable(),
    baseCode: p.text().$type<BaseCode>().nullable(),
    organisationKey: p.text().$type<OrganisationKey>(),
    regionCode: p.text().$type<RegionCode>().nullable(),
    level: p.smallint().nullable(),
    type: p.text().nullable(),
    name: p.text(),
    status: p.text().$type<MatterStatus>(),
    // Counted up by the unit of work, which also refuses to write over a version that it has not read.
    version: p.integer().version(),
    elements: p.json<OwnElements>(),
    digest: p.text(),
    source: p.text(),
    updatedAt: p.datetime(),
    handlingItems: () => p.oneToMany(HandlingItemEntity).mappedBy('matter').orphanRemoval(),
  },
});

export const HandlingItemEntity = defineEntity({
  name: 'HandlingItem',
  tableName: 'handling_item',
  properties: {
    matter: () => p.manyToOne(MatterEntity).primary().fieldName('matter_key'),
    item: p.text().primary(),
    name: p.text(),
    elements: p.json<OwnElements>(),
  },
});
