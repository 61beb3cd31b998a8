import { createServer, type IncomingMessage, request as send, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { encode } from 'iconv-lite';

/** What the real system answered, before the fault. */
export interface Passing {
  readonly status: number;
  readonly body: Buffer;
}

/** A way to spoil an answer: it gets the real one and writes what it likes. */
export type Fault = (response: ServerResponse, passing: Passing) => void | Promise<void>;

export interface FaultProxy {
  readonly url: string;
  /** Every further request is spoiled so; null: answers pass. `which` picks requests by their number since then, from 1. */
  fault(fault: Fault | null, which?: (request: number) => boolean): void;
  /** Requests since the start, and those whose asker hung up before the answer. */
  readonly seen: { requests: number; hungUp: number };
  close(): Promise<void>;
}

/** Stands between a connector and a real server, and breaks what passes. */
export async function openFaultProxy(target: string): Promise<FaultProxy> {
  let fault: Fault | null = null;
  let which: (request: number) => boolean = () => true;
  let since = 0;
  const seen = { requests: 0, hungUp: 0 };
  const server = createServer((request, response) => {
    seen.requests += 1;
    since += 1;
    const spoiled = fault !== null && which(since) ? fault : null;
    response.on('close', () => {
      if (!response.writableFinished) seen.hungUp += 1;
    });
    forward(target, request)
      .then((passing) => (spoiled ? spoiled(response, passing) : pass(response, passing)))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    fault(next, picked = () => true) {
      fault = next;
      which = picked;
      since = 0;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function forward(target: string, request: IncomingMessage): Promise<Passing> {
  const { method, headers } = request;
  const body = await bytesOf(request);
  return new Promise((resolve, reject) => {
    const further = send(new URL(request.url ?? '/', target), { method, headers }, (answer) => {
      bytesOf(answer).then((bytes) => resolve({ status: answer.statusCode ?? 0, body: bytes }), reject);
    });
    further.on('error', reject).end(body);
  });
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const json = 'application/json; charset=utf-8';
/** 100 kB that become 100 MB. */
const bomb = gzipSync(Buffer.alloc(100_000_000, ' '));

function pass(response: ServerResponse, { status, body }: Passing): void {
  response.writeHead(status, { 'content-type': json, 'content-length': body.byteLength }).end(body);
}

/** Everything a line or a system in trouble does; each is a `Fault` or makes one. */
export const faults = {
  late:
    (ms: number): Fault =>
    async (response, passing) => {
      await pause(ms);
      pass(response, passing);
    },
  reset: ((response) => void response.socket?.resetAndDestroy()) satisfies Fault,
  hangUp: ((response) => void response.socket?.destroy()) satisfies Fault,
  half: ((response, { status, body }) => {
    response.writeHead(status, { 'content-type': json, 'content-length': body.byteLength });
    response.write(body.subarray(0, body.byteLength / 2), () => response.socket?.destroy());
  }) satisfies Fault,
  halfChunked: ((response, { status, body }) => {
    response.writeHead(status, { 'content-type': json });
    response.write(body.subarray(0, body.byteLength / 2), () => response.socket?.destroy());
  }) satisfies Fault,
  notHttp: ((response) => void response.socket?.end('220 mail.example ESMTP\r\n\r\n')) satisfies Fault,
  notJson: ((response) => {
    response.writeHead(200, { 'content-type': json }).end('<html>系统维护中</html>');
  }) satisfies Fault,
  html: ((response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>系统维护中</html>');
  }) satisfies Fault,
  noType: ((response, { body }) => {
    response.writeHead(200).end(body);
  }) satisfies Fault,
  mislabelledGbk: ((response, { status, body }) => {
    response.writeHead(status, { 'content-type': json }).end(encode(body.toString('utf8'), 'gbk'));
  }) satisfies Fault,
  unknownCharset: ((response, { status, body }) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-16le' }).end(body);
  }) satisfies Fault,
  drip: (async (response, { status, body }) => {
    response.writeHead(status, { 'content-type': json, 'content-length': body.byteLength });
    for (const byte of body) {
      if (response.destroyed) return;
      response.write(Buffer.of(byte));
      await pause(20);
    }
  }) satisfies Fault,
  status:
    (status: number): Fault =>
    (response) => {
      response.writeHead(status, { 'content-type': json }).end('{"code":"0","data":{"jglb":[]}}');
    },
  hugeDeclared: ((response) => {
    response.writeHead(200, { 'content-type': json, 'content-length': 1_000_000_000 }).write('{"fill":"');
  }) satisfies Fault,
  hugeStreamed: (async (response) => {
    response.writeHead(200, { 'content-type': json }).write('{"fill":"');
    const piece = Buffer.alloc(65_536, 'x');
    while (!response.destroyed) {
      response.write(piece);
      await pause(0);
    }
  }) satisfies Fault,
  bomb: ((response) => {
    response.writeHead(200, { 'content-type': json, 'content-encoding': 'gzip' }).end(bomb);
  }) satisfies Fault,
  brokenGzip: ((response, { body }) => {
    const zipped = gzipSync(body).subarray(0, -12);
    response.writeHead(200, { 'content-type': json, 'content-encoding': 'gzip' }).end(zipped);
  }) satisfies Fault,
  doubleGzip: ((response, { body }) => {
    const zipped = gzipSync(gzipSync(body));
    response.writeHead(200, { 'content-type': json, 'content-encoding': 'gzip, gzip' }).end(zipped);
  }) satisfies Fault,
  redirect:
    (location: string, status = 307): Fault =>
    (response) => {
      response.writeHead(status, { location }).end();
    },
  instead:
    (change: (body: string) => string): Fault =>
    (response, { status, body }) => {
      response.writeHead(status, { 'content-type': json }).end(change(body.toString('utf8')));
    },
  /** These are no faults: forms of an answer that must be understood. */
  gzip: ((response, { status, body }) => {
    response.writeHead(status, { 'content-type': json, 'content-encoding': 'gzip' }).end(gzipSync(body));
  }) satisfies Fault,
  gbk: ((response, { status, body }) => {
    const bytes = encode(body.toString('utf8'), 'gbk');
    response.writeHead(status, { 'content-type': 'application/json;charset=GBK' }).end(bytes);
  }) satisfies Fault,
};

/** Holds answers back until they are let go: order instead of time. */
export function openGate(): { readonly hold: Fault; readonly waiting: () => number; open(): void } {
  let waiting: (() => void)[] = [];
  return {
    async hold(response, passing) {
      await new Promise<void>((resolve) => waiting.push(resolve));
      pass(response, passing);
    },
    waiting: () => waiting.length,
    open() {
      const held = waiting;
      waiting = [];
      for (const letGo of held) letGo();
    },
  };
}
