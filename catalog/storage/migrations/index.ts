import { Migration0001Regions } from './0001-regions.js';
import { Migration0002Records } from './0002-records.js';
import { Migration0003Catalogue } from './0003-catalogue.js';
import { Migration0004Access } from './0004-access.js';
import { Migration0005Sync } from './0005-sync.js';
import { Migration0006ImportOrder } from './0006-import-order.js';
import { Migration0007Standards } from './0007-standards.js';
import { Migration0008AuditTree } from './0008-audit-tree.js';

/** Forward only, in this order. A migration that has landed is never changed: write the next one. */
export const migrations = [
  { name: '0001-regions', class: Migration0001Regions },
  { name: '0002-records', class: Migration0002Records },
  { name: '0003-catalogue', class: Migration0003Catalogue },
  { name: '0004-access', class: Migration0004Access },
  { name: '0005-sync', class: Migration0005Sync },
  { name: '0006-import-order', class: Migration0006ImportOrder },
  { name: '0007-standards', class: Migration0007Standards },
  { name: '0008-audit-tree', class: Migration0008AuditTree },
] as const;
