export * from './code-scalars.js';
export * from './plain-scalars.js';
