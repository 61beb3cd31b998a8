import { parentPort } from 'node:worker_threads';
import { readSealFile } from './reading.js';
import { Recent } from './recent.js';
import { TrustStore } from './trust-store.js';
import { epochsKept } from './worker-protocol.js';
import type { FromWorker, ToWorker } from './worker-protocol.js';

/** As many as the pool counts on. */
const stores = new Recent<string, TrustStore>(epochsKept);

parentPort?.on('message', (message: ToWorker) => {
  if (message.kind === 'trust') stores.set(message.trust.epoch, new TrustStore(message.trust));
  else void answer(message);
});

async function answer({ file, epoch, limits }: Extract<ToWorker, { kind: 'read' }>): Promise<void> {
  try {
    const store = stores.get(epoch);
    if (store === undefined) throw new Error('the trust settings of this epoch have not been sent');
    reply({ reading: await readSealFile(file, store, limits) });
  } catch (error) {
    reply({ error: error instanceof Error ? (error.stack ?? error.message) : 'unknown' });
  }
}

function reply(message: FromWorker): void {
  parentPort?.postMessage(message);
}
