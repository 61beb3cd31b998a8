import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refuse } from './refusal.js';

export type RouteHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** One address of the server and the methods it answers. */
export interface Route {
  readonly path: string;
  readonly methods: readonly string[];
  readonly handle: RouteHandler;
}

export interface HttpServer {
  readonly url: string;
  /** Takes no new requests, lets those under way finish for a while, then closes what is left. */
  stop(): Promise<void>;
}

const DRAIN_MS = 5_000;

export class PortTaken extends Error {
  constructor(
    readonly host: string,
    readonly port: number,
    readonly why: string,
  ) {
    super(
      `Cannot listen on ${host}:${port} (${why}). Stop what uses the port, or choose another: PORT=${port + 1} npm start. ` +
        `无法监听 ${host}:${port}（${why}）。请停止占用该端口的程序，或更换端口：PORT=${port + 1} npm start。`,
    );
    this.name = 'PortTaken';
  }
}

export async function openHttpServer(
  routes: readonly Route[],
  address: { readonly host: string; readonly port: number },
  failed: (error: unknown) => void,
): Promise<HttpServer> {
  const table = new Map(routes.map((route) => [route.path, route]));
  const server = createServer((request, response) => {
    response.setHeader('x-content-type-options', 'nosniff');
    dispatch(table, request, response).catch((error: unknown) => {
      failed(error);
      if (!response.headersSent) response.statusCode = 500;
      response.end();
    });
  });
  // A caller that sends its head or body drop by drop holds a socket, not a worker; these bound how long.
  server.headersTimeout = 10_000;
  server.requestTimeout = 60_000;
  server.keepAliveTimeout = 30_000;
  await listen(server, address);
  const { port } = server.address() as AddressInfo;
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  return {
    url: `http://${host}:${port}`,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      await closed;
      clearTimeout(timer);
    },
  };
}

async function dispatch(
  table: ReadonlyMap<string, Route>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const route = table.get(path);
  if (!route) return refuse(response, 404, 'ROUTE_UNKNOWN', {}, 'none');
  if (!route.methods.includes(request.method ?? '')) {
    const allowed = route.methods.join(', ');
    response.setHeader('allow', allowed);
    return refuse(response, 405, 'METHOD_NOT_ALLOWED', { allowed }, 'none');
  }
  await route.handle(request, response);
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new PortTaken(host, port, error.code ?? error.message)),
    );
    server.listen(port, host, resolve);
  });
}
