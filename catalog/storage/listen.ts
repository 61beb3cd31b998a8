import { Client } from 'pg';

/** What is told of a channel. Between `onLost` and the next `onConnected` notices may pass unheard. */
export interface ChannelListener {
  /** From now on every notice of a committed transaction arrives. */
  onConnected(): void;
  onLost(): void;
  onNotice(payload: string): void;
}

export interface ChannelSubscription {
  close(): Promise<void>;
}

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;
/** A network that swallows packets tells nobody: a silent connection is asked this often, and answers within the same time. */
const HEARTBEAT_MS = 5_000;

/** Hears NOTIFY on a connection of its own (a pooled one would be handed to someone else) and connects again when it is lost. */
export function listen(url: string, channel: string, listener: ChannelListener): ChannelSubscription {
  const closing = new AbortController();
  const ended = (async () => {
    let wait = FIRST_WAIT_MS;
    while (!closing.signal.aborted) {
      const heard = await hearUntilLost(url, channel, listener, closing.signal);
      wait = heard ? FIRST_WAIT_MS : Math.min(wait * 2, LONGEST_WAIT_MS);
      await pause(wait, closing.signal);
    }
  })();
  return {
    async close() {
      closing.abort();
      await ended;
    },
  };
}

/** True when the connection stood at all. */
async function hearUntilLost(
  url: string,
  channel: string,
  listener: ChannelListener,
  closing: AbortSignal,
): Promise<boolean> {
  const client = new Client({
    connectionString: url,
    application_name: 'tongban-listen',
    keepAlive: true,
    connectionTimeoutMillis: HEARTBEAT_MS,
    query_timeout: HEARTBEAT_MS,
  });
  const gone = new Promise<void>((resolve) => {
    client.on('error', () => resolve());
    client.on('end', () => resolve());
    closing.addEventListener('abort', () => resolve(), { once: true });
  });
  let connected = false;
  let heartbeat: NodeJS.Timeout | undefined;
  try {
    await client.connect();
    client.on('notification', (notice) => listener.onNotice(notice.payload ?? ''));
    await client.query(`listen "${channel}"`);
    connected = true;
    listener.onConnected();
    const silent = new Promise<void>((resolve) => {
      heartbeat = setInterval(() => void client.query('select 1').catch(() => resolve()), HEARTBEAT_MS);
      heartbeat.unref();
    });
    await Promise.race([gone, silent]);
  } catch {
    // Not reachable now; the loop asks again. `ping` and /ready are where an unreachable database is reported.
  } finally {
    clearInterval(heartbeat);
    if (connected) listener.onLost();
    // A half-open connection never answers the goodbye: it is said, not waited for, unless we are closing in good order.
    const goodbye = client.end().catch(() => undefined);
    if (closing.aborted) await Promise.race([goodbye, pause(1_000)]);
  }
  return connected;
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const timer = setTimeout(resolve, milliseconds);
    timer.unref();
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
