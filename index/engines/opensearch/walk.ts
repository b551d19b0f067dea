// Goes through a result in its order beyond what the cluster lets one ask for by number: from the last place that was
// reached, so that whoever pages on pays for what is new alone.

import type { SearchBounds } from './bounds.ts';
import { type FoundDocument, LISTED, listedDocument } from './found.ts';
import type { IndexState } from './index-state.ts';
import type { Query } from './searching.ts';

/** Documents or threads, in an order. */
export interface WalkQuestion {
  readonly query: Query;
  readonly sort: readonly unknown[];
  /** Only the first document of each thread. */
  readonly byThread: boolean;
}

/** A part of a result: from one place to before another. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Results whose places are remembered. */
const REMEMBERED = 8;

/** How far a result was gone through. */
interface Progress {
  after: readonly unknown[] | null;
  /** Documents or threads behind. */
  passed: number;
  readonly threads: Set<number>;
  /** The last ones that were passed: whoever asks for a page again need not begin anew. */
  recent: readonly FoundDocument[];
  isAtEnd: boolean;
}

/** Of one view of an index. */
export class Walks {
  readonly #state: IndexState;
  readonly #bounds: SearchBounds;
  readonly #progress = new Map<string, Progress>();

  constructor(state: IndexState) {
    this.#state = state;
    this.#bounds = state.parts.bounds;
  }

  /** In the order of the sort; fewer where the result ends. @throws ClusterError */
  async read(question: WalkQuestion, span: Span): Promise<readonly FoundDocument[]> {
    if (span.to <= span.from) return [];
    return span.to <= this.#bounds.window ? this.#window(question, span) : this.#walk(question, span);
  }

  async #window(
    { query, sort, byThread }: WalkQuestion,
    { from, to }: Span,
  ): Promise<readonly FoundDocument[]> {
    const collapse = byThread ? { collapse: { field: 'thread' } } : {};
    const body = {
      query,
      sort,
      from,
      size: to - from,
      track_scores: true,
      track_total_hits: false,
      ...LISTED,
      ...collapse,
    };
    const { hits } = await this.#state.search(body);
    return hits.hits.map((hit) => listedDocument(hit, this.#state.parts.documents));
  }

  async #walk(question: WalkQuestion, { from, to }: Span): Promise<readonly FoundDocument[]> {
    const key = JSON.stringify(question);
    const known = this.#progress.get(key);
    const isBehind = known !== undefined && known.passed - known.recent.length <= from;
    const progress = isBehind ? known : newProgress();
    const page = progress.recent.slice(Math.max(0, from - (progress.passed - progress.recent.length)));
    const found = [...page];
    while (progress.passed < to && !progress.isAtEnd) {
      const fresh = await this.#step(question, progress);
      const first = progress.passed - fresh.length;
      for (const [at, document] of fresh.entries()) if (first + at >= from) found.push(document);
    }
    progress.recent = found;
    this.#remember(key, progress);
    return found.slice(0, to - from);
  }

  /** The next documents, or those of them that begin a thread. */
  async #step(
    { query, sort, byThread }: WalkQuestion,
    progress: Progress,
  ): Promise<readonly FoundDocument[]> {
    const after = progress.after === null ? {} : { search_after: progress.after };
    const body = {
      query,
      sort,
      size: this.#bounds.step,
      track_scores: true,
      track_total_hits: false,
      ...LISTED,
      ...after,
    };
    const { hits } = await this.#state.search(body);
    progress.after = hits.hits.at(-1)?.sort ?? progress.after;
    progress.isAtEnd = hits.hits.length < this.#bounds.step;
    const documents = hits.hits.map((hit) => listedDocument(hit, this.#state.parts.documents));
    const fresh = byThread ? documents.filter(({ thread }) => isNew(progress.threads, thread)) : documents;
    progress.passed += fresh.length;
    return fresh;
  }

  #remember(key: string, progress: Progress): void {
    this.#progress.delete(key);
    this.#progress.set(key, progress);
    const [oldest] = this.#progress.keys();
    if (this.#progress.size > REMEMBERED && oldest !== undefined) this.#progress.delete(oldest);
  }
}

function newProgress(): Progress {
  return { after: null, passed: 0, threads: new Set(), recent: [], isAtEnd: false };
}

function isNew(threads: Set<number>, thread: number): boolean {
  if (threads.has(thread)) return false;
  threads.add(thread);
  return true;
}
