// Asks a cluster over plain HTTP, so that tests need not trust the client they test. Of several addresses the first that
// can be reached answers.

/** An answer of the cluster. */
export interface ClusterAnswer {
  readonly status: number;
  /** The body as JSON; as text where it is none. */
  readonly body: unknown;
}

/** What is asked. */
export interface ClusterRequest {
  /** `GET` unless said otherwise. */
  readonly method?: string;
  /** Sent as JSON; strings as they are. */
  readonly body?: unknown;
  readonly timeoutMs?: number;
}

const HEALTH_MS = 180_000;

/** Asks the addresses in their order, the next where a connection fails. @throws Error when none can be reached */
export async function askCluster(
  addresses: readonly string[],
  path: string,
  request: ClusterRequest = {},
): Promise<ClusterAnswer> {
  const problems: string[] = [];
  for (const address of addresses) {
    try {
      return await askAddress(address, path, request);
    } catch (error) {
      problems.push(`${new URL(address).host}: ${reasonOf(error)}`);
    }
  }
  throw new Error(`${path}: no node answers: ${problems.join('; ')}`);
}

async function askAddress(address: string, path: string, request: ClusterRequest): Promise<ClusterAnswer> {
  const { method = 'GET', body, timeoutMs = 30_000 } = request;
  const { origin, username, password } = new URL(address);
  const login = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  const response = await fetch(origin + path, {
    method,
    signal: AbortSignal.timeout(timeoutMs),
    headers: {
      'Content-Type': typeof body === 'string' ? 'application/x-ndjson' : 'application/json',
      ...(username === '' ? {} : { Authorization: `Basic ${login.toString('base64')}` }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

/** How a cluster is. */
export interface WantedHealth {
  /** At least this well. */
  readonly status: 'yellow' | 'green';
  /** At least as many. */
  readonly nodes?: number;
}

/** Waits until the cluster says it is so well. @throws Error after three minutes, with what it said last */
export async function waitForHealth(addresses: readonly string[], wanted: WantedHealth): Promise<void> {
  const nodes = wanted.nodes === undefined ? '' : `&wait_for_nodes=ge(${wanted.nodes})`;
  const path = `/_cluster/health?wait_for_status=${wanted.status}${nodes}&timeout=5s`;
  const deadline = Date.now() + HEALTH_MS;
  let last = '';
  while (Date.now() < deadline) {
    try {
      const { status, body } = await askCluster(addresses, path);
      if (status === 200) return;
      last = JSON.stringify(body);
    } catch (error) {
      last = String(error);
    }
    await pause(250);
  }
  throw new Error(`the cluster does not get ${wanted.status}: ${last}`);
}

/** Resolves after so many milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
