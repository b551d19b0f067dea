// What search threads promise to those who ask, and the messages that pass between the threads.
import { IndexError } from '../../index/errors.ts';
import type { KeepersRules } from '../../index/keepers-rules.ts';
import type { LoadedSnapshot } from '../../index/snapshot/open.ts';
import type { Answer, Encoding, Question } from '../answers/model.ts';

/** A question as it is asked. */
export interface Ask {
  readonly question: Question;
  /** How the answer's body may be encoded; null: not at all. */
  readonly encoding: Encoding | null;
  /** Whether nobody waits for the answer any more; looked at before work begins. */
  readonly isGone?: () => boolean;
}

/** An answer with the time it waited, for its turn and on the way between threads. */
export interface Answered {
  /** Null: the snapshot has nothing of the id that was asked for. */
  readonly answer: Answer | null;
  readonly queueMs: number;
}

/** Answers questions over one snapshot. */
export interface Searcher {
  /** @throws Busy, TooSlow, AskerGone, EngineDown; Error when it could not be answered */
  ask(ask: Ask): Promise<Answered>;
  /** No thread uses the snapshot any more when it resolves. */
  detach(): Promise<void>;
}

/** How busy those who search are at a moment. */
export interface SearchLoad {
  readonly threads: number;
  /** Questions that threads have: each is at one, and may have the next already. */
  readonly running: number;
  /** Questions that wait for a thread. */
  readonly waiting: number;
}

/** Those who search: threads, or this one. */
export interface Searchers {
  /** Lets them all use a snapshot, as the rules want it seen; it must stay open until it is detached. */
  attach(loaded: LoadedSnapshot, rules: KeepersRules): Promise<Searcher>;
  load(): SearchLoad;
  /** Ends them; what is under way is not answered. */
  close(): Promise<void>;
}

/** Too many wait already, or it would have waited too long: to be asked again later. */
export class Busy extends Error {
  override readonly name = 'Busy';
}

/** The answer took longer than is allowed and was given up. */
export class TooSlow extends Error {
  override readonly name = 'TooSlow';
}

/** The engine's index lies elsewhere and does not answer: to be asked again later. */
export class EngineDown extends Error {
  override readonly name = 'EngineDown';
}

/** As the serving thread knows it; other errors stay what they are. */
export function asEngineDown(error: unknown): unknown {
  const isDown =
    error instanceof IndexError && (error.code === 'engine-unavailable' || error.code === 'engine-refused');
  return isDown ? new EngineDown(`${error.message} ${error.hint}`) : error;
}

/** Whoever asked is gone. */
export class AskerGone extends Error {
  override readonly name = 'AskerGone';
}

/** A snapshot to answer from, and how it is to be seen. */
export interface Attachment {
  readonly loaded: LoadedSnapshot;
  readonly rules: KeepersRules;
}

/** To a search thread. Each is answered once, in order; `key` names a snapshot. */
export type ThreadRequest =
  | ({ readonly kind: 'attach'; readonly key: number } & Attachment)
  | { readonly kind: 'detach'; readonly key: number }
  | {
      readonly kind: 'ask';
      readonly key: number;
      readonly question: Question;
      readonly encoding: Encoding | null;
    };

/** From a search thread: that its modules are loaded, then what became of every request. */
export type ThreadReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done' }
  | { readonly kind: 'answered'; readonly answer: Answer | null; readonly workMs: number }
  /** `isEngineDown`: the detail is a sentence for the keeper, not a stack. */
  | { readonly kind: 'failed'; readonly detail: string; readonly isEngineDown?: true };
