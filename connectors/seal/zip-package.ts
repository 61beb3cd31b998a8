import { inflateRawSync } from 'node:zlib';
import { fromBufferPromise, validateFileName, type Entry } from 'yauzl';
import type { SealLimits } from './limits.js';
import { Refusal } from './refusal.js';
import { sm3 } from './sm2.js';

const smallPackage = 8 * 1024 * 1024;

/** A package that has passed every check that can be made without unpacking. Files are unpacked when asked for. */
export class ZipPackage {
  private readonly unpacked = new Map<string, Uint8Array>();
  private readonly digests = new Map<string, Uint8Array>();

  constructor(
    private readonly source: Uint8Array,
    private readonly entries: ReadonlyMap<string, ZipEntry>,
  ) {}

  get paths(): readonly string[] {
    return [...this.entries.keys()];
  }

  has(path: string): boolean {
    return this.entries.has(path);
  }

  /** The bytes of a file that is there. */
  bytes(path: string): Uint8Array {
    const known = this.unpacked.get(path);
    if (known !== undefined) return known;
    const entry = this.entries.get(path);
    if (entry === undefined) throw new Refusal('FILE_MISSING', `/${path}`);
    const bytes = unpack(this.source.subarray(entry.start, entry.start + entry.packed), entry, path);
    this.unpacked.set(path, bytes);
    return bytes;
  }

  /** SM3 of a file; null where it cannot be unpacked, which for a protected file is a change like any other. */
  digest(path: string): Uint8Array | null {
    const known = this.digests.get(path);
    if (known !== undefined) return known;
    try {
      const entry = this.entries.get(path);
      if (entry === undefined) return null;
      // Not kept unpacked: a document may be large, and each file is hashed once.
      const bytes =
        this.unpacked.get(path) ??
        unpack(this.source.subarray(entry.start, entry.start + entry.packed), entry, path);
      const digest = sm3(bytes);
      this.digests.set(path, digest);
      return digest;
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  }
}

interface ZipEntry {
  readonly start: number;
  readonly packed: number;
  readonly size: number;
  readonly stored: boolean;
}

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** Reads the central directory and refuses every trick before a byte is unpacked. */
export async function openZip(source: Uint8Array, limits: SealLimits): Promise<ZipPackage> {
  const buffer = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  const entries = new Map<string, ZipEntry>();
  const names = new Set<string>();
  let total = 0;
  let count = 0;
  try {
    const zip = await fromBufferPromise(buffer, {
      lazyEntries: true,
      decodeStrings: false,
      validateEntrySizes: false,
    });
    if (zip.entryCount > limits.entries) throw new Refusal('ZIP_BOMB', `${zip.entryCount}`);
    for await (const entry of zip.eachEntry()) {
      count += 1;
      const name = nameOf(entry);
      const path = name.replace(/\/$/, '');
      // Viewers on some systems take names that differ in case or composition for the same.
      const folded = path.normalize('NFC').toLowerCase();
      if (names.has(folded)) throw new Refusal('ZIP_PATH_DUPLICATE', `/${path}`);
      names.add(folded);
      if ((entry.generalPurposeBitFlag & 0x2041) !== 0) throw new Refusal('ZIP_ENCRYPTED', `/${path}`);
      if (((entry.externalFileAttributes >>> 16) & 0xf000) === 0xa000)
        throw new Refusal('ZIP_LINK', `/${path}`);
      total += entry.uncompressedSize;
      const ratio = total / Math.max(1, source.length);
      const swells = total > smallPackage && ratio > limits.unpackedRatio;
      if (count > limits.entries || total > limits.unpackedBytes || swells)
        throw new Refusal('ZIP_BOMB', `${total}`);
      if (name !== path) continue;
      entries.set(path, locate(buffer, entry, path));
    }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('ZIP_MALFORMED');
  }
  return new ZipPackage(buffer, entries);
}

function nameOf(entry: Entry): string {
  const raw = entry.fileNameRaw;
  const name = decodeName(raw, (entry.generalPurposeBitFlag & 0x800) !== 0);
  const path = name?.replace(/\/$/, '');
  const segments = path?.split('/') ?? [];
  const tricky = segments.some(
    (segment) => segment === '' || segment === '.' || segment === '..' || /[. ]$/.test(segment),
  );
  if (name === null || tricky || /[\p{Cc}\\:]/u.test(name) || validateFileName(name) !== null) {
    throw new Refusal(
      'ZIP_PATH_UNSAFE',
      raw
        .subarray(0, 200)
        .toString('latin1')
        .replace(/[^ -~]/g, '?'),
    );
  }
  // A second, different name in the extra field (Info-ZIP) would be shown by some viewers instead of the first.
  const otherName = entry.extraFields.find(({ id }) => id === 0x7075)?.data.subarray(5);
  if (otherName !== undefined && otherName.toString('utf8') !== name)
    throw new Refusal('ZIP_PATH_UNSAFE', name);
  return name;
}

/** Names are UTF-8, or, from older Chinese systems that do not say so, GB 18030. */
function decodeName(raw: Buffer, utf8: boolean): string | null {
  for (const encoding of utf8 ? ['utf-8'] : ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(raw);
    } catch {
      continue;
    }
  }
  return null;
}

/** The data of an entry. A local header that names another file than the directory would be shown by some viewers. */
function locate(buffer: Buffer, entry: Entry, path: string): ZipEntry {
  const at = entry.relativeOffsetOfLocalHeader;
  const malformed = () => new Refusal('ZIP_MALFORMED', `/${path}`);
  if (at + 30 > buffer.length || buffer.readUInt32LE(at) !== 0x04034b50) throw malformed();
  const nameLength = buffer.readUInt16LE(at + 26);
  const name = buffer.subarray(at + 30, at + 30 + nameLength);
  const start = at + 30 + nameLength + buffer.readUInt16LE(at + 28);
  const method = buffer.readUInt16LE(at + 8);
  if (!name.equals(entry.fileNameRaw) || method !== entry.compressionMethod) throw malformed();
  if (method !== 0 && method !== 8) throw new Refusal('ZIP_METHOD_UNSUPPORTED', `/${path}`);
  if (start + entry.compressedSize > buffer.length) throw malformed();
  if (method === 0 && entry.compressedSize !== entry.uncompressedSize) throw malformed();
  return { start, packed: entry.compressedSize, size: entry.uncompressedSize, stored: method === 0 };
}

function unpack(packed: Uint8Array, { size, stored }: ZipEntry, path: string): Uint8Array {
  if (stored) return packed;
  try {
    // The declared size was counted against the limits; nothing may unpack to more than it declares.
    const bytes = inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
    if (bytes.length === size) return bytes;
  } catch {
    // Damaged or lying: both are refused below.
  }
  throw new Refusal('ZIP_MALFORMED', `/${path}`);
}
