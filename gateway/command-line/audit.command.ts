import { InvalidArgumentError, type Command } from 'commander';
import { once } from 'node:events';
import { Fault, proofProblem, type AuditFilter, type AuditVerification } from '../../catalog/index.js';
import { headFrom, jsonFrom, keptHead } from '../audit-head-file.js';
import { printJson, printLine } from './output.js';
import { withArchive } from './with-archive.js';

interface ProofOptions {
  check?: string;
  jwks?: string;
}

export function registerAudit(program: Command): void {
  const command = program.command('audit').description('is the record of accesses whole 审计记录');
  command
    .command('verify')
    .description(
      'go through the whole record; exit code 1 when it is not as it was sealed 校验审计记录完整性',
    )
    .option('--head <file>', 'a tree head or proof that was kept elsewhere must still fit 另存的树头或证明')
    .option('--json', 'print JSON')
    .action(async ({ head, json }: { head?: string; json?: boolean }) => {
      const given = head === undefined ? [] : [await headFrom(head)];
      const verification = await withArchive(async ({ catalog, config }) => {
        const own = await keptHead(config.dataDir);
        return catalog.auditTree.verify(own ? [own, ...given] : given);
      });
      if (!verification.intact) process.exitCode = 1;
      if (json) printJson(verification);
      else printVerification(verification);
    });
  command
    .command('proof')
    .argument('[position]', 'position of the entry 记录位置')
    .description('print a proof, as JSON, that an entry is in the record; or check one without us 审计证明')
    .option('--check <file>', 'check this proof; no database is asked 校验证明文件')
    .option('--jwks <file>', 'the published keys, from /.well-known/jwks.json 公钥文件')
    .action(async (position: string | undefined, options: ProofOptions) => {
      if (options.check !== undefined) return checkProof(options.check, options.jwks);
      if (position === undefined) throw new Fault('AUDIT_ENTRY_UNKNOWN', { position: '' });
      const proof = await withArchive(async ({ catalog }) => {
        await catalog.auditTree.seal();
        return catalog.auditTree.proof(position);
      });
      printJson(proof);
    });
  command
    .command('export')
    .description('print entries, oldest first, one JSON object a line 导出审计记录')
    .option('--month <month>', 'only of this month, Beijing time, such as 2026-11 月份', monthRange)
    .option('--consumer <name>', 'only of this consumer 使用方')
    .action(async ({ month, consumer }: { month?: MonthRange; consumer?: string }) => {
      const filter: AuditFilter = { ...month, ...(consumer === undefined ? {} : { consumer }) };
      await withArchive(async ({ catalog }) => {
        for await (const entries of catalog.auditTree.export(filter)) {
          const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
          // A slow reader slows the database down instead of filling the memory.
          if (!process.stdout.write(lines)) await once(process.stdout, 'drain');
        }
      });
    });
}

async function checkProof(file: string, jwks: string | undefined): Promise<void> {
  if (jwks === undefined) throw new Fault('FILE_UNREADABLE', { file: '--jwks', problem: 'missing / 未填写' });
  const problem = proofProblem(await jsonFrom(file), await jsonFrom(jwks));
  if (problem) process.exitCode = 1;
  printJson({ valid: problem === null, reason: problem });
}

function printVerification({ entries, unsealed, broken, treeHead }: AuditVerification): void {
  printLine(`entries 记录 ${entries}, not yet sealed 待封存 ${unsealed}`);
  if (treeHead) printLine(`tree head 树头 ${treeHead.size} ${treeHead.root} (${treeHead.at})`);
  if (broken)
    printLine(
      `BROKEN 不完整 at position 位置 ${broken.position}: ${broken.en} ${broken.zh} [${broken.code}]`,
    );
  else printLine('intact 完整');
}

type MonthRange = Required<Pick<AuditFilter, 'since' | 'until'>>;

function monthRange(text: string): MonthRange {
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text) ?? [];
  if (year === undefined) throw new InvalidArgumentError('Write a month such as 2026-11. 请写作2026-11。');
  // Beijing time is eight hours ahead the whole year.
  const startOf = (months: number) => new Date(Date.UTC(Number(year), months, 1, -8));
  return { since: startOf(Number(month) - 1), until: startOf(Number(month)) };
}
