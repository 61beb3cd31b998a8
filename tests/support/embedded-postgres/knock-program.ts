// Knocks at the server's doors as a stranger would, and prints what the doorkeeper said. Run as another user.
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { Client } from 'pg';

const port = Number(process.argv[2]);

/** The first answer to a start-up packet: R and the kind of authentication (0: come in, 3: clear text, 10: SASL). */
function firstWord(): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      const words = Buffer.from('user\0tongban\0database\0tongban\0\0');
      const packet = Buffer.alloc(8 + words.length);
      packet.writeInt32BE(packet.length, 0);
      packet.writeInt32BE(196_608, 4); // protocol 3.0
      words.copy(packet, 8);
      socket.write(packet);
    });
    socket.once('error', reject);
    socket.once('data', (data) => {
      resolve(`${data.toString('latin1', 0, 1)}${data.readInt32BE(5)}`);
      socket.destroy();
    });
  });
}

async function withPassword(password: string): Promise<string> {
  const client = new Client({ host: '127.0.0.1', port, user: 'tongban', database: 'tongban', password });
  try {
    await client.connect();
    return 'let in';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function listens(host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 2_000 });
    const tell = (open: boolean): void => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => tell(true));
    socket.once('error', () => tell(false));
    socket.once('timeout', () => tell(false));
  });
}

const addresses = Object.values(networkInterfaces()).flatMap((list) =>
  (list ?? []).map(({ address }) => address),
);
const elsewhere = ['127.0.0.2', '::1', ...addresses.filter((address) => address !== '127.0.0.1')];
const open = await Promise.all(elsewhere.map(listens));
const told = {
  firstWord: await firstWord(),
  wrongPassword: await withPassword('not-the-password'),
  openElsewhere: elsewhere.filter((_, index) => open[index]),
};
process.stdout.write(JSON.stringify(told));
