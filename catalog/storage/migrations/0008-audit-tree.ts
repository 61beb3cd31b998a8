import { Migration } from '@mikro-orm/migrations';

/** The Merkle tree over the audit record, and the heads that were signed of it (docs/adr/0009). */
export class Migration0008AuditTree extends Migration {
  override up(): void {
    // Which entry is which leaf. No foreign key: it would take a lock on each entry and hide a removed row as an error.
    this.addSql(`
      create table audit_leaf (
        index bigint primary key,
        position bigint not null unique,
        leaf bytea not null
      )`);
    // Subtrees that are full: node (level, index) covers the leaves from index × 2^level on. Leaves are not repeated as level 0.
    this.addSql(`
      create table audit_node (
        level smallint not null check (level > 0),
        index bigint not null,
        hash bytea not null,
        primary key (level, index)
      )`);
    this.addSql(`
      create table audit_tree_head (
        size bigint primary key,
        root text not null,
        -- text, character for character as signed
        at text not null,
        -- digest of the signed head before it; null for the first
        previous text,
        kid text not null,
        signature text not null
      )`);
    for (const table of ['audit_leaf', 'audit_node', 'audit_tree_head']) {
      this.addSql(`
        create trigger ${table}_append_only before update or delete on ${table}
        for each row execute function refuse_change()`);
      this.addSql(`
        create trigger ${table}_no_truncate before truncate on ${table}
        for each statement execute function refuse_change()`);
    }
  }
}
