// Listens: puts an app behind Node's HTTP server, with its limits, and stops it in an orderly way.
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { CommandError } from '../errors.ts';

/** Where to listen. */
export interface ServerOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** Connections on which nothing moves are cut after this; a minute unless given. */
  readonly stillMs?: number;
}

/** A server that listens. */
export interface RunningServer {
  /** Address for people on this machine, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Stops listening and lets requests finish; after `deadlineMs` their connections are cut. */
  close(deadlineMs?: number): Promise<void>;
}

/** A query of 2,000 letters, three bytes each and percent-encoded, and the headers beside it. */
const MAX_HEADER_BYTES = 65_536;
/** Connections that wait to be taken: of more the system drops the first packet, and they wait for seconds. It has a limit of its own. */
const BACKLOG = 4_096;
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_MS = 5_000;
/** A connection on which nothing moves either way, such as a reader who stopped reading, is cut after this. */
const STILL_MS = 60_000;
const CLOSE_DEADLINE_MS = 10_000;
const SWEEP_MS = 50;

/** Starts to listen. @throws CommandError `port-in-use`, `address-unusable` for what the system refuses */
export async function startServer(app: Pick<Hono, 'fetch'>, options: ServerOptions): Promise<RunningServer> {
  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      // Node would answer without our headers; the app's own check of the host refuses what lacks it.
      requireHostHeader: false,
    },
    getRequestListener((request, bindings) => app.fetch(request, bindings), {
      // Its own `Response` reaches the socket without a detour through streams, four times as fast.
      overrideGlobalObjects: true,
      errorHandler: badRequest,
    }),
  );
  server.on('clientError', refuseUnreadable);
  server.setTimeout(options.stillMs ?? STILL_MS);
  const closeUnused = trackUse(server);
  const address = await listen(server, options);
  return {
    url: `http://${hostOf(options.host, address)}:${address.port}`,
    port: address.port,
    close: (deadlineMs = CLOSE_DEADLINE_MS) => close(server, closeUnused, deadlineMs),
  };
}

function listen(server: Server, options: ServerOptions): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => reject(listenError(error, options));
    server.once('error', refuse);
    server.listen({ port: options.port, host: options.host, backlog: BACKLOG }, () => {
      server.off('error', refuse);
      const address = server.address();
      if (address === null || typeof address === 'string') refuse(new Error('no address'));
      else resolve(address);
    });
  });
}

function listenError(cause: NodeJS.ErrnoException, { port, host }: ServerOptions): CommandError {
  switch (cause.code) {
    case 'EADDRINUSE':
      return new CommandError('port-in-use', `Port ${port} on ${host} is in use.`, {
        hint: 'Stop what uses it, or choose another port with --port N (0 takes a free one).',
        cause,
      });
    case 'EACCES':
      return new CommandError('address-unusable', `Port ${port} on ${host} may not be used by this user.`, {
        hint: 'Choose a port above 1023 with --port N.',
        cause,
      });
    case 'EADDRNOTAVAIL':
      return new CommandError('address-unusable', `${host} is no address of this machine.`, {
        hint: 'Leave --host out to serve this machine only, or take 0.0.0.0 for every network it is in.',
        cause,
      });
    case 'ENOTFOUND':
      return new CommandError('address-unusable', `No machine named ${host} is known here.`, {
        hint: 'Leave --host out to serve this machine only, or take 0.0.0.0 for every network it is in.',
        cause,
      });
    default:
      return new CommandError(
        'address-unusable',
        `${host}:${port} cannot be listened on (${cause.code ?? cause.message}).`,
        {
          hint: 'Choose an address of this machine with --host ADDRESS.',
          cause,
        },
      );
  }
}

/** "Every network" is no address to open; the loopback one is. */
function hostOf(host: string, address: AddressInfo): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return address.family === 'IPv6' ? `[${address.address}]` : address.address;
}

/**
 * Notes which connections carry a request that is not answered yet. The result destroys all others: Node's own
 * `closeIdleConnections` spares those that a browser opened ahead and never used, or that stopped amid their headers.
 */
function trackUse(server: Server): () => void {
  const unanswered = new Map<Socket, Set<ServerResponse>>();
  server.on('connection', (socket: Socket) => {
    const responses = new Set<ServerResponse>();
    unanswered.set(socket, responses);
    socket.once('close', () => {
      unanswered.delete(socket);
      // Behind Node's own listeners.
      process.nextTick(() => responses.forEach(giveUp));
    });
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const responses = unanswered.get(socket);
    responses?.add(response);
    response.once('close', () => responses?.delete(response));
  });
  return () => {
    for (const [socket, responses] of unanswered) if (responses.size === 0) socket.destroy();
  };
}

/** Node tells the response that is being sent that its connection is gone, not those in line behind it (pipelining). */
function giveUp(response: ServerResponse): void {
  response.destroy();
  response.emit('close');
}

function close(server: Server, closeUnused: () => void, deadlineMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), deadlineMs);
    // A connection that becomes idle later is kept alive by Node, server closing or not.
    const sweep = setInterval(closeUnused, SWEEP_MS);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(sweep);
      resolve();
    });
    closeUnused();
  });
}

/** A request that cannot be made sense of, such as one with a broken Host header. */
function badRequest(): Response {
  return new Response(problemText(400), {
    status: 400,
    headers: {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}

/** What Node refuses before there is a request: not HTTP, too many headers, too slow. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const body = problemText(status);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n` +
      'Content-Type: application/problem+json; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n' +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

function problemText(status: number): string {
  const title = STATUS_CODES[status] ?? 'Bad Request';
  return JSON.stringify({ type: 'about:blank', title, status, detail: 'The request could not be read.' });
}
