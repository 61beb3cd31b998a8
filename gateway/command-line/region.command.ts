import type { Command } from 'commander';
import { parseRegionCode } from '../../catalog/index.js';
import { printJson, printLine } from './output.js';
import { withArchive } from './with-archive.js';

interface ZoneOptions {
  code: string;
  name: string;
  parent: string;
  json?: boolean;
}

export function registerRegion(program: Command): void {
  const command = program.command('region').description('local additions to the region tree 本地区划');
  command
    .command('add-zone')
    .description('add a functional zone that stands in no national table, such as 高新区 添加功能区')
    .requiredOption('--code <code>', '12 digits not used by the national table 区划代码')
    .requiredOption('--name <name>', 'its name 名称')
    .requiredOption('--parent <code>', 'the region it belongs to 上级区划')
    .option('--json', 'print JSON')
    .action(async ({ code, name, parent, json }: ZoneOptions) => {
      const zone = { code: parseRegionCode(code), name, parent: parseRegionCode(parent) };
      const region = await withArchive(({ catalog }) => catalog.regions.addZone(zone, 'local'));
      if (json) printJson(region);
      else printLine(`added 已添加: ${region.code} ${region.name} (${region.lineage.join(' / ')})`);
    });
}
