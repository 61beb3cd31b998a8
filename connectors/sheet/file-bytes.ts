import { createHash } from 'node:crypto';
import { open, rm, stat, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { Fault } from '../../catalog/errors.js';
import type { FileInput } from '../../catalog/ports.js';
import { asFileFault, unreadable } from './file-fault.js';

const PIECE = 128 * 1024;

/** A file that can be read from the beginning as often as needed, always with the same bytes. */
export interface FileBytes {
  readonly size: number;
  /** Ends with FILE_UNREADABLE if the bytes are no longer those of the first reading. */
  pieces(): AsyncIterable<Buffer>;
  /** SHA-256, lower-case hex; known once the first reading has come to its end. */
  digest(): string;
  close(): Promise<void>;
}

export async function openFileBytes(
  input: FileInput,
  options: { readonly fileName: string; readonly mostBytes: number },
): Promise<FileBytes> {
  const { fileName } = options;
  try {
    if ('stream' in input) return await copyOf(input.stream, options);
    const found = await stat(input.path);
    if (found.isDirectory())
      throw unreadable(fileName, { en: 'it is a directory; name a file', zh: '这是一个目录，请指定文件' });
    const handle = await open(input.path, 'r');
    // A pipe can be read only once, so it is copied first.
    if (!found.isFile()) return await copyOf(handle.createReadStream(), options);
    return await keep(handle, null, options);
  } catch (error) {
    throw asFileFault(fileName, error);
  }
}

/** What can be read only once is written to a temporary file; the cap holds while it is written. */
async function copyOf(
  source: AsyncIterable<Uint8Array>,
  options: { readonly fileName: string; readonly mostBytes: number },
): Promise<FileBytes> {
  const path = join(tmpdir(), `tongban-import-${randomUUID()}`);
  const handle = await open(path, 'wx+', 0o600);
  try {
    let size = 0;
    for await (const piece of source) {
      size += piece.byteLength;
      if (size > options.mostBytes) throw tooLarge(options, size);
      await handle.write(piece);
    }
    return await keep(handle, path, options);
  } catch (error) {
    await handle.close();
    await rm(path, { force: true });
    throw error;
  }
}

async function keep(
  handle: FileHandle,
  copy: string | null,
  options: { readonly fileName: string; readonly mostBytes: number },
): Promise<FileBytes> {
  const { size } = await handle.stat();
  const { fileName, mostBytes } = options;
  let first: string | null = null;

  async function close(): Promise<void> {
    await handle.close();
    if (copy !== null) await rm(copy, { force: true });
  }

  if (size > mostBytes) {
    await close();
    throw tooLarge(options, size);
  }
  return {
    size,
    close,

    digest() {
      if (first === null) throw new Error('the file was not read to its end yet');
      return first;
    },

    async *pieces() {
      const hash = createHash('sha256');
      let position = 0;
      for (;;) {
        const { bytesRead, buffer } = await handle
          .read(Buffer.allocUnsafe(PIECE), 0, PIECE, position)
          .catch((error: unknown) => Promise.reject(asFileFault(fileName, error) as Error));
        if (bytesRead === 0 || position > size) break;
        position += bytesRead;
        const piece = buffer.subarray(0, bytesRead);
        hash.update(piece);
        yield piece;
      }
      const digest = hash.digest('hex');
      first ??= digest;
      if (position !== size || digest !== first) {
        throw unreadable(fileName, { en: 'it was changed while it was read', zh: '读取期间文件被修改' });
      }
    },
  };
}

function tooLarge(
  { fileName, mostBytes }: { readonly fileName: string; readonly mostBytes: number },
  size: number,
): Fault {
  return new Fault('FILE_TOO_LARGE', { file: fileName, size, most: mostBytes });
}
