import { InvalidArgumentError, type Command } from 'commander';
import { Fault, isScope } from '../../catalog/index.js';
import { printJson, printLine } from './output.js';
import { withArchive } from './with-archive.js';

interface TokenOptions {
  consumer: string;
  scope?: string[];
  ttl: number;
  json?: boolean;
}

export function registerToken(program: Command): void {
  program
    .command('token')
    .description('print a token for a registered consumer, signed with the local issuer key 签发令牌')
    .requiredOption('--consumer <name>', 'registered consumer, such as dept-demo 使用方')
    .option('--scope <scope...>', 'only these scopes; left out: all of the consumer 权限范围')
    .option('--ttl <time>', 'how long it is good: 30s, 15m, 1h, 7d 有效期', seconds, 3600)
    .option('--json', 'print JSON')
    .action(async ({ consumer: name, scope, ttl, json }: TokenOptions) => {
      await withArchive(async ({ catalog, tokens }) => {
        const consumer = await catalog.access.consumer(name);
        if (!consumer?.active) throw new Fault('CONSUMER_UNKNOWN');
        for (const wanted of scope ?? []) {
          if (!isScope(wanted) || !consumer.scopes.includes(wanted))
            throw new Fault('SCOPE_MISSING', { scope: wanted });
        }
        const scopes = scope ?? consumer.scopes;
        const token = tokens.sign(name, scopes, ttl);
        if (json) printJson({ token, consumer: name, scopes, expiresInSeconds: ttl });
        else printLine(token);
      });
    });
}

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

function seconds(text: string): number {
  const [, amount, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const factor = unitSeconds[unit ?? ''];
  if (amount === undefined || factor === undefined || Number(amount) === 0) {
    throw new InvalidArgumentError('Write a time such as 15m or 1h. 请写作15m或1h。');
  }
  return Number(amount) * factor;
}
