import { Command, CommanderError } from 'commander';
import { isFault } from '../../catalog/index.js';
import { TrustFileUnusable } from '../../connectors/index.js';
import { ConfigFaults } from '../config.js';
import { EmbeddedPostgresError } from '../embedded-postgres/index.js';
import { PortTaken } from '../http/server.js';
import { KeyFileError } from '../identity/keys.js';
import { commands } from './commands.js';

/** Exit codes that scripts rely on (contract: Commands). */
export const DONE = 0;
export const FOUND_WRONG = 1;
export const COULD_NOT_RUN = 2;

/** The command line: reads the words, runs one command, sets the exit code. Never throws. */
export async function run(words: readonly string[]): Promise<void> {
  // `tongban … | head` closes our output early: that is the reader's wish, not a failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(DONE);
    throw error;
  });
  const program = new Command('tongban')
    .description(
      'Tongban (通办): one catalogue of government-service matters, verified licences, no needless paper. 政务服务统一目录与数据共享网关。',
    )
    .showHelpAfterError('(add --help for what can be said here 加 --help 查看用法)')
    .exitOverride();
  for (const register of commands) register(program);
  overrideExit(program);
  try {
    await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

/** Subcommands made before `exitOverride` would still end the process by themselves. */
function overrideExit(command: Command): void {
  command.exitOverride();
  for (const sub of command.commands) overrideExit(sub);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : COULD_NOT_RUN;
  process.stderr.write(`tongban: ${messageOf(error)}\n`);
  return COULD_NOT_RUN;
}

/** Known faults say what to do; anything else shows its stack, because then it is ours to mend. */
function messageOf(error: unknown): string {
  const known = [ConfigFaults, EmbeddedPostgresError, KeyFileError, PortTaken, TrustFileUnusable];
  if (isFault(error)) return `${error.message} [${error.reason}]`;
  if (error instanceof Error) {
    const { code } = error as NodeJS.ErrnoException;
    if (
      known.some((kind) => error instanceof kind) ||
      code === 'EACCES' ||
      code === 'EROFS' ||
      code === 'ENOSPC'
    ) {
      return error.message;
    }
    return error.stack ?? error.message;
  }
  return String(error);
}
