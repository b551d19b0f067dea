// A web server that answers as a test says, in place of a cluster node: one answer a request, in order, the last one again.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** What it was asked. */
export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** How it answers; `hang` never does, `drop` closes the connection. */
export type FakeAnswer = { readonly status: number; readonly body: unknown } | 'hang' | 'drop';

export interface FakeCluster {
  readonly address: string;
  /** In the order in which they came. */
  readonly requests: readonly FakeRequest[];
  close(): Promise<void>;
}

/** Starts one. `answers`: in order, or by request. */
export async function startFakeCluster(
  answers: readonly FakeAnswer[] | ((request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>),
): Promise<FakeCluster> {
  const requests: FakeRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const request = await readRequest(incoming);
    const at = requests.push(request) - 1;
    const answer =
      typeof answers === 'function' ? await answers(request) : answers[Math.min(at, answers.length - 1)];
    send(response, answer ?? 'drop');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readRequest(incoming: IncomingMessage): Promise<FakeRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const isPacked = incoming.headers['content-encoding'] === 'gzip';
  return {
    method: incoming.method ?? '',
    path: (incoming.url ?? '').split('?')[0] ?? '',
    authorization: incoming.headers.authorization,
    body: (isPacked ? gunzipSync(bytes) : bytes).toString(),
  };
}

function send(response: ServerResponse, answer: FakeAnswer): void {
  if (answer === 'hang') return;
  if (answer === 'drop') {
    response.destroy();
    return;
  }
  response.writeHead(answer.status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer.body));
}
