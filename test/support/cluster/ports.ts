// Finds ports that nothing listens on, below the range from which systems take ports of outgoing connections: a node that
// comes back wants the one it had.
import { createServer } from 'node:net';

const FIRST = 20_000;
const PORTS = 12_000;
const ATTEMPTS = 500;

/** As many free ports of the loopback as wanted, all different. */
export async function findFreePorts(count: number): Promise<readonly number[]> {
  const found = new Set<number>();
  for (let attempt = 0; found.size < count && attempt < ATTEMPTS; attempt += 1) {
    const port = FIRST + Math.floor(Math.random() * PORTS);
    if (await isFree(port)) found.add(port);
  }
  if (found.size < count) throw new Error(`no ${count} free ports from ${FIRST} on`);
  return [...found];
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
