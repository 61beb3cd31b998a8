import { connect, type Socket } from 'node:net';

/** A connection that says exactly what it is told, for what no HTTP client would send. */
export interface RawConnection {
  send(text: string | Uint8Array): void;
  /** All that came so far. */
  readonly received: () => string;
  /** Waits until what came holds the text, or the other side hung up. */
  until(text: string): Promise<string>;
  /** Waits until the other side hangs up; what it said. */
  ended(): Promise<string>;
  /** Goes away without a word. */
  vanish(): void;
}

export async function rawConnection(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket: Socket = connect(Number(port), hostname);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => undefined);
  let received = '';
  let over = false;
  const waiting = new Set<() => void>();
  const look = () => waiting.forEach((check) => check());
  socket.on('data', (data: Buffer) => {
    received += data.toString('utf8');
    look();
  });
  socket.once('close', () => {
    over = true;
    look();
  });
  const when = (isSo: () => boolean) =>
    new Promise<string>((resolve) => {
      const check = () => {
        if (!isSo()) return;
        waiting.delete(check);
        resolve(received);
      };
      waiting.add(check);
      check();
    });
  return {
    send: (text) => void socket.write(text),
    received: () => received,
    until: (text) => when(() => over || received.includes(text)),
    ended: () => when(() => over),
    vanish: () => socket.destroy(),
  };
}
