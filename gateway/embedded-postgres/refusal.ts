import { EmbeddedPostgresError } from './reason.js';
import type { EmbeddedPostgresFacts, EmbeddedPostgresReason } from './reason.js';

type Sentence = (fact: (name: string) => string) => { en: string; zh: string };

const OUTSIDE_EN = 'or set DATABASE_URL to an outside PostgreSQL 15 to 18';
const OUTSIDE_ZH = '或设置 DATABASE_URL 使用外部 PostgreSQL（15 至 18）';

/** What is wrong, where, what to do; English first, then Chinese. */
const SENTENCES: Record<EmbeddedPostgresReason, Sentence> = {
  DATA_DIR_NOT_A_FOLDER: (fact) => ({
    en: `DATA_DIR must be a folder, but ${fact('path')} is not one. Remove that file or set DATA_DIR to another folder.`,
    zh: `DATA_DIR 必须是文件夹，而 ${fact('path')} 不是。请移走该文件，或将 DATA_DIR 设为其他文件夹。`,
  }),
  DATA_DIR_READ_ONLY: (fact) => ({
    en: `${fact('path')} cannot be written by this process (${fact('code')}). Make DATA_DIR writable for the user who starts Tongban, set DATA_DIR to another folder, ${OUTSIDE_EN}.`,
    zh: `当前进程无法写入 ${fact('path')}（${fact('code')}）。请让启动通办的用户可写 DATA_DIR，或将 DATA_DIR 设为其他文件夹，${OUTSIDE_ZH}。`,
  }),
  DATA_DIR_FOREIGN: (fact) => ({
    en: `${fact('path')} belongs to user number ${fact('owner')}, not to ${fact('user')} who starts Tongban now. Start it as the user who started it first, set DATA_DIR to another folder, ${OUTSIDE_EN}.`,
    zh: `${fact('path')} 属于用户编号 ${fact('owner')}，而当前启动者为 ${fact('user')}。请以最初启动的用户运行，或将 DATA_DIR 设为其他文件夹，${OUTSIDE_ZH}。`,
  }),
  DATA_DIR_UNREACHABLE: (fact) => ({
    en: `PostgreSQL does not run as root, and user number ${fact('user')}, who must run it, may not pass through ${fact('folder')} to ${fact('path')}. Allow passing (chmod o+x ${fact('folder')}), set DATA_DIR to another folder, ${OUTSIDE_EN}.`,
    zh: `PostgreSQL 不能以 root 运行，而负责运行它的用户编号 ${fact('user')} 无法经由 ${fact('folder')} 到达 ${fact('path')}。请放开通行权限（chmod o+x ${fact('folder')}），或将 DATA_DIR 设为其他文件夹，${OUTSIDE_ZH}。`,
  }),
  DATA_DIR_BUSY: (fact) => ({
    en: `Another process (${fact('holder')}) has been starting or stopping the database in ${fact('path')} for ${fact('seconds')} s. Wait for it or end it, then try again.`,
    zh: `另一进程（${fact('holder')}）正在启动或停止 ${fact('path')} 中的数据库，已持续 ${fact('seconds')} 秒。请等待其完成或结束该进程后重试。`,
  }),
  DATA_LOST: (fact) => ({
    en: `${fact('pointer')} says that the database lies in ${fact('path')}, but it is not there. Bring that folder back, or delete the file ${fact('pointer')} to begin with an empty database.`,
    zh: `${fact('pointer')} 指明数据库位于 ${fact('path')}，但该处不存在。请恢复该文件夹；如需从空数据库开始，请删除文件 ${fact('pointer')}。`,
  }),
  PASSWORD_LOST: (fact) => ({
    en: `There is a database in ${fact('cluster')}, but its password file ${fact('path')} is missing. Bring the file back from a copy, or set DATA_DIR to another folder to begin with an empty database.`,
    zh: `${fact('cluster')} 中已有数据库，但缺少口令文件 ${fact('path')}。请从备份恢复该文件；如需从空数据库开始，请将 DATA_DIR 设为其他文件夹。`,
  }),
  PASSWORD_REFUSED: (fact) => ({
    en: `The database in ${fact('cluster')} refuses the password in ${fact('path')}. Bring back the password file that belongs to this database.`,
    zh: `${fact('cluster')} 中的数据库拒绝了 ${fact('path')} 中的口令。请恢复与该数据库对应的口令文件。`,
  }),
  PLATFORM_UNSUPPORTED: (fact) => ({
    en: `There is no embedded PostgreSQL that runs on this machine (${fact('platform')}): ${fact('detail')}. Run \`npm ci\` without leaving out optional packages, on Linux (glibc), macOS or Windows, ${OUTSIDE_EN}.`,
    zh: `本机（${fact('platform')}）没有可运行的内置 PostgreSQL：${fact('detail')}。请在 Linux（glibc）、macOS 或 Windows 上运行 npm ci（不要省略可选依赖），${OUTSIDE_ZH}。`,
  }),
  SERVER_ACCOUNT_MISSING: (fact) => ({
    en: `PostgreSQL needs a named user that is not root: ${fact('detail')}. Start Tongban as an ordinary user with an entry in /etc/passwd, ${OUTSIDE_EN}.`,
    zh: `PostgreSQL 需要一个非 root 的具名用户：${fact('detail')}。请以 /etc/passwd 中有记录的普通用户启动通办，${OUTSIDE_ZH}。`,
  }),
  VERSION_MISMATCH: (fact) => ({
    en: `The data in ${fact('cluster')} were made by PostgreSQL ${fact('found')}, the embedded server is PostgreSQL ${fact('expected')}. Install the Tongban version that made them and export, or set DATA_DIR to another folder.`,
    zh: `${fact('cluster')} 中的数据由 PostgreSQL ${fact('found')} 生成，而内置服务器为 PostgreSQL ${fact('expected')}。请用生成该数据的通办版本导出，或将 DATA_DIR 设为其他文件夹。`,
  }),
  PORT_TAKEN: (fact) => ({
    en: `Port ${fact('port')} on 127.0.0.1 is used by another program. Choose another port for the embedded PostgreSQL or none, then a free one is taken.`,
    zh: `127.0.0.1 的端口 ${fact('port')} 已被其他程序占用。请为内置 PostgreSQL 另选端口，或不指定端口（将自动选择空闲端口）。`,
  }),
  DISK_FULL: (fact) => ({
    en: `The disk that holds ${fact('path')} is full. Free some space (a fresh database needs about 100 MB) or set DATA_DIR to another disk.`,
    zh: `${fact('path')} 所在磁盘已满。请释放空间（新数据库约需 100 MB），或将 DATA_DIR 设到其他磁盘。`,
  }),
  START_FAILED: (fact) => ({
    en: `The embedded PostgreSQL in ${fact('path')} did not start: ${fact('detail')}. Look into ${fact('log')}, ${OUTSIDE_EN}.`,
    zh: `${fact('path')} 中的内置 PostgreSQL 未能启动：${fact('detail')}。请查看 ${fact('log')}，${OUTSIDE_ZH}。`,
  }),
};

export function refusal(
  reason: EmbeddedPostgresReason,
  facts: EmbeddedPostgresFacts,
  cause?: unknown,
): EmbeddedPostgresError {
  const { en, zh } = SENTENCES[reason]((name) => String(facts[name] ?? '?'));
  return new EmbeddedPostgresError(reason, facts, `${en}\n${zh}`, cause);
}

/** What initdb or postgres said before it ended, with the facts its sentence needs. */
export function outputRefusal(
  { reason, detail }: { reason: EmbeddedPostgresReason; detail: string },
  where: { cluster: string; log: string; version: string; port?: number },
): EmbeddedPostgresError {
  const { cluster, log, version, port } = where;
  const more: Partial<Record<EmbeddedPostgresReason, EmbeddedPostgresFacts>> = {
    VERSION_MISMATCH: { cluster, found: 'of another version', expected: version },
    PORT_TAKEN: { port: port ?? 0 },
    PLATFORM_UNSUPPORTED: { platform: `${process.platform}-${process.arch}` },
    DATA_DIR_READ_ONLY: { code: 'EROFS' },
  };
  return refusal(reason, { path: cluster, detail, log, ...more[reason] });
}

export function errnoOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** A file operation in DATA_DIR failed: the errno says which of our reasons it is. */
export function fileRefusal(error: unknown, path: string): EmbeddedPostgresError {
  if (error instanceof EmbeddedPostgresError) return error;
  const code = errnoOf(error) ?? 'unknown';
  const where =
    error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : path;
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return refusal('DATA_DIR_NOT_A_FOLDER', { path: where, code }, error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return refusal('DATA_DIR_READ_ONLY', { path: where, code }, error);
  }
  if (code === 'ENOSPC' || code === 'EDQUOT') return refusal('DISK_FULL', { path: where, code }, error);
  const detail = error instanceof Error ? error.message : code;
  return refusal('START_FAILED', { path, detail, log: path }, error);
}
