// A web server that knows nothing but files, as static hosts are: below a path, without compression, counting its bytes.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

/** A running server. */
export interface FolderServer {
  /** Of the folder, with a slash at its end. */
  readonly address: string;
  /** What was sent since it was last emptied: bytes of bodies by path below the folder. */
  readonly sent: Map<string, number>;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** Serves `folder` below `/some/path/` on a free port. */
export async function serveFolder(folder: string): Promise<FolderServer> {
  const prefix = '/some/path/';
  const sent = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const path = decodeURIComponent(pathname.slice(prefix.length)) || 'index.html';
    const body = pathname.startsWith(prefix) ? await readFile(join(folder, path)).catch(() => null) : null;
    if (body === null) return response.writeHead(404).end('nothing here');
    sent.set(path, (sent.get(path) ?? 0) + body.length);
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    return response.writeHead(200, { 'Content-Type': type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server on a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}${prefix}`,
    sent,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
