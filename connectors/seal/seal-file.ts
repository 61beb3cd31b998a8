import { open, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { sealLimits } from './limits.js';
import type { SealFile } from '../../catalog/ports.js';

/**
 * A file from disk as the reader wants it. A signature taken out of its package needs the Signature.xml that it protects;
 * if none is given, the one lying beside it is taken. A package and a seal alone need none and do not look at it.
 */
export async function sealFileAt(path: string, original?: string): Promise<SealFile> {
  const file = { name: basename(path), bytes: await bounded(path) };
  if (original !== undefined)
    return { ...file, original: { name: basename(original), bytes: await bounded(original) } };
  const detached = file.bytes[0] === 0x30;
  const beside = detached ? await readFile(join(dirname(path), 'Signature.xml')).catch(() => null) : null;
  return beside === null ? file : { ...file, original: { name: 'Signature.xml', bytes: beside } };
}

/** One byte over the limit is enough to refuse the file for its size; a huge one is not read to the end. */
async function bounded(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const bytes = new Uint8Array(Math.min(size, sealLimits.fileBytes + 1));
    let at = 0;
    while (at < bytes.length) {
      const { bytesRead } = await handle.read(bytes, at, bytes.length - at);
      if (bytesRead === 0) break;
      at += bytesRead;
    }
    return bytes.subarray(0, at);
  } finally {
    await handle.close();
  }
}
