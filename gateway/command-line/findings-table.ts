import { printLine, printTable } from './output.js';

interface FindingShape {
  readonly row: number;
  readonly path: string;
  readonly field: string | null;
  readonly value: string | null;
  readonly rule: string;
  readonly severity: string;
  readonly proposal: string | null;
}

const MOST_SHOWN = 40;

/** A summary by rule for the eye, then the first findings; `--json` has them all. */
export function printFindings(findings: readonly FindingShape[]): void {
  if (findings.length === 0) return;
  const byRule = new Map<string, { severity: string; count: number }>();
  for (const { rule, severity } of findings) {
    byRule.set(rule, { severity, count: (byRule.get(rule)?.count ?? 0) + 1 });
  }
  printLine();
  printTable(
    ['rule 规则', 'severity 级别', 'count 数量'],
    [...byRule].map(([rule, { severity, count }]) => [rule, severity, String(count)]),
  );
  printLine();
  printTable(
    ['row 行', 'path 位置', 'rule 规则', 'value 值', 'proposal 建议'],
    findings
      .slice(0, MOST_SHOWN)
      .map((one) => [
        String(one.row),
        one.path,
        one.rule,
        shorten(one.value ?? ''),
        shorten(one.proposal ?? ''),
      ]),
  );
  if (findings.length > MOST_SHOWN) {
    printLine(`… ${findings.length - MOST_SHOWN} more; --json lists all 其余见 --json`);
  }
}

function shorten(text: string): string {
  return text.length > 48 ? `${text.slice(0, 47)}…` : text;
}
