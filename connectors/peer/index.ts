export { openPeerFeed, type OpenPeerFeed } from './peer-feed.connector.js';
