import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
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

/** How long callers are waited for, in milliseconds: one that sends drop by drop holds a socket, not a worker. */
export interface Patience {
  readonly headers: number;
  readonly request: number;
  readonly idle: number;
  /** How long a stop waits for requests under way. */
  readonly drain: number;
}

const PATIENCE: Patience = { headers: 10_000, request: 60_000, idle: 30_000, drain: 5_000 };
const HIGHEST_PORT = 65_535;

export class PortTaken extends Error {
  constructor(
    readonly host: string,
    readonly port: number,
    readonly why: string,
  ) {
    super(portMessage(host, port, why));
    this.name = 'PortTaken';
  }
}

function portMessage(host: string, port: number, why: string): string {
  const said = `Cannot listen on ${host}:${port} (${why}).`;
  const saidInChinese = `无法监听 ${host}:${port}（${why}）。`;
  if (why === 'EADDRNOTAVAIL' || why === 'ENOTFOUND' || why === 'EAI_AGAIN') {
    return `${said} HOST must be an address of this machine, such as 127.0.0.1 or 0.0.0.0. ${saidInChinese}HOST 必须是本机地址，例如 127.0.0.1 或 0.0.0.0。`;
  }
  const another = `PORT=${port < HIGHEST_PORT ? Math.max(port + 1, 4000) : 4000} npm start`;
  if (why === 'EACCES') {
    return `${said} This user may not use that port; choose another: ${another}. ${saidInChinese}当前用户无权使用该端口，请更换端口：${another}。`;
  }
  return `${said} Stop what uses the port, or choose another: ${another}. ${saidInChinese}请停止占用该端口的程序，或更换端口：${another}。`;
}

export async function openHttpServer(
  routes: readonly Route[],
  address: { readonly host: string; readonly port: number },
  failed: (error: unknown) => void,
  patience: Patience = PATIENCE,
): Promise<HttpServer> {
  const table = new Map(routes.map((route) => [route.path, route]));
  const underWay = new Set<ServerResponse>();
  let stopping = false;
  const server = createServer(timeoutsOf(patience), (request, response) => {
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
    response.shouldKeepAlive &&= !stopping;
    response.setHeader('x-content-type-options', 'nosniff');
    dispatch(table, request, response).catch((error: unknown) => {
      failed(error);
      if (!response.headersSent) response.statusCode = 500;
      response.end();
    });
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await listen(server, address);
  const { port } = server.address() as AddressInfo;
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  return {
    url: `http://${host}:${port}`,
    async stop() {
      stopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const response of underWay) response.shouldKeepAlive = false;
      // Node counts a connection that never asked anything as busy: it would hold the stop up until the end of the drain.
      const busy = new Set([...underWay].map((response) => response.socket));
      for (const socket of sockets) if (!busy.has(socket)) socket.destroy();
      const timer = setTimeout(() => server.closeAllConnections(), patience.drain);
      await closed;
      clearTimeout(timer);
    },
  };
}

function timeoutsOf({ headers, request, idle }: Patience) {
  return {
    headersTimeout: headers,
    requestTimeout: request,
    keepAliveTimeout: idle,
    connectionsCheckingInterval: Math.min(5_000, headers),
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
