import { mkdir, writeFile } from 'node:fs/promises';
import { arch, cpus, platform } from 'node:os';
import { printTable, type BenchTable } from './bench-table.js';
import { guideBench } from './guide.bench.js';
import { sealBench } from './seal.bench.js';

const benches: Readonly<Record<string, (seconds: number) => Promise<BenchTable>>> = {
  guide: guideBench,
  seal: sealBench,
};

/** `npm run bench [-- name …] [--seconds N]`: prints a table per bench and writes all figures as JSON. */
export async function runBenches(words: readonly string[]): Promise<void> {
  const at = words.indexOf('--seconds');
  const seconds = at < 0 ? 4 : Number(words[at + 1]);
  const named = words.filter((word, index) => !word.startsWith('--') && (at < 0 || index !== at + 1));
  const unknown = named.find((name) => !(name in benches));
  if (unknown !== undefined || !(seconds > 0)) {
    process.stderr.write(
      `bench: ${unknown ?? '--seconds'} is not known; benches: ${Object.keys(benches).join(', ')}\n`,
    );
    process.exitCode = 2;
    return;
  }
  const chosen = named.length === 0 ? Object.keys(benches) : named;
  const done: Record<string, BenchTable> = {};
  for (const name of chosen) {
    const table = await benches[name]?.(seconds);
    if (!table) continue;
    done[name] = table;
    printTable(table);
  }
  const file = `bench-results/${new Date().toISOString().replaceAll(':', '-')}.json`;
  await mkdir('bench-results', { recursive: true });
  const machine = { node: process.version, platform: platform(), arch: arch(), cores: cpus().length };
  await writeFile(
    file,
    `${JSON.stringify({ machine, at: new Date().toISOString(), benches: done }, null, 2)}\n`,
  );
  process.stdout.write(`\nfigures: ${file}\n`);
}
