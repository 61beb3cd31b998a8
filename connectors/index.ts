// What the gateway wires: each of these makes something outside look like a port of the catalogue.
export { openDepartmentSources, type DepartmentSources } from './department-source/index.js';
export { openPeerFeed, type OpenPeerFeed } from './peer/index.js';
export { openRegionData } from './region-data/index.js';
export { openSheetReader } from './sheet/index.js';
export {
  openSealReader,
  readTrust,
  sealFileAt,
  trustOf,
  TrustFileUnusable,
  type OpenSealReader,
} from './seal/index.js';
