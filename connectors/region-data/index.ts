export { openRegionData, type RegionData } from './region-data.connector.js';
