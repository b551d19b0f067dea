// Starts those who search, as the settings say.
import { workersByProcessors } from '../../index/worker-pool.ts';
import type { AnswerNeeds } from '../answers/answer.ts';
import type { Searchers } from './model.ts';
import { SearchPool } from './pool.ts';
import { type MemberEvents, SearchThread } from './search-thread.ts';
import { ThisThread } from './this-thread.ts';

/** How to search. */
export interface SearcherOptions extends AnswerNeeds {
  /** 0: in this thread, where no search can be given up; null: one a processor, at most 4. */
  readonly threads: number | null;
  /** Searches that may wait for a thread at a time. */
  readonly maxWaiting: number;
  /** What a search may take, and how long it may wait for its turn. */
  readonly maxSearchMs: number;
  /** Told why a thread ended that was not closed; a new one takes its place. */
  readonly onReplaced?: (reason: string) => void;
  /** Told why threads do not start, so that this one searches. */
  readonly onFallback?: (reason: string) => void;
  /** Module that runs in the threads; tests bring their own. */
  readonly entry?: URL;
}

/** Resolves when they take questions. */
export async function startSearchers(options: SearcherOptions): Promise<Searchers> {
  const size = options.threads ?? workersByProcessors();
  const limits = { maxWaiting: options.maxWaiting, maxWaitMs: options.maxSearchMs };
  const here = () =>
    new SearchPool({ ...limits, size: 1, start: (events) => new ThisThread(options, events) });
  if (size === 0) return here();
  const { entry = ownEntry(), maxSearchMs, files, onReplaced, onFallback } = options;
  const start = (events: MemberEvents) => new SearchThread({ entry, maxWorkMs: maxSearchMs, files }, events);
  let isStarting = true;
  const threads = new SearchPool({
    ...limits,
    size,
    start,
    onReplaced: (reason) => {
      if (!isStarting) onReplaced?.(reason);
    },
  });
  const failure = await threads.whenStarted();
  isStarting = false;
  if (failure === null) return threads;
  await threads.close();
  onFallback?.(failure);
  return here();
}

/** The thread's file beside this one: TypeScript in the checkout, JavaScript when built. */
function ownEntry(): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? './thread-entry.ts' : './thread-entry.js', import.meta.url);
}
