import { joinRunning, startAnew, stopServer } from './attach.js';
import { DATABASE, SUPERUSER, hasCluster, readPassword } from './cluster.js';
import type { EmbeddedPostgres, EmbeddedPostgresOptions } from './options.js';
import { endAtOnce, findPostmaster } from './postmaster.js';
import type { Postmaster } from './postmaster.js';
import { openPremises } from './premises.js';
import type { Premises } from './premises.js';
import { ownMark } from './process-mark.js';
import type { ProcessMark } from './process-mark.js';
import { fileRefusal } from './refusal.js';
import { dropMark, inTurn, livingMarks, putMark } from './turn.js';

function inTurnHere<T>(premises: Premises, work: () => Promise<T>): Promise<T> {
  const { room, timeoutMs, log } = premises;
  const onWait = (holder: string): void =>
    log.info({ holder }, 'waiting for another process of the same DATA_DIR');
  return inTurn(room.claims, { waitMs: timeoutMs, onWait }, work);
}

/** The last one out stops the server, whoever started it; the dead do not count. */
async function leave(premises: Premises, mark: ProcessMark, server: Postmaster): Promise<void> {
  const { room, dataDir, log } = premises;
  if (!(await hasCluster(room))) {
    log.warn(
      { dataDir, pid: server.pid },
      'the data folder was deleted under the running embedded PostgreSQL',
    );
    endAtOnce(server);
    return;
  }
  await dropMark(room.users, mark);
  await inTurnHere(premises, async () => {
    if ((await livingMarks(room.users)).length > 0) return;
    const running = await findPostmaster(room.cluster);
    if (running !== undefined) await stopServer(premises, running);
  });
}

async function enter(premises: Premises, mark: ProcessMark): Promise<EmbeddedPostgres> {
  const { room, dataDir } = premises;
  const usedByOthers = (await livingMarks(room.users)).length > 0;
  await putMark(room.users, mark);
  const running = await joinRunning(premises, usedByOthers);
  const server = running ?? (await startAnew(premises));
  const password = await readPassword(room);
  let left: Promise<void> | undefined;
  const release = async (): Promise<void> => {
    left ??= leave(premises, mark, server);
    await left.catch((error: unknown) => {
      throw fileRefusal(error, dataDir);
    });
  };
  return {
    url: `postgresql://${SUPERUSER}:${password}@127.0.0.1:${server.port}/${DATABASE}`,
    started: running === undefined,
    release,
  };
}

/**
 * A real PostgreSQL under `dataDir`, for this process alone or together with others of the same folder. Rejects with
 * an EmbeddedPostgresError and nothing else.
 */
export async function openEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  try {
    const premises = await openPremises(options);
    const mark = ownMark();
    return await inTurnHere(premises, async () => {
      try {
        return await enter(premises, mark);
      } catch (error) {
        await dropMark(premises.room.users, mark);
        throw error;
      }
    });
  } catch (error) {
    throw fileRefusal(error, options.dataDir);
  }
}
