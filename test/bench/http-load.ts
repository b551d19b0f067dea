// A load generator as a process of its own: keep-alive connections that each ask one path after the other, over plain
// sockets, so that it leaves the processor to the server. `node http-load.js ORIGIN PATHS.json CONNECTIONS SECONDS`.
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { pathToFileURL } from 'node:url';
import { AnswerReader } from './answer-reader.ts';
import { quantile } from './measure.ts';

/** What a round of load gave. */
export interface LoadResult {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Mean size of a body. */
  readonly meanBytes: number;
}

/** Where to send what. */
export interface Load {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Asked in turn, by all connections together, again from the start when they are through. */
  readonly paths: readonly string[];
  readonly connections: number;
  readonly seconds: number;
  /** Of each request; none by default. */
  readonly headers?: Readonly<Record<string, string>>;
}

interface Tally {
  readonly times: number[];
  readonly statuses: Record<string, number>;
  bytes: number;
}

/** Keeps every connection busy for the time. @throws Error when a connection breaks */
export async function runLoad(load: Load): Promise<LoadResult> {
  const tally: Tally = { times: [], statuses: {}, bytes: 0 };
  const requests = load.paths.map((path) => requestText(load, path));
  let next = 0;
  const take = () => requests[next++ % requests.length] ?? '';
  const startedAt = performance.now();
  const endsAt = startedAt + load.seconds * 1_000;
  await Promise.all(
    Array.from({ length: load.connections }, () => keepAsking(load, take, { tally, endsAt })),
  );
  const elapsedSeconds = (performance.now() - startedAt) / 1_000;
  const { times, statuses, bytes } = tally;
  return {
    requestsPerSecond: Math.round(times.length / elapsedSeconds),
    p50Ms: rounded(quantile(times, 0.5)),
    p95Ms: rounded(quantile(times, 0.95)),
    p99Ms: rounded(quantile(times, 0.99)),
    maxMs: rounded(quantile(times, 1)),
    statuses,
    meanBytes: Math.round(bytes / times.length),
  };
}

function requestText({ origin, headers = {} }: Load, path: string): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\nHost: ${new URL(origin).host}\r\n${lines.join('')}\r\n`;
}

function keepAsking(
  { origin }: Load,
  take: () => string,
  { tally, endsAt }: { readonly tally: Tally; readonly endsAt: number },
): Promise<void> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    let askedAt = 0;
    const answer = new AnswerReader();
    const hear = (chunk: Buffer): void => {
      const done = answer.take(chunk);
      if (done === null) return;
      tally.times.push(performance.now() - askedAt);
      tally.statuses[done.status] = (tally.statuses[done.status] ?? 0) + 1;
      tally.bytes += done.bytes;
      ask();
    };
    // Read into the same memory again and again.
    const buffer = Buffer.alloc(1 << 16);
    const onread = {
      buffer,
      callback: (length: number): boolean => {
        hear(buffer.subarray(0, length));
        return true;
      },
    };
    const socket: Socket = connect({ port: Number(port), host: hostname, onread });
    const ask = () => {
      askedAt = performance.now();
      if (askedAt >= endsAt) socket.end(resolve);
      else socket.write(take());
    };
    socket.setNoDelay().on('connect', ask).on('error', reject);
    socket.on('close', () => (performance.now() < endsAt ? reject(new Error('cut off')) : resolve()));
  });
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [origin = '', pathsFile = '', connections = '', seconds = ''] = process.argv.slice(2);
  const paths: string[] = JSON.parse(readFileSync(pathsFile, 'utf8'));
  const result = await runLoad({
    origin,
    paths,
    connections: Number(connections),
    seconds: Number(seconds),
  });
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
