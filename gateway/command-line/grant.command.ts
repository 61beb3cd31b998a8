import type { Command } from 'commander';
import {
  chinaDay,
  Fault,
  parseLicenceTypeCode,
  type GrantDraft,
  type GrantView,
} from '../../catalog/index.js';
import { operatorCall } from '../operator.js';
import { printJson, printLine, printTable } from './output.js';
import { withArchive } from './with-archive.js';

interface GiveOptions {
  consumer: string;
  licenceType?: string;
  check?: string;
  field?: string[];
  matter?: string[];
  region?: string[];
  from?: string;
  until?: string;
  reason?: string;
  json?: boolean;
}

export function registerGrant(program: Command): void {
  const command = program.command('grant').description('who may see what, for which matters 数据授权');
  command
    .command('list')
    .description('grants, revoked ones included 授权列表')
    .option('--consumer <name>', 'only of this consumer 使用方')
    .option('--json', 'print JSON')
    .action(async ({ consumer, json }: { consumer?: string; json?: boolean }) => {
      const grants = await withArchive(({ catalog }) => catalog.access.grants(consumer ?? null));
      if (json) printJson(grants);
      else
        printTable(['id', 'consumer', 'subject', 'fields', 'matters', 'until', 'revoked'], grants.map(row));
    });
  command
    .command('give')
    .description('give a consumer a right to see something 新增授权')
    .requiredOption('--consumer <name>', 'whom to 使用方')
    .option('--licence-type <code>', 'licence type 证照类型代码')
    .option('--check <name>', 'data check 数据核验名称')
    .option('--field <name...>', 'licence fields that may be given 字段')
    .option('--matter <code...>', 'base codes or matter codes; left out: every matter 事项范围')
    .option('--region <code...>', 'regions with what is below them; left out: everywhere 区划范围')
    .option('--from <date>', 'first day; left out: today 起始日期')
    .option('--until <date>', 'last day; left out: without end 截止日期')
    .option('--reason <text>', 'why 事由')
    .option('--json', 'print JSON')
    .action(async (options: GiveOptions) => {
      const call = operatorCall(new Date());
      const grant = await withArchive(({ catalog }) => catalog.access.give(call, draftOf(options, call.now)));
      if (options.json) printJson(grant);
      else printLine(`given 已授权: ${grant.id}`);
    });
  command
    .command('revoke')
    .argument('<id>', 'id of the grant 授权编号')
    .description('take a right back 撤销授权')
    .requiredOption('--reason <text>', 'why 事由')
    .option('--json', 'print JSON')
    .action(async (id: string, { reason, json }: { reason: string; json?: boolean }) => {
      const grant = await withArchive(({ catalog }) =>
        catalog.access.revoke(operatorCall(new Date()), id, reason),
      );
      if (json) printJson(grant);
      else printLine(`revoked 已撤销: ${grant.id}`);
    });
}

function draftOf(options: GiveOptions, now: Date): GrantDraft {
  const { licenceType, check } = options;
  if ((licenceType === undefined) === (check === undefined)) {
    const problem = 'name either --licence-type or --check / 请填写 --licence-type 或 --check 之一';
    throw new Fault('GRANT_INVALID', { problem });
  }
  return {
    consumer: options.consumer,
    subject:
      licenceType === undefined
        ? { kind: 'DATA', check: check ?? '' }
        : { kind: 'LICENCE', licenceType: parseLicenceTypeCode(licenceType) },
    fields: options.field ?? [],
    matters: options.matter ?? null,
    regions: options.region ?? null,
    validFrom: options.from ?? chinaDay(now),
    validUntil: options.until ?? null,
    reason: options.reason ?? null,
  };
}

function row(grant: GrantView): readonly string[] {
  const { id, consumer, subject, fields, matters, validUntil, revokedAt } = grant;
  return [
    id,
    consumer,
    subject.kind === 'LICENCE' ? subject.licenceType : subject.check,
    fields.join(','),
    matters?.join(',') ?? 'all 全部',
    validUntil ?? '',
    revokedAt?.toISOString() ?? '',
  ];
}
