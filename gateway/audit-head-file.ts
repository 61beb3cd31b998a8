import { randomBytes } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault, readHead, type SignedTreeHead } from '../catalog/index.js';

/**
 * The newest signed tree head, kept outside the database: whoever can rewrite the whole database can cut off the end of
 * entries, tree and heads together, but not take back a head that stands somewhere else.
 */
function fileIn(dataDir: string): string {
  return join(dataDir, 'audit-tree-head.json');
}

export async function keptHead(dataDir: string): Promise<SignedTreeHead | null> {
  try {
    return await headFrom(fileIn(dataDir));
  } catch (error) {
    if (error instanceof Fault && error.facts['problem'] === 'ENOENT') return null;
    throw error;
  }
}

/** A head alone, or the one of a proof. */
export async function headFrom(file: string): Promise<SignedTreeHead> {
  const content = await jsonFrom(file);
  const inner = typeof content === 'object' && content !== null && 'head' in content ? content.head : content;
  const head = readHead(inner);
  if (!head) throw new Fault('FILE_UNREADABLE', { file, problem: 'no signed tree head / 不是已签署的树头' });
  return head;
}

export async function jsonFrom(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch (error) {
    const problem = (error as NodeJS.ErrnoException).code ?? 'not JSON / 不是JSON';
    throw new Fault('FILE_UNREADABLE', { file, problem }, { cause: error });
  }
}

/** Written whole or not at all: a half head would look like tampering. */
export async function keepHead(dataDir: string, head: SignedTreeHead): Promise<void> {
  const draft = `${fileIn(dataDir)}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(head, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, fileIn(dataDir));
}
