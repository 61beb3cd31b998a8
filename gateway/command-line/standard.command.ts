import type { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { Fault } from '../../catalog/index.js';
import { operatorCall } from '../operator.js';
import { printJson, printLine, printTable } from './output.js';
import { withArchive } from './with-archive.js';

export function registerStandard(program: Command): void {
  const command = program.command('standard').description('standards of sameness 统一标准');
  command
    .command('list')
    .description('the built-in standards and those stored here 标准列表')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const standards = await withArchive(({ catalog }) => catalog.standards.list());
      if (json) printJson(standards);
      else
        printTable(
          ['id', 'title 名称', 'confirmed 已确认', 'built in 内置', 'levels 层级', 'elements 要素'],
          standards.map(({ id, title, confirmed, builtIn, levels, elements }) => [
            id,
            title.zh,
            yesNo(confirmed),
            yesNo(builtIn),
            levels.join(', '),
            String(elements.length),
          ]),
        );
    });
  command
    .command('load')
    .argument('<file>', 'JSON file with one standard 标准文件（JSON）')
    .description('store a standard of your own, or replace it by its id 保存本地标准')
    .option('--json', 'print JSON')
    .action(async (file: string, { json }: { json?: boolean }) => {
      const value = await readJson(file);
      const standard = await withArchive(({ catalog }) =>
        catalog.standards.store(operatorCall(new Date()), value),
      );
      if (json) printJson(standard);
      else printLine(`stored 已保存: ${standard.id}`);
    });
}

function yesNo(value: boolean): string {
  return value ? 'yes 是' : 'no 否';
}

async function readJson(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const problem = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new Fault('FILE_UNREADABLE', { file, problem }, { cause: error });
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch (error) {
    const problem = 'not JSON / 不是JSON';
    throw new Fault('FILE_UNREADABLE', { file, problem }, { cause: error });
  }
}
