import { Migration } from '@mikro-orm/migrations';

/** What a pull could not apply, and which data sets were loaded. */
export class Migration0005Sync extends Migration {
  override up(): void {
    // A change that fails its checks, or is of a kind that this version does not know, is kept here and never dropped.
    this.addSql(`
      create table sync_quarantine (
        peer text not null,
        position text not null,
        kind text not null,
        key text not null,
        reason text not null,
        change jsonb not null,
        kept_at timestamptz not null,
        primary key (peer, position)
      )`);
    // Digest of each data set that was loaded whole (the demonstration), so that a start need not compare it row by row.
    this.addSql(`
      create table loaded_data (
        name text primary key,
        digest text not null,
        loaded_at timestamptz not null
      )`);
  }
}
