import { Migration } from '@mikro-orm/migrations';

/** Standards of sameness that a place adds to the built-in ones. */
export class Migration0007Standards extends Migration {
  override up(): void {
    this.addSql(`
      create table standard (
        id text primary key,
        -- see catalog/standard/standard.ts
        document jsonb not null,
        stored_by text not null,
        stored_at timestamptz not null
      )`);
  }
}
