import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

const folder = new URL('../../../../shared/data/', import.meta.url);

/** Why a test that wants the real data does not run. */
export const realDataMissing = 'the real codes (../shared/data) are not on this machine';

export function realDataHere(): boolean {
  return existsSync(folder);
}

/** The rows of one real file; call it only where `realDataHere()`. */
export function realRows(file: string): Record<string, string>[] {
  return parse(readFileSync(new URL(file, folder)), { columns: true, bom: true });
}

/** deptCode of every published link of the real guide index. */
export function realDepartmentCodes(): string[] {
  const text = readFileSync(new URL('guangan-guide-index.json', folder), 'utf8');
  return [...text.matchAll(/deptCode=([^"&]*)/g)].map(([, code = '']) => code);
}
