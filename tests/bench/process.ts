import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A part of a bench that runs in a process of its own, so that load and server do not share an event loop. */
export interface BenchProcess {
  readonly pid: number;
  ask<Answer>(task: object): Promise<Answer>;
  stop(): Promise<void>;
}

export async function startProcess(
  role: string,
  settings: Readonly<Record<string, string>>,
): Promise<BenchProcess> {
  const child = fork(
    fileURLToPath(new URL('./bench-process.js', import.meta.url)),
    [role, JSON.stringify(settings)],
    {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  await heard(child);
  return {
    pid: child.pid ?? 0,
    async ask<Answer>(task: object) {
      child.send(task);
      return (await heard(child)) as Answer;
    },
    async stop() {
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.send({ stop: true });
      await ended;
    },
  };
}

function heard(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a bench process ended with ${String(code)}`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
}

/** CPU seconds used so far by a process, and its resident memory in MB; Linux only, NaN elsewhere. */
export function usage(pid: number): { readonly cpuSeconds: number; readonly rssMb: number } {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    // utime and stime are fields 14 and 15 of proc(5), in ticks of 1/100 s; rss is field 24, in pages of 4 KiB.
    const cpuSeconds = (Number(fields[11]) + Number(fields[12])) / 100;
    return { cpuSeconds, rssMb: (Number(fields[21]) * 4096) / 1e6 };
  } catch {
    return { cpuSeconds: NaN, rssMb: NaN };
  }
}
