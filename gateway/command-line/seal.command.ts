import type { Command } from 'commander';
import { allValid, Fault, judgeSeals, parseCalendarDate, sealReport } from '../../catalog/index.js';
import { openSealReader, readTrust, sealFileAt } from '../../connectors/index.js';
import { printJson } from './output.js';
import { sealTable } from './seal-table.js';

interface VerifyOptions {
  anchor?: string[];
  intermediate?: string[];
  signer?: string[];
  crl?: string[];
  at?: string;
  original?: string;
  json?: boolean;
}

export function registerSeal(program: Command): void {
  program
    .command('seal')
    .description('electronic seals 电子印章')
    .command('verify')
    .argument('<file>', 'OFD package, SignedValue.dat or seal (.esl) 待验证的文件')
    .description('check every signature of a file, step by step; exit code 0 only if all are valid 验证签章')
    .option(
      '--anchor <pem...>',
      'root certificates that you trust; without one nothing can be valid 信任的根证书',
    )
    .option('--intermediate <pem...>', 'authorities in between 中间证书')
    .option('--signer <pem...>', 'signers of plain {r, s} values 签名者证书')
    .option('--crl <file...>', 'revocation lists 证书撤销列表')
    .option(
      '--original <file>',
      'what a detached signature protects; left out: Signature.xml beside it 被保护的原文',
    )
    .option('--at <date>', 'judge as on this day instead of now 按此日期判断')
    .option('--json', 'print JSON')
    .action(async (path: string, options: VerifyOptions) => {
      const at = options.at === undefined ? new Date() : endOfDay(options.at);
      const report = await verify(path, options, at);
      if (options.json) printJson(report);
      else process.stdout.write(sealTable(report));
      if (!allValid(report)) process.exitCode = 1;
    });
}

async function verify(path: string, options: VerifyOptions, at: Date) {
  const { anchor = [], intermediate, signer, crl = [], original } = options;
  const trust = await readTrust(anchor, crl, {
    ...(intermediate ? { intermediates: intermediate } : {}),
    ...(signer ? { signers: signer } : {}),
  });
  const file = await sealFileAt(path, original).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    throw new Fault('FILE_UNREADABLE', { file: path, problem: code ?? 'unknown' }, { cause: error });
  });
  const reader = await openSealReader({ workers: 1 });
  try {
    const [reading] = await reader.read([file], { trust });
    return sealReport(file.name, reading ? judgeSeals(reading, trust, at) : []);
  } finally {
    await reader.close();
  }
}

/** A day in China ends at 16:00 UTC; a document sealed on that day is judged as of its end. */
function endOfDay(text: string): Date {
  return new Date(`${parseCalendarDate(text)}T23:59:59+08:00`);
}
