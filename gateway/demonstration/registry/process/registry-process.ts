import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { registryServer } from './server.js';
import type { RegistryHolder } from './words.js';

/**
 * The program. The first line of standard input is {"apiKey", "holders"} (a key given on the command line or in the
 * environment could be read by other users); the first line of standard output is {"port"}. When standard input ends, the
 * parent is gone, and so is this process.
 */
interface Order {
  readonly apiKey: string;
  /** File with the invented holders. */
  readonly holders: string;
}

const leave = () => process.exit(0);
process.on('SIGTERM', leave);
// Ctrl-C reaches every process of the terminal; the parent is still asking us while it stops, and ends us last.
process.on('SIGINT', () => undefined);

const input = createInterface({ input: process.stdin });
input.once('line', (line) => {
  const { apiKey, holders } = JSON.parse(line) as Order;
  const server = registryServer(JSON.parse(readFileSync(holders, 'utf8')) as RegistryHolder[], apiKey);
  server.keepAliveTimeout = 30_000;
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`);
  });
});
input.once('close', leave);
