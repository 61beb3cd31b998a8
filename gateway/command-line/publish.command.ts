import type { Command } from 'commander';
import { Fault, parseRegionCode } from '../../catalog/index.js';
import { printJson, printLine } from './output.js';
import { withArchive } from './with-archive.js';
import { operatorCall } from '../operator.js';

interface PublishOptions {
  region?: string;
  all?: boolean;
  json?: boolean;
}

export function registerPublish(program: Command): void {
  program
    .command('publish')
    .argument('[keys...]', 'matter codes, or keys of matters that have only a local code 实施编码或事项键')
    .description('publish drafts: compile their documents and put them in force 发布草稿')
    .option('--region <code>', 'all drafts of this region and below it 该区划及下级的全部草稿')
    .option('--all', 'all drafts 全部草稿')
    .option('--json', 'print JSON')
    .action(async (keys: string[], { region, all, json }: PublishOptions) => {
      if (keys.length === 0 && region === undefined && !all) {
        throw new Fault('NOTHING_NAMED', { what: 'keys, --region, --all' });
      }
      const within = region === undefined ? null : parseRegionCode(region);
      const result = await withArchive(({ catalog }) =>
        catalog.publications.publishDrafts(operatorCall(new Date()), { keys, within, all: all ?? false }),
      );
      if (json) printJson(result);
      else printLine(`published 已发布 ${result.published}, unchanged 未变 ${result.unchanged}`);
    });
}
