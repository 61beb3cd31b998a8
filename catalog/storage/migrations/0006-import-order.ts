import { Migration } from '@mikro-orm/migrations';

/** Which import of a file is the latest, without asking the clock. */
export class Migration0006ImportOrder extends Migration {
  override up(): void {
    // Imports run one after the other (catalog/exchange/import-record.ts), so the greater number is the later one.
    this.addSql(`alter table import_batch add column number bigint generated always as identity`);
    this.addSql(`create index import_batch_file on import_batch (file_name, number)`);
  }
}
