import type { Encoding, FileInput, Layout, RowReader, SourceFile } from '../../catalog/ports.js';
import { csvItems } from './csv-rows.js';
import { demandEncoding, textOf } from './encoding.js';
import { type FileBytes, openFileBytes } from './file-bytes.js';
import { malformed } from './file-fault.js';
import { demandJson, jsonItems } from './json-rows.js';
import { lineItems } from './line-rows.js';
import { outlineOf } from './outline.js';

/** As much of a file as must show what it is. */
const headLength = 64_000;

/** Reads JSON, NDJSON and CSV files as rows with positions; memory stays flat however large the file. */
export function openSheetReader(): RowReader {
  return {
    async open(input: FileInput, { fileName, encoding, mostBytes }): Promise<SourceFile> {
      const bytes = await openFileBytes(input, { fileName, mostBytes });
      try {
        return await look(bytes, encoding ?? 'utf-8', fileName);
      } catch (error) {
        await bytes.close();
        throw error;
      }
    },
  };
}

async function look(bytes: FileBytes, encoding: Encoding, fileName: string): Promise<SourceFile> {
  await demandEncoding(bytes, encoding, fileName);
  const text = () => textOf(bytes, encoding);
  const head = await headOf(text());
  if (head.trim() === '') {
    throw malformed(fileName, 'byte 0', { en: 'the file is empty', zh: '文件为空' });
  }
  const file = { name: fileName, bytes: bytes.size };
  const outline = outlineOf(head, fileName);
  return {
    bytes: bytes.size,
    digest: bytes.digest(),
    outline,
    close: () => bytes.close(),
    demandWellFormed: () => (outline.form === 'JSON' ? demandJson(text, file) : Promise.resolve()),
    items(layout: Layout) {
      switch (layout.form) {
        case 'JSON':
          return jsonItems(text, layout.root, file);
        case 'NDJSON':
          return lineItems(text, layout.kindField, fileName);
        case 'CSV':
          return csvItems(text, layout, fileName);
      }
    },
  };
}

async function headOf(text: AsyncIterable<string>): Promise<string> {
  let head = '';
  for await (const piece of text) {
    head += piece;
    if (head.trimStart().length >= headLength) break;
  }
  return head.trimStart().slice(0, headLength);
}
