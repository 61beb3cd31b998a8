import type { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault, type PullResult } from '../../catalog/index.js';
import { openPeerFeed } from '../../connectors/index.js';
import { openProgress, printJson, printLine, printTable } from './output.js';
import { withArchive } from './with-archive.js';

interface PullOptions {
  from: string;
  as: string;
  tokenFile: string;
  once?: boolean;
  follow?: boolean;
  first: string;
  json?: boolean;
}

const FOLLOW_MS = 5_000;

export function registerSync(program: Command): void {
  const command = program.command('sync').description('carry catalogue changes between gateways 层级同步');
  command
    .command('pull')
    .description('pull the changes of a peer; killed anywhere, it goes on where it stood 拉取对端变更')
    .requiredOption('--from <url>', 'address of the peer gateway 对端地址')
    .requiredOption('--as <name>', 'name of the peer here; its cursor is kept under it 对端名称')
    .requiredOption('--token-file <file>', 'file with a token of a sync consumer of the peer 令牌文件')
    .option('--once', 'stop when there is nothing more (the default) 拉完即止')
    .option('--follow', 'go on pulling until told to stop 持续拉取')
    .option('--first <number>', 'changes per page, 1 to 2,000 每页数量', '500')
    .option('--json', 'print the result as JSON')
    .action(async (options: PullOptions) => {
      if (!URL.canParse(options.from))
        throw new Fault('PEER_MISBEHAVED', { peer: options.as, problem: '--from is not an address' });
      const token = await readToken(options.tokenFile);
      const result = await withArchive(async ({ catalog }) => {
        const feed = openPeerFeed({ url: options.from, token });
        const progress = openProgress(`sync ${options.as}`);
        const show = (now: PullResult) => progress.show(Number(now.position), Number(now.head));
        const pull = () =>
          catalog.sync.pull(
            { name: options.as, url: feed.url, feed },
            { first: Number(options.first), onPage: show },
          );
        try {
          let last = await pull();
          while (options.follow) {
            // A little chance in the wait keeps a hundred counties from asking in the same instant.
            await sleep(FOLLOW_MS * (0.8 + 0.4 * Math.random()));
            last = await pull();
          }
          return last;
        } finally {
          progress.stop();
          await feed.close();
        }
      });
      if (result.quarantined > 0) process.exitCode = 1;
      if (options.json) printJson(result);
      else
        printLine(
          `applied 应用 ${result.applied}, unchanged 未变 ${result.unchanged}, quarantined 隔离 ${result.quarantined}, position 位置 ${result.position} / ${result.head}`,
        );
    });
  command
    .command('status')
    .description('peers, how far they were pulled, what is set aside 同步状态')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const peers = await withArchive(({ catalog }) => catalog.sync.status());
      if (json) printJson(peers);
      else
        printTable(
          ['peer', 'url', 'position', 'pulled at', 'quarantined'],
          peers.map((peer) => [
            peer.peer,
            peer.url,
            peer.position,
            peer.pulledAt.toISOString(),
            String(peer.quarantined),
          ]),
        );
    });
}

async function readToken(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Fault('FILE_UNREADABLE', { file, problem: code ?? 'unknown' }, { cause: error });
  }
}
