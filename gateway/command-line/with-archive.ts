import { composeArchive, type Archive } from '../compose.js';
import { readConfig } from '../config.js';
import { openLog } from '../log.js';

/**
 * Opens the archive for the time of one command: the embedded server of the same DATA_DIR is used if it runs, else it is
 * started and stopped again. Commands speak through their own output, so the log keeps quiet unless LOG_LEVEL says otherwise.
 */
export async function withArchive<Result>(
  work: (archive: Archive) => Promise<Result>,
  options: { readonly outside?: boolean } = {},
): Promise<Result> {
  const config = readConfig();
  const log = openLog({ logLevel: config.logLevel === 'info' ? 'warn' : config.logLevel });
  const archive = await composeArchive(config, log, { outside: options.outside ?? false });
  try {
    return await work(archive);
  } finally {
    await archive.stop();
  }
}
