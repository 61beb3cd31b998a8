export type { Database, Sql, SqlObserver, Transaction } from './database.js';
export { openDatabase, type DatabaseOptions } from './open-database.js';
export { canonicalJson, digestOf } from './digest.js';
