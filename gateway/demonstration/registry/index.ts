import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../project-root.js';
import { registryProgram } from './program.js';

/** The demonstration's department system, running in a process of its own. */
export interface DemonstrationRegistry {
  readonly url: string;
  /** Made for this run; sent as X-Api-Key. */
  readonly apiKey: string;
  readonly stop: () => Promise<void>;
}

const START_MS = 20_000;
const STOP_MS = 3_000;

export async function startDemonstrationRegistry(): Promise<DemonstrationRegistry> {
  const program = await registryProgram();
  const apiKey = randomBytes(24).toString('base64url');
  // An empty environment: the registry stands for a stranger's machine and must not see our passwords.
  const child = spawn(process.execPath, [program.file], { stdio: ['pipe', 'pipe', 'pipe'], env: {} });
  const stop = async () => {
    await end(child);
    await program.remove();
  };
  try {
    const holders = join(projectRoot, 'gateway', 'demonstration', 'data', 'holders.json');
    child.stdin.on('error', () => undefined);
    child.stdin.write(`${JSON.stringify({ apiKey, holders })}\n`);
    const port = await portOf(child);
    return { url: `http://127.0.0.1:${port}`, apiKey, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface WithPipes extends ChildProcess {
  stdout: NonNullable<ChildProcess['stdout']>;
  stderr: NonNullable<ChildProcess['stderr']>;
}

async function portOf(child: WithPipes): Promise<number> {
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = `${said}${chunk.toString()}`.slice(-2_000);
  });
  const line = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`The demonstration registry ended with ${code ?? 'a signal'}: ${said}`));
    });
    setTimeout(() => {
      reject(new Error(`The demonstration registry did not start: ${said}`));
    }, START_MS).unref();
  });
  return (JSON.parse(await line) as { port: number }).port;
}

/** Its standard input ends, and so does it; whoever does not listen is ended. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = once(child, 'exit');
  child.stdin?.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await exited;
  clearTimeout(timer);
}
