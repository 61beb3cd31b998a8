import type { ServerResponse } from 'node:http';
import type { RegistryAnswer } from './words.js';

/** What a department system may do instead of answering; switched on and off by POST /_control. */
export const troubles = ['none', 'slow', 'reset', 'error', 'garbage', 'huge', 'wrong-shape'] as const;
export type Trouble = (typeof troubles)[number];

export interface TroubleSwitch {
  readonly trouble: Trouble;
  /** How late a slow answer is. */
  readonly ms: number;
  /** How many answers are spoiled; null: until it is switched off. */
  readonly times: number | null;
}

export const noTrouble: TroubleSwitch = { trouble: 'none', ms: 0, times: null };

export function readTroubleSwitch(body: unknown): TroubleSwitch | null {
  if (typeof body !== 'object' || body === null) return null;
  const { trouble, ms = 0, times = null } = body as { trouble?: unknown; ms?: unknown; times?: unknown };
  const known = troubles.find((one) => one === trouble);
  if (!known || typeof ms !== 'number' || (times !== null && typeof times !== 'number')) return null;
  return { trouble: known, ms, times };
}

/** Spoils one answer as the switch says; true when the response has been dealt with. */
export function spoil(response: ServerResponse, { trouble }: TroubleSwitch, answer: RegistryAnswer): boolean {
  switch (trouble) {
    case 'none':
    case 'slow':
      return false;
    case 'reset':
      response.socket?.resetAndDestroy();
      return true;
    case 'error':
      response.writeHead(500, { 'content-type': 'application/json' }).end('{"code":"500","msg":"系统异常"}');
      return true;
    case 'garbage':
      response.writeHead(200, { 'content-type': 'application/json' }).end('<html>系统维护中</html>');
      return true;
    case 'huge':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ...(answer.body as object), fill: '满'.repeat(4_000_000) }));
      return true;
    case 'wrong-shape':
      // What an unannounced new version looks like: the same answer under other names.
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ...(answer.body as object), data: { resultList: [] } }));
      return true;
  }
}
