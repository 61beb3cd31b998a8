export { openEmbeddedPostgres } from './open.js';
export type { EmbeddedPostgres, EmbeddedPostgresOptions } from './options.js';
export { EMBEDDED_POSTGRES_REASONS, EmbeddedPostgresError } from './reason.js';
export type { EmbeddedPostgresFacts, EmbeddedPostgresReason } from './reason.js';
