// What the server counts while it runs: requests, searches, their times. Never what somebody asked for.
import type { Context, MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { AnswerTimes } from '../../answers/model.ts';
import { Histogram, LabelledCounter, type MetricFamily } from './exposition.ts';

declare module 'hono' {
  interface ContextVariableMap {
    metrics: ServerMetrics;
  }
}

/** Seconds; what a reader feels lies between a millisecond and some seconds. */
const BOUNDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** One of it for an app. */
export class ServerMetrics {
  readonly #requests = new LabelledCounter();
  readonly #requestSeconds = new Histogram(BOUNDS);
  readonly #searches = new LabelledCounter();
  readonly #searchSeconds = new Histogram(BOUNDS);
  readonly #snippetSeconds = new Histogram(BOUNDS);
  readonly #queueSeconds = new Histogram(BOUNDS);
  readonly #answers = new LabelledCounter();

  /** Counts every request, around all other handlers. */
  readonly observe: MiddlewareHandler = async (c, next) => {
    const startedAt = performance.now();
    c.set('metrics', this);
    await next();
    this.#requests.add({ route: routeOf(c), status: String(c.res.status) });
    this.#requestSeconds.observe((performance.now() - startedAt) / 1_000);
  };

  /** An answer that was kept. */
  countKept(times: AnswerTimes | null): void {
    this.#answers.add({ source: 'cache' });
    if (times !== null) this.#searches.add({ outcome: times.outcome });
  }

  /** An answer that was made; `queueMs`: how long it waited for its turn. */
  countMade(times: AnswerTimes | null, queueMs: number): void {
    this.#answers.add({ source: 'made' });
    this.#queueSeconds.observe(Math.max(queueMs, 0) / 1_000);
    if (times === null) return;
    this.#searches.add({ outcome: times.outcome });
    this.#searchSeconds.observe(times.searchMs / 1_000);
    this.#snippetSeconds.observe(times.snippetsMs / 1_000);
  }

  families(): readonly MetricFamily[] {
    const counter = (name: string, help: string, counts: LabelledCounter): MetricFamily => ({
      name: `antler_${name}_total`,
      help,
      type: 'counter',
      samples: counts.samples(),
    });
    const seconds = (name: string, help: string, histogram: Histogram): MetricFamily => ({
      name: `antler_${name}_seconds`,
      help,
      type: 'histogram',
      samples: histogram.samples(),
    });
    return [
      counter('http_requests', 'Requests by route and status.', this.#requests),
      seconds('http_request', 'Time from request to response.', this.#requestSeconds),
      counter(
        'searches',
        'Searches that found something, nothing, or something once loosened.',
        this.#searches,
      ),
      seconds('search', 'Finding, without snippets; kept answers aside.', this.#searchSeconds),
      seconds('snippets', 'Describing the hits of a page.', this.#snippetSeconds),
      seconds('queue_wait', 'Waiting for a search thread.', this.#queueSeconds),
      counter('answers', 'Answers over a snapshot, made or kept.', this.#answers),
    ];
  }
}

/** The route's pattern: an address would tell what somebody reads. */
function routeOf(c: Context): string {
  const path = routePath(c, -1);
  return path.endsWith('*') ? 'none' : path;
}
