import { readFile, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { giveToOwnerOf } from './account.js';
import { errnoOf, refusal } from './refusal.js';
import type { Room } from './room.js';

const LOOPBACK = '127.0.0.1';

/** The port if it is free (0: any free one), else undefined. */
function freePort(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      if (errnoOf(error) === 'EADDRINUSE' || errnoOf(error) === 'EACCES') resolve(undefined);
      else reject(error);
    });
    server.listen({ host: LOOPBACK, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

/** The same port as last time, so that connections set up by hand keep working; another one if it is taken. */
export async function choosePort(room: Room, wanted: number | undefined): Promise<number> {
  if (wanted !== undefined) {
    if ((await freePort(wanted)) === undefined) throw refusal('PORT_TAKEN', { port: wanted });
    return wanted;
  }
  const remembered = Number((await readFile(room.port, 'utf8').catch(() => '')).trim());
  const usable = Number.isInteger(remembered) && remembered > 1023 && remembered < 65_536;
  const port = (usable ? await freePort(remembered) : undefined) ?? (await freePort(0));
  if (port === undefined) throw refusal('PORT_TAKEN', { port: 'any' });
  return port;
}

export async function rememberPort(room: Room, port: number): Promise<void> {
  const draft = `${room.port}.new`;
  await writeFile(draft, `${port}\n`, { mode: 0o600 });
  await giveToOwnerOf(room.folder, draft);
  await rename(draft, room.port);
}
