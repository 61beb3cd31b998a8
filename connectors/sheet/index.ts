export { openSheetReader } from './row-reader.connector.js';
