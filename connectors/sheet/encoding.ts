import { TextDecoder } from 'node:util';
import { Fault } from '../../catalog/errors.js';
import type { Encoding } from '../../catalog/ports.js';
import type { FileBytes } from './file-bytes.js';

/** The text of the file in pieces, without a byte order mark. Strict: a byte that is no text ends the reading. */
export async function* textOf(bytes: FileBytes, encoding: Encoding): AsyncIterable<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const piece of bytes.pieces()) {
    const text = decoder.decode(piece, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** The first reading: every byte is decoded once, before anything is believed. */
export async function demandEncoding(bytes: FileBytes, encoding: Encoding, file: string): Promise<void> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let position = 0;
  let piece: Buffer = Buffer.alloc(0);
  try {
    for await (piece of bytes.pieces()) {
      decoder.decode(piece, { stream: true });
      position += piece.byteLength;
    }
    decoder.decode();
  } catch (error) {
    if (!isDecodingError(error)) throw error;
    throw new Fault('FILE_ENCODING_WRONG', {
      file,
      encoding: encoding.toUpperCase(),
      offset: await firstWrongByte(bytes, encoding, position),
      guess: guessEncoding(piece),
    });
  }
}

/** Read once more, byte by byte in the piece that failed: an error is told at the byte that shows it. */
async function firstWrongByte(bytes: FileBytes, encoding: Encoding, failed: number): Promise<number> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let position = 0;
  for await (const piece of bytes.pieces()) {
    if (position < failed) {
      decoder.decode(piece, { stream: true });
      position += piece.byteLength;
      continue;
    }
    for (let at = 0; at < piece.byteLength; at += 1, position += 1) {
      try {
        decoder.decode(piece.subarray(at, at + 1), { stream: true });
      } catch {
        return position;
      }
    }
  }
  return position;
}

/** What the piece that failed looks like instead; a guess for the person who has to save the file again. */
export function guessEncoding(piece: Uint8Array): string {
  const [first = 0, second = 0] = piece;
  if (first === 0xff && second === 0xfe) return 'UTF-16LE';
  if (first === 0xfe && second === 0xff) return 'UTF-16BE';
  const nulsAt = (parity: number) => piece.filter((byte, at) => byte === 0 && at % 2 === parity).length;
  if (nulsAt(1) > piece.length / 8) return 'UTF-16LE';
  if (nulsAt(0) > piece.length / 8) return 'UTF-16BE';
  if (nulsAt(0) + nulsAt(1) === 0 && decodesWithHan(piece, 'gb18030')) return 'GB18030 (GBK)';
  if (decodesWithHan(piece, 'utf-8')) return 'UTF-8, cut off or damaged';
  return 'no text';
}

function decodesWithHan(piece: Uint8Array, encoding: Encoding): boolean {
  const start = piece.findIndex((byte) => byte >= 0x80);
  if (start < 0) return false;
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(piece.subarray(start), { stream: true });
    return /\p{Script=Han}/u.test(text);
  } catch {
    return false;
  }
}

function isDecodingError(error: unknown): boolean {
  return (
    error instanceof TypeError &&
    (error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
  );
}
