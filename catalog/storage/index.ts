export type { Database, Sql, SqlObserver, Transaction } from './database.js';
export type { ChannelListener, ChannelSubscription } from './listen.js';
export { openDatabase, type DatabaseOptions } from './open-database.js';
export { keysetPage, keysetRange, type KeysetRange } from './keyset.js';
export { canonicalJson, digestOf } from './digest.js';
