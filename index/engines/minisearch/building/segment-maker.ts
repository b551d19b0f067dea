// Cuts documents into segments and has them indexed, in worker threads or in this one, in any order; gives them in order.
import type { Analysis } from '../../../analysis/analysis.ts';
import type { WriterOptions } from '../../../engine.ts';
import { createWorkerPool, type WorkerPool } from '../../../worker-pool.ts';
import type { IndexedText, Segment, SegmentTask } from './segment.ts';
import { indexSegment } from './segment-indexer.ts';

export interface SegmentMakerOptions extends WriterOptions {
  readonly analysis: Analysis;
  /** UTF-8 bytes of text after which a segment is full; what is written in the end does not depend on it. */
  readonly segmentBytes?: number;
  /** Module that runs in the workers; tests bring their own. */
  readonly workerEntry?: URL;
}

// About 250,000 words: MiniSearch is slower where more of them do not fit the processor's cache, and each further
// segment is work for the merge.
const SEGMENT_BYTES = 1_500_000;
/** Segments a worker has at a time: it goes on while this thread is busy. */
const SEGMENTS_A_WORKER = 2;
/** Two halves of it take part in every collection: see `--max-semi-space-size` of Node. */
const YOUNG_MEGABYTES = 96;

/** Takes documents in snapshot order; call `close` in any case. */
export class SegmentMaker {
  readonly #analysis: Analysis;
  readonly #segmentBytes: number;
  readonly #maxWaiting: number;
  readonly #pool: WorkerPool<SegmentTask, Segment>;
  readonly #segments: Promise<Segment>[] = [];
  readonly #waiting = new Set<Promise<unknown>>();
  #documents: IndexedText[] = [];
  #bytes = 0;
  #isClosed = false;

  constructor(options: SegmentMakerOptions) {
    const { analysis, workers = 0, onFallback, segmentBytes = SEGMENT_BYTES } = options;
    this.#analysis = analysis;
    this.#segmentBytes = segmentBytes;
    this.#maxWaiting = Math.max(1, workers * SEGMENTS_A_WORKER);
    this.#pool = createWorkerPool({
      size: workers,
      verb: 'indexing',
      deadlineMs: null,
      youngMegabytes: YOUNG_MEGABYTES,
      entry: options.workerEntry ?? workerEntry(),
      onFallback,
    });
  }

  add(document: IndexedText): void {
    this.#documents.push(document);
    this.#bytes += bytesOf(document);
    if (this.#bytes >= this.#segmentBytes) this.#send();
  }

  /** Waits until there is room for more. @throws what indexing throws */
  async drain(): Promise<void> {
    while (this.#waiting.size >= this.#maxWaiting) await Promise.race(this.#waiting);
  }

  /** All segments, in order; none without documents. @throws what indexing throws */
  async finish(): Promise<readonly Segment[]> {
    // A small archive is indexed here before a worker would have started.
    if (this.#segments.length === 0 && this.#documents.length > 0) return [this.#indexHere(this.#documents)];
    if (this.#documents.length > 0) this.#send();
    const segments = await Promise.all(this.#segments.splice(0));
    // The memory of the workers is wanted for the merge.
    await this.#pool.close();
    return segments;
  }

  /** Ends the workers; what is under way is given up. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#pool.close();
  }

  #send(): void {
    const documents = this.#documents;
    this.#documents = [];
    this.#bytes = 0;
    const segment = this.#index(documents);
    this.#segments.push(segment);
    const done = segment.finally(() => this.#waiting.delete(done));
    done.catch(() => {}); // thrown by `add` or `finish`
    this.#waiting.add(done);
  }

  async #index(documents: readonly IndexedText[]): Promise<Segment> {
    const outcome = await this.#pool.run({ language: this.#analysis.language, documents });
    if (outcome.kind === 'done') return outcome.result;
    if (this.#isClosed && outcome.kind === 'failed') throw new Error(outcome.detail);
    // Without workers, or where one died: what was the matter with it shows here.
    return this.#indexHere(documents);
  }

  #indexHere(documents: readonly IndexedText[]): Segment {
    return indexSegment(documents, this.#analysis);
  }
}

function bytesOf({ title, text, tags }: IndexedText): number {
  let bytes = Buffer.byteLength(title) + Buffer.byteLength(text);
  for (const tag of tags) bytes += Buffer.byteLength(tag);
  return bytes;
}

/** The worker's file beside this one: TypeScript in the checkout, JavaScript when built. */
function workerEntry(): URL {
  return new URL(
    import.meta.url.endsWith('.ts') ? './segment-worker.ts' : './segment-worker.js',
    import.meta.url,
  );
}
