export { openSealReader, type OpenSealReader, type SealReaderOptions } from './seal.connector.js';
export { readTrust, trustOf, TrustFileUnusable, type TrustBytes, type TrustFiles } from './trust-files.js';
export { sealLimits, type SealLimits } from './limits.js';
export { sealFileAt } from './seal-file.js';
