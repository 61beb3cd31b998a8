import type { Command } from 'commander';
import { openDatabase } from '../../catalog/index.js';
import { readConfig } from '../config.js';
import { openEmbeddedPostgres } from '../embedded-postgres/index.js';
import { openLog } from '../log.js';
import { printJson, printLine } from './output.js';

export function registerMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the database schema up to date and stop 升级数据库结构')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const config = readConfig();
      const log = openLog({ logLevel: config.logLevel === 'info' ? 'warn' : config.logLevel });
      const server =
        config.databaseUrl === null ? await openEmbeddedPostgres({ dataDir: config.dataDir, log }) : null;
      try {
        const database = await openDatabase({ url: config.databaseUrl ?? server?.url ?? '' });
        try {
          const migrated = await database.migrate();
          if (json) printJson({ migrated });
          else
            printLine(
              migrated.length === 0 ? 'up to date 已是最新' : `migrated 已升级: ${migrated.join(', ')}`,
            );
        } finally {
          await database.close();
        }
      } finally {
        await server?.release();
      }
    });
}
