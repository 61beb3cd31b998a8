import type { Command } from 'commander';
import { printJson, printLine, printTable } from './output.js';
import { withArchive } from './with-archive.js';

export function registerSource(program: Command): void {
  const command = program.command('source').description('department systems 部门系统');
  command
    .command('list')
    .description('connected department systems and definitions that could not be used 已接入的部门系统')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const { sources, findings } = await withArchive(
        ({ sources }) => Promise.resolve({ sources: sources.list(), findings: sources.findings }),
        { outside: true },
      );
      if (findings.length > 0) process.exitCode = 1;
      if (json) {
        printJson({ sources, findings });
        return;
      }
      printTable(
        ['name', 'title', 'kind', 'licence types', 'checks', 'contact'],
        sources.map(({ name, title, kind, licenceTypes, checks, contact }) => [
          name,
          title,
          kind,
          String(licenceTypes.length),
          checks.join(', '),
          contact ?? '',
        ]),
      );
      for (const { en, zh } of findings) printLine(`${en} ${zh}`);
    });
}
