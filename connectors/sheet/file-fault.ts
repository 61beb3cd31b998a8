import { Fault } from '../../catalog/errors.js';

/** Every phrase stands in an English and a Chinese sentence. */
export interface Phrase {
  readonly en: string;
  readonly zh: string;
}

export function malformed(file: string, place: string, { en, zh }: Phrase, cause?: unknown): Fault {
  return new Fault('FILE_MALFORMED', { file, place, problem: `${en} / ${zh}` }, { cause });
}

export function unreadable(file: string, { en, zh }: Phrase, cause?: unknown): Fault {
  return new Fault('FILE_UNREADABLE', { file, problem: `${en} / ${zh}` }, { cause });
}

const phrases: Readonly<Record<string, Phrase>> = {
  ENOENT: { en: 'there is no such file', zh: '文件不存在' },
  EISDIR: { en: 'it is a directory; name a file', zh: '这是一个目录，请指定文件' },
  ENOTDIR: { en: 'a part of its path is no directory', zh: '路径中有一段不是目录' },
  EACCES: { en: 'no permission to read it', zh: '没有读取权限' },
  EPERM: { en: 'no permission to read it', zh: '没有读取权限' },
  ENOSPC: { en: 'no space left for a copy while it is read', zh: '读取时磁盘空间不足' },
};

/** A failure of the file system, in words; anything else passes through. */
export function asFileFault(file: string, error: unknown): unknown {
  if (error instanceof Fault || !(error instanceof Error)) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  return unreadable(file, phrases[code] ?? { en: code, zh: code }, error);
}
