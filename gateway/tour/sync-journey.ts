import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printLine } from '../command-line/output.js';
import { projectRoot } from '../project-root.js';
import type { Checks } from './checks.js';

interface PullOutput {
  readonly pages: number;
  readonly applied: number;
  readonly unchanged: number;
  readonly quarantined: number;
  readonly position: string;
  readonly head: string;
}

/** A county's own gateway, in a folder and a process of its own, pulls the catalogue through the command line. */
export async function syncJourney(url: string, token: string, checks: Checks): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tongban-county-'));
  const tongban = (...words: readonly string[]) => {
    printLine(`   $ tongban ${words.join(' ').replaceAll(folder, '<county>')}`);
    return run(words, { DATA_DIR: folder, DEMO: 'off' });
  };
  try {
    const tokenFile = join(folder, 'peer.token');
    await writeFile(tokenFile, token, { mode: 0o600 });
    printLine('3.1 An empty county gateway loads the regions 县级网关载入区划');
    await tongban('import', 'regions', '--json');
    printLine('3.2 … and pulls the whole catalogue 拉取全部目录');
    const pull = [
      'sync',
      'pull',
      '--from',
      url,
      '--as',
      'maoming',
      '--token-file',
      tokenFile,
      '--once',
      '--json',
    ];
    const first = JSON.parse(await tongban(...pull)) as PullOutput;
    printLine(`   ${JSON.stringify(first)}`);
    checks.expect(
      'everything was applied, nothing set aside',
      first.applied > 2_000 && first.quarantined === 0,
    );
    checks.expect('the cursor stands at the head', first.position === first.head);
    printLine('3.3 Pulling again changes nothing 再次拉取无变化');
    const again = JSON.parse(await tongban(...pull)) as PullOutput;
    printLine(`   ${JSON.stringify(again)}`);
    checks.expect('nothing more is applied', again.applied === 0 && again.position === first.position);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(words: readonly string[], settings: Readonly<Record<string, string>>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(projectRoot, 'gateway', 'launch.mjs'), ...words], {
      env: { PATH: '', HOME: tmpdir(), ...settings },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(Buffer.concat(output).toString('utf8'));
      else reject(new Error(`tongban ${words[0] ?? ''} ended with exit code ${String(code)}`));
    });
  });
}
