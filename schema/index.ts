export { buildTongbanSchema, printTongbanSchema } from './build-schema.js';
export type { GraphContext, SchemaServices } from './context.js';
export { openLoaders } from './loaders.js';
