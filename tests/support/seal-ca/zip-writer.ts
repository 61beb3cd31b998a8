import { buffer } from 'node:stream/consumers';
import { crc32, deflateRawSync } from 'node:zlib';
import { ZipFile } from 'yazl';

export type Files = ReadonlyMap<string, Uint8Array>;

/** A well-made package, written by a library that has nothing to do with the one that reads. */
export async function zip(files: Files, compress = true): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [path, bytes] of files) {
    archive.addBuffer(Buffer.from(bytes), path, { mtime: new Date('2026-03-04T05:06:07Z'), compress });
  }
  archive.end();
  return buffer(archive.outputStream);
}

export interface RawEntry {
  readonly name: string | Buffer;
  readonly bytes: Uint8Array;
  readonly localName?: string;
  readonly flags?: number;
  readonly method?: number;
  readonly mode?: number;
  readonly declaredSize?: number;
  readonly deflate?: boolean;
}

/** Writes what no honest tool writes: paths that lead out, two files of one name, wrong sizes. */
export function rawZip(entries: readonly RawEntry[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.isBuffer(entry.name) ? entry.name : Buffer.from(entry.name, 'utf8');
    const localName = entry.localName === undefined ? name : Buffer.from(entry.localName, 'utf8');
    const data = entry.deflate === true ? deflateRawSync(entry.bytes) : Buffer.from(entry.bytes);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(entry.flags ?? 0x800, 2);
    fields.writeUInt16LE(entry.method ?? (entry.deflate === true ? 8 : 0), 4);
    fields.writeUInt32LE(crc32(entry.bytes), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(entry.declaredSize ?? entry.bytes.length, 18);
    const local = Buffer.from(fields);
    local.writeUInt16LE(localName.length, 22);
    locals.push(Buffer.from([0x50, 0x4b, 3, 4]), local, localName, data);
    fields.writeUInt16LE(name.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 3]), fields, rest, name);
    offset += 4 + 26 + localName.length + data.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
