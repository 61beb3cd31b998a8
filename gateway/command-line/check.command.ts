import type { Command } from 'commander';
import { conformanceRules, parseRegionCode, type ConformanceCheck } from '../../catalog/index.js';
import { operatorCall } from '../operator.js';
import { openProgress, printJson, printLine, printTable } from './output.js';
import { withArchive } from './with-archive.js';

interface CheckOptions {
  standard: string;
  region?: string;
  json?: boolean;
}

const MOST_SHOWN = 40;

export function registerCheck(program: Command): void {
  program
    .command('check')
    .description('published matters against a standard of sameness 按统一标准检查已发布事项')
    .requiredOption(
      '--standard <id>',
      'ten-unified, twelve-same, four-same, national-ten, or one of your own 标准',
    )
    .option('--region <code>', 'only this region and below it; left out: everywhere 区划范围（含下级）')
    .option('--json', 'print JSON')
    .action(async ({ standard, region, json }: CheckOptions) => {
      const within = region === undefined ? null : parseRegionCode(region);
      const check = await withArchive(async ({ catalog }) => {
        const progress = openProgress(`check ${standard}`);
        const show = (matters: number) => progress.show(matters, matters);
        try {
          return await catalog.conformance.check(operatorCall(new Date()), standard, within, show);
        } finally {
          progress.stop();
        }
      });
      if (check.deviationCount > 0) process.exitCode = 1;
      if (json) printJson(jsonOf(check));
      else print(check);
    });
}

/** Names and meanings as in the public contract; what stands beside them may grow. */
export function jsonOf({ standard, region, checked, conforming, ...check }: ConformanceCheck) {
  return {
    standard: standard.id,
    confirmed: standard.confirmed,
    region,
    checked,
    conforming,
    deviations: check.deviations.map(({ proposal, ...one }) => ({
      matter: one.matter,
      level: one.level,
      element: one.element,
      rule: one.rule,
      severity: one.severity,
      expected: one.expected,
      found: one.found,
      proposal: `${proposal.en} ${proposal.zh}`,
      name: one.name,
      organisation: one.organisation,
      region: one.region,
    })),
    deviationCount: check.deviationCount,
    byElement: check.byElement,
    byRegion: check.byRegion,
  };
}

function print({
  standard,
  checked,
  conforming,
  deviations,
  deviationCount,
  ...check
}: ConformanceCheck): void {
  const { title, confirmed, note } = standard;
  printLine(`${title.zh} ${title.en}${confirmed ? '' : '（清单未确认 list not confirmed）'}`);
  if (note) printLine(`${note.zh} ${note.en}`);
  printLine(`checked 检查 ${checked}, conforming 一致 ${conforming}, deviations 差异 ${deviationCount}`);
  printLine();
  printTable(
    ['element 要素', 'title 名称', 'conforming 一致', 'checked 检查'],
    check.byElement.map((one) => [one.element, one.title.zh, String(one.conforming), String(one.checked)]),
  );
  if (deviations.length === 0) return;
  printLine();
  printTable(
    ['matter 事项', 'element 要素', 'rule 规则', 'expected 应为', 'found 实为'],
    deviations
      .slice(0, MOST_SHOWN)
      .map((one) => [
        one.matter,
        one.element,
        conformanceRules[one.rule].zh,
        shorten(one.expected ?? ''),
        shorten(one.found ?? ''),
      ]),
  );
  if (deviationCount > MOST_SHOWN) {
    printLine(`… ${deviationCount - MOST_SHOWN} more; --json lists them 其余见 --json`);
  }
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
