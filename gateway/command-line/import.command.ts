import type { Command } from 'commander';
import { importFile } from './import-file.js';
import { importRegions } from './import-regions.js';
import { openProgress, printJson, printLine } from './output.js';
import { printFindings } from './findings-table.js';
import { withArchive } from './with-archive.js';
import { operatorCall } from '../operator.js';

interface ImportOptions {
  mapping?: string;
  region?: string;
  encoding?: string;
  dryRun?: boolean;
  draft?: boolean;
  json?: boolean;
}

export function registerImport(program: Command): void {
  const command = program
    .command('import')
    .argument('<file>', 'file to import: JSON, NDJSON or CSV 要导入的文件')
    .description(
      'import matters, departments or base matters; every row is imported or stands in the findings 导入清单',
    )
    .option('--mapping <name>', 'how the file is to be read; left out: told by its looks 映射名称')
    .option('--region <code>', 'region of rows that name none themselves 区划代码')
    .option('--encoding <name>', 'encoding when it is not UTF-8, such as gb18030 文件编码')
    .option('--dry-run', 'compute everything, keep nothing 试运行，不写入')
    .option('--draft', 'do not publish what the mapping would publish 仅存草稿，不发布')
    .option('--json', 'print the report as JSON 以JSON输出')
    .action(async (file: string, options: ImportOptions) => {
      const report = await withArchive(async ({ catalog }) => {
        const progress = openProgress('import 导入');
        try {
          return await importFile({
            exchange: catalog.exchange,
            call: operatorCall(new Date()),
            path: file,
            mapping: options.mapping ?? null,
            region: options.region ?? null,
            encoding: options.encoding ?? null,
            dryRun: options.dryRun ?? false,
            draft: options.draft ?? false,
            progress: progress.show,
          });
        } finally {
          progress.stop();
        }
      });
      if (options.json) {
        printJson(report);
      } else {
        printLine(
          `read 读取 ${report.read}, imported 导入 ${report.imported}, unchanged 未变 ${report.unchanged}, rejected 拒绝 ${report.rejected}, published 发布 ${report.published}`,
        );
        printFindings(report.findings);
      }
      // Rows that could not be taken in are something found wrong; warnings alone are not.
      if (report.rejected > 0) process.exitCode = 1;
    });

  command
    .command('regions')
    .description('load the national region tree: the slice of the demonstration, or whole 导入行政区划')
    .option('--all', 'all five levels, about 665,000 rows 全部五级')
    .option('--json', 'print the result as JSON 以JSON输出')
    .action(async ({ all, json }: { all?: boolean; json?: boolean }) => {
      const result = await withArchive(async ({ catalog }) => {
        const progress = openProgress('regions 区划');
        try {
          return await importRegions({
            regions: catalog.regions,
            all: all ?? false,
            progress: progress.show,
          });
        } finally {
          progress.stop();
        }
      });
      // `--json` may stand before the subcommand, where commander gives it to the parent.
      if (json ?? command.opts<ImportOptions>().json) printJson(result);
      else
        printLine(
          `read 读取 ${result.read}, imported 导入 ${result.imported}, unchanged 未变 ${result.unchanged}`,
        );
    });
}
