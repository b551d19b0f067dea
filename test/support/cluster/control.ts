// Lets test files, which are processes of their own, kill and start the nodes that the runner owns: a server on the
// loopback behind a path that cannot be guessed, and the side that asks it.
import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Cluster } from './cluster.ts';

/** What a test file may do to nodes; as `Cluster` has it. */
export type NodeControl = Readonly<Record<(typeof DEEDS)[number], (node: number) => Promise<void>>>;

/** A server that was started. */
export interface ControlServer {
  readonly address: string;
  close(): Promise<void>;
}

const DEEDS = ['kill', 'restart', 'freeze', 'thaw'] as const;

/** Serves what may be done to the cluster. */
export async function serveControl(cluster: Cluster): Promise<ControlServer> {
  const path = `/${randomUUID()}/`;
  const server = createServer((request, response) => {
    const words = request.url?.startsWith(path) ? request.url.slice(path.length).split('/') : [];
    const deed = DEEDS.find((name) => name === words[0]);
    if (request.method !== 'POST' || deed === undefined) response.writeHead(404).end('there is no such deed');
    else void answer(response, async () => cluster[deed](Number(words[1])));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server on a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}${path}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(response: ServerResponse, deed: () => Promise<void>): Promise<void> {
  try {
    await deed();
    response.writeHead(204).end();
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}

/** Asks the server at this address. @throws Error with its words when a deed fails */
export function controlAt(address: string): NodeControl {
  const ask = (deed: string) => async (node: number) => {
    const response = await fetch(`${address}${deed}/${node}`, { method: 'POST' });
    const words = await response.text();
    if (!response.ok) throw new Error(`${deed} ${node}: ${words}`);
  };
  return { kill: ask('kill'), restart: ask('restart'), freeze: ask('freeze'), thaw: ask('thaw') };
}
