// Asks a cluster over HTTP: authentication, time limits, tries with growing random pauses, and a breaker. Nothing else
// here knows how to reach it.
import { Client, errors } from '@opensearch-project/opensearch';
import type { ClusterAccess } from '../cluster-access.ts';
import { Breaker } from './breaker.ts';
import { type ClusterError, refused, unavailable } from './cluster-error.ts';

/** A request as the cluster's REST interface has it. */
export interface ClusterRequest {
  /** For messages: `a search`. */
  readonly what: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Lines of JSON, for the bulk route. */
  readonly bulkBody?: string;
}

/** How long and how often something is tried. */
export interface Patience {
  /** All tries and pauses together. */
  readonly timeoutMs: number;
  /** One try: a node that hangs must leave time to ask another. */
  readonly tryMs: number;
  readonly tries: number;
}

/** Pauses grow from the first by doubling; each is taken between its half and its whole, so that many askers spread. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
/** Overloaded, starting, or behind a gateway that gave up. */
const PASSING: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);

/** What tests bring of their own. */
export interface ClusterDependencies {
  readonly breaker?: Breaker;
  readonly random?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
}

/** Close it at the end. */
export class Cluster {
  readonly #client: Client;
  readonly #searching: Patience;
  readonly #breaker: Breaker;
  readonly #random: () => number;
  readonly #sleep: (ms: number) => Promise<void>;

  constructor(access: ClusterAccess, dependencies: ClusterDependencies = {}) {
    this.#client = new Client({
      nodes: access.addresses.map((address) => nodeOf(address, access)),
      maxRetries: 0,
      resurrectStrategy: 'optimistic',
      compression: 'gzip',
      suggestCompression: true,
      ...(access.apiKey === null ? {} : { headers: { authorization: `ApiKey ${access.apiKey}` } }),
      ...(access.user === null
        ? {}
        : { auth: { username: access.user.name, password: access.user.password } }),
    });
    this.#searching = { timeoutMs: access.timeoutMs, tryMs: 0.45 * access.timeoutMs, tries: 3 };
    this.#breaker = dependencies.breaker ?? new Breaker();
    this.#random = dependencies.random ?? Math.random;
    this.#sleep = dependencies.sleep ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  }

  /** What one try of a search may take. */
  get searchMs(): number {
    return this.#searching.tryMs;
  }

  /** The answer's body. @throws ClusterError */
  async ask(request: ClusterRequest, patience: Patience = this.#searching): Promise<unknown> {
    const deadline = performance.now() + patience.timeoutMs;
    for (let tries = 1; ; tries += 1) {
      const left = Math.max(1, deadline - performance.now());
      const outcome = await this.#tryOnce(request, Math.min(left, patience.tryMs));
      if (!(outcome instanceof Error)) return outcome.body;
      const pauseMs = this.#pauseBehind(tries);
      const isOver = tries >= patience.tries || performance.now() + pauseMs >= deadline;
      if (outcome.code === 'engine-refused' || isOver) throw outcome;
      await this.#sleep(pauseMs);
    }
  }

  async close(): Promise<void> {
    await this.#client.close();
  }

  #pauseBehind(tries: number): number {
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries);
    return (longest * (1 + this.#random())) / 2;
  }

  async #tryOnce(
    request: ClusterRequest,
    timeoutMs: number,
  ): Promise<{ readonly body: unknown } | ClusterError> {
    if (!this.#breaker.admits()) {
      return unavailable(request.what, 'it has failed again and again, and is left alone for a moment');
    }
    try {
      const { method, path, query, body, bulkBody } = request;
      const params = {
        method,
        path,
        querystring: { ...query },
        ...(bulkBody === undefined ? {} : { bulkBody }),
        ...(body === undefined ? {} : { body: body as Record<string, unknown> }),
      };
      const answer = await this.#client.transport.request(params, { requestTimeout: Math.ceil(timeoutMs) });
      this.#breaker.succeeded();
      return { body: answer.body };
    } catch (error) {
      const failure = failureOf(request.what, error);
      if (failure.code === 'engine-unavailable') this.#breaker.failed();
      else this.#breaker.succeeded();
      return failure;
    }
  }
}

function nodeOf(address: string, { authority }: ClusterAccess) {
  return { url: new URL(address), ...(authority === null ? {} : { ssl: { ca: authority } }) };
}

function failureOf(what: string, error: unknown): ClusterError {
  if (!(error instanceof errors.ResponseError)) {
    return unavailable(what, error instanceof Error ? error.message : String(error), { cause: error });
  }
  const status = error.statusCode ?? 0;
  const reason = reasonOf(error.body) ?? error.message;
  // A breaker of the cluster itself, or too many at once.
  return PASSING.has(status)
    ? unavailable(what, reason, { status, cause: error })
    : refused(what, status, reason, error);
}

/** The innermost reason that the cluster gives. */
function reasonOf(body: unknown): string | null {
  const error = field(body, 'error');
  const causes = field(error, 'root_cause');
  const cause: unknown = Array.isArray(causes) ? causes[0] : error;
  const reason = field(cause, 'reason');
  return typeof reason === 'string' ? reason : typeof error === 'string' ? error : null;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
