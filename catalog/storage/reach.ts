import { Fault } from '../errors.js';

/** Why a database cannot be reached, in words: what to look at first. SQLSTATE or the system's own code. */
const problems: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at its address / 该地址没有数据库在监听',
  ENOTFOUND: 'its host name is not known / 主机名无法解析',
  EAI_AGAIN: 'its host name cannot be looked up now / 暂时无法解析主机名',
  ETIMEDOUT: 'its host does not answer / 主机没有响应',
  EHOSTUNREACH: 'there is no way to its host / 无法到达主机',
  ECONNRESET: 'the connection was cut / 连接中断',
  EPIPE: 'the connection was cut / 连接中断',
  '28P01': 'user name or password is wrong / 用户名或口令错误',
  '28000': 'the user may not connect / 该用户无权连接',
  '3D000': 'there is no database of that name / 数据库不存在',
  '53300': 'it takes no more connections / 连接数已满',
  '57P01': 'it is being shut down / 数据库正在关闭',
  '57P02': 'it crashed / 数据库异常终止',
  '57P03': 'it is starting up / 数据库正在启动',
};

/** Errors of the driver itself carry no code, only a sentence. */
const lostWithoutCode =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** A lost or refused connection as the fault that it is; every other error as it came. Never the address: it may hold a password. */
export function reachFault(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code = '' } = error as { code?: string };
  const known = problems[code];
  // query_canceled: the statement ran into the timeout of its connection.
  if (code === '57014') return new Fault('DATABASE_SLOW', {}, { cause: error });
  if (known !== undefined) return new Fault('DATABASE_UNREACHABLE', { problem: known }, { cause: error });
  if (!code.startsWith('08') && !(code === '' && lostWithoutCode.test(error.message))) return error;
  const problem = 'the connection was cut / 连接中断';
  return new Fault('DATABASE_UNREACHABLE', { problem }, { cause: error });
}

/** The first question to a database: whatever goes wrong with it means that it cannot be used. */
export function firstReachFault(error: unknown): unknown {
  const fault = reachFault(error);
  if (fault instanceof Fault || !(error instanceof Error)) return fault;
  const problem = (error as { code?: string }).code ?? error.name;
  return new Fault('DATABASE_UNREACHABLE', { problem }, { cause: error });
}

export async function reached<Result>(asked: Promise<Result>): Promise<Result> {
  try {
    return await asked;
  } catch (error) {
    throw reachFault(error);
  }
}
