import type { Command } from 'commander';
import { compose, type House } from '../compose.js';
import { readConfig } from '../config.js';
import { openLog } from '../log.js';
import { printLine } from './output.js';

export function registerStart(program: Command): void {
  program
    .command('start')
    .description('start the gateway; Ctrl-C stops it 启动网关')
    .action(async () => {
      const config = readConfig();
      const log = openLog(config);
      const house = await compose(config, log);
      announce(house);
      await untilToldToStop();
      log.info('stopping');
      await house.stop();
    });
}

function announce({ url, config }: House): void {
  printLine(`Tongban 通办 is ready 已就绪: ${url}`);
  printLine(`  GraphQL    ${url}/graphql`);
  printLine(`  Console    ${url}/`);
  printLine(`  Schema     ${url}/schema.graphql`);
  printLine(`  Health     ${url}/health   ${url}/ready   ${url}/metrics`);
  if (config.databaseUrl === null) printLine(`  Database   embedded PostgreSQL under ${config.dataDir}`);
  if (config.demo) {
    printLine('A token 获取令牌 (dept-demo, portal-demo, sync-demo, admin-demo, audit-demo):');
    printLine('  npm run -s tongban -- token --consumer dept-demo');
  }
  printLine('Ctrl-C stops it 按 Ctrl-C 停止.');
}

/** The second signal ends the process at once: an operator who presses Ctrl-C twice means it. */
function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    let told = false;
    const stop = () => {
      if (told) process.exit(130);
      told = true;
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
