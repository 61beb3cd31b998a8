import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { openRegistry, refused, type Registry } from './answers.js';
import { noTrouble, readTroubleSwitch, spoil, type TroubleSwitch } from './troubles.js';
import type { RegistryAnswer, RegistryHolder } from './words.js';

const MOST_BODY_BYTES = 1_048_576;

/** The registry's HTTP side: key, addresses, and the control that only tests and the tour use. */
export function registryServer(holders: readonly RegistryHolder[], apiKey: string): Server {
  const registry = openRegistry(holders);
  let trouble = noTrouble;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://registry').pathname;
    if (request.headers['x-api-key'] !== apiKey) {
      send(response, { status: 401, body: { code: '4001', msg: '接口密钥不正确' } });
      return;
    }
    const body = await bodyOf(request);
    if (path === '/_control') {
      const asked = request.method === 'POST' ? readTroubleSwitch(body) : trouble;
      trouble = asked ?? trouble;
      send(response, { status: asked ? 200 : 400, body: registry.counts });
      return;
    }
    const told = route(registry, `${request.method ?? ''} ${path}`, body);
    const now = trouble;
    trouble = spent(trouble);
    if (now.trouble === 'slow') await pause(now.ms);
    if (!spoil(response, now, told)) send(response, told);
  }

  return createServer((request, response) => {
    answer(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else send(response, { status: 400, body: { code: '4000', msg: '请求格式不正确' } });
    });
  });
}

function route(registry: Registry, asked: string, body: unknown): RegistryAnswer {
  const byIdentifier = /^GET \/dzzz\/v1\/zz\/([^/]+)$/.exec(asked)?.[1];
  if (byIdentifier !== undefined) return registry.byIdentifier(decodeURIComponent(byIdentifier));
  switch (asked) {
    case 'POST /dzzz/v1/zz/plcx':
      return registry.byHolder(body);
    case 'POST /dzzz/v1/hc/plhc':
      return registry.check(body);
    default:
      return { ...refused('4040', '接口不存在'), status: 404 };
  }
}

function spent(now: TroubleSwitch): TroubleSwitch {
  if (now.trouble === 'none' || now.times === null) return now;
  return now.times > 1 ? { ...now, times: now.times - 1 } : noTrouble;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > MOST_BODY_BYTES) throw new RangeError('body too large');
    chunks.push(chunk);
  }
  const value: unknown = size === 0 ? null : JSON.parse(Buffer.concat(chunks).toString('utf8'));
  return value;
}

function send(response: ServerResponse, { status, body }: RegistryAnswer): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
