import { spawn, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const launcher = join(root, 'gateway', 'launch.mjs');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly child: ChildProcess;
  /** Resolves to the whole output so far, once it matches. Rejects when the process ends before. */
  says(pattern: RegExp): Promise<string>;
  readonly ended: Promise<Ended>;
}

interface Circumstances {
  readonly env?: Readonly<Record<string, string>>;
  /** Another user of the machine; only root can start one. */
  readonly uid?: number;
}

/** The command line as a user has it: a process of its own, with nothing of our environment. */
export function startTongban(words: readonly string[], { env = {}, uid }: Circumstances = {}): Running {
  return running(
    spawn(process.execPath, [launcher, ...words], {
      cwd: root,
      env: { PATH: '', HOME: tmpdir(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    }),
  );
}

export function tongban(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return startTongban(words, { env }).ended;
}

/** Compiles once, so that processes that start together do not wait for each other. */
export async function built(): Promise<void> {
  const { code, err } = await tongban(['--build-only']);
  if (code !== 0) throw new Error(`the sources do not compile: ${err}`);
}

/** One command line, with what is special in its environment. */
export type Line = readonly [words: readonly string[], env?: Readonly<Record<string, string>>];

/** Many command lines, one after the other, in one process, which is quicker than a process for each. */
export async function spoken(
  lines: readonly Line[],
  common: Readonly<Record<string, string>> = {},
): Promise<readonly Ended[]> {
  const program = `
    import { run } from ${JSON.stringify(join(root, 'dist', 'gateway', 'command-line', 'run.js'))};
    const ends = [];
    for (const [words, env = {}] of JSON.parse(process.env.LINES)) {
      const said = { out: '', err: '' };
      const [out, err] = [process.stdout.write, process.stderr.write];
      process.stdout.write = (text) => ((said.out += text), true);
      process.stderr.write = (text) => ((said.err += text), true);
      process.exitCode = 0;
      const before = { ...process.env };
      Object.assign(process.env, env);
      await run(words);
      for (const name of Object.keys(env)) delete process.env[name];
      Object.assign(process.env, before);
      [process.stdout.write, process.stderr.write] = [out, err];
      ends.push({ code: process.exitCode, signal: null, ...said });
    }
    process.exitCode = 0;
    process.stdout.write(JSON.stringify(ends));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: root,
    env: { PATH: '', HOME: tmpdir(), ...common, LINES: JSON.stringify(lines) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { out, err, code } = await running(child).ended;
  if (code !== 0) throw new Error(err);
  return JSON.parse(out) as readonly Ended[];
}

function running(child: ChildProcess): Running {
  let out = '';
  let err = '';
  const watchers = new Set<() => void>();
  child.stdout?.on('data', (data: Buffer) => {
    out += data.toString('utf8');
    watchers.forEach((look) => look());
  });
  child.stderr?.on('data', (data: Buffer) => (err += data.toString('utf8')));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, out, err }));
  });
  return {
    child,
    ended,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!pattern.test(out)) return;
          watchers.delete(look);
          resolve(out);
        };
        watchers.add(look);
        look();
        void ended.then((end) => reject(new Error(`ended first: ${JSON.stringify(end)}`)));
      }),
  };
}
