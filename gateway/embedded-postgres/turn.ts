import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, ownMark, pidOf } from './process-mark.js';
import type { ProcessMark } from './process-mark.js';
import { refusal } from './refusal.js';

/** The marks in a folder whose processes live; those of dead ones are swept away (their names never come back). */
export async function livingMarks(folder: string): Promise<ProcessMark[]> {
  const marks = await readdir(folder);
  const living = marks.filter(isAlive);
  await Promise.all(
    marks.filter((mark) => !living.includes(mark)).map((mark) => rm(join(folder, mark), { force: true })),
  );
  return living;
}

export async function putMark(folder: string, mark: ProcessMark): Promise<void> {
  await writeFile(join(folder, mark), '', { mode: 0o600 });
}

export async function dropMark(folder: string, mark: ProcessMark): Promise<void> {
  await rm(join(folder, mark), { force: true });
}

/**
 * One process at a time does `work`. Each puts a claim under a name of its own first and looks round second: of any
 * two inside, the later one to look would have seen the other's claim, so there is never more than one. No lock file
 * is ever taken from somebody, hence none can be taken wrongly: the claim of a dead process simply does not count.
 * Of several that wait, the smallest name stays and the others step back, so somebody always gets in.
 *
 * The turn lasts milliseconds to attach or to leave, and as long as the server needs to start or to stop.
 */
export async function inTurn<T>(
  folder: string,
  patience: { waitMs: number; onWait(holder: string): void },
  work: () => Promise<T>,
): Promise<T> {
  const claim = ownMark();
  const began = Date.now();
  let told = false;
  try {
    for (;;) {
      await putMark(folder, claim);
      const others = (await livingMarks(folder)).filter((mark) => mark !== claim);
      if (others.length === 0) return await work();
      if (others.some((mark) => mark < claim)) await dropMark(folder, claim);
      const waited = Date.now() - began;
      const holder = `pid ${others.map(pidOf).join(', ')}`;
      if (waited > patience.waitMs) {
        throw refusal('DATA_DIR_BUSY', { path: folder, holder, seconds: Math.round(waited / 1000) });
      }
      if (waited > 2_000 && !told) {
        told = true;
        patience.onWait(holder);
      }
      await sleep(15 + Math.random() * 25);
    }
  } finally {
    await dropMark(folder, claim);
  }
}
