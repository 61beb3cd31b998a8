import { type ChildProcess, spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..', '..');

/** A copy of some sources that Node runs without a compiler: for tests that kill a process or bound its memory. */
export interface PlainCopy {
  /** Starts a program of the copy, named by its source. */
  start(program: string, args: readonly string[], nodeOptions?: readonly string[]): ChildProcess;
  remove(): void;
}

export function plainCopy(sources: readonly string[]): PlainCopy {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-plain-'));
  for (const file of sources.flatMap(filesOf)) {
    const { outputText } = ts.transpileModule(readFileSync(join(root, file), 'utf8'), {
      compilerOptions: {
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2022,
        esModuleInterop: true,
      },
    });
    const target = join(folder, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return {
    start: (program, args, nodeOptions = []) =>
      spawn(process.execPath, [...nodeOptions, join(folder, program.replace(/\.ts$/, '.js')), ...args], {
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function filesOf(path: string): string[] {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(path, name));
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly errors: string;
}

/** Collects what a process says until it ends; `onOutput` hears all of it so far. */
export function ending(
  child: ChildProcess,
  onOutput: (output: string) => void = () => undefined,
): Promise<Ending> {
  let output = '';
  let errors = '';
  child.stdout?.on('data', (data: Buffer) => onOutput((output += data.toString())));
  child.stderr?.on('data', (data: Buffer) => (errors += data.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, output, errors }));
  });
}
