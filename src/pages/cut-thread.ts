// Cuts a long thread into pages that are light enough to load: by what its texts weigh, between branches where it can.
import type { Entry } from '../../index/model.ts';
import type { WholeThread } from '../answers/thread-reading.ts';
import { MOST_LINKS } from './outgoing.tsx';
import { lettersShown } from './text-budget.ts';

/**
 * What a page may weigh, in estimated bytes of its compressed HTML. What it really weighs was .67 to .97 of the estimate
 * on archives of several languages (gzip 4), so that marks and steps of hits find room below 60,000.
 */
const MOST_WEIGHT = 57_000;
/** Frame, title, what surrounds the comments. */
const FRAME_WEIGHT = 3_500;
/** Of text, a byte in UTF-8. */
const BYTE_WEIGHT = 0.46;
/** Of a comment: name, date, place, citation. */
const ENTRY_WEIGHT = 140;
/** Of a link, which stands there with its copy of that day; and a letter of its address. */
const LINK_WEIGHT = 45;
const LINK_LETTER_WEIGHT = 0.5;
/** Of a comment on another page, which the first page leads to. At most this part of a page is left for them. */
const LEAD_WEIGHT = 12;
const MOST_FOR_LEADS = MOST_WEIGHT / 4;
/** A page that is filled so far may end where a branch does. */
const LEAST_FILLED = 0.5;

/**
 * The pages of a thread. The post stands whole on the first, mentions elsewhere on the last; a text heavier than a page
 * stands alone.
 */
export class ThreadPages {
  readonly #comments: readonly Entry[];
  /** Places among the comments where pages begin. The first may be empty: it always has the post. */
  readonly #starts: readonly number[];

  /** Cost: linear in the comments and their letters. */
  constructor({ post, comments, pings }: Pick<WholeThread, 'post' | 'comments' | 'pings'>) {
    const before = post === null ? 0 : weigh(post);
    const after = pings.reduce((sum, ping) => sum + weigh(ping), 0);
    this.#comments = comments;
    this.#starts = cut(comments, { before, after });
  }

  /** At least 1. */
  get count(): number {
    return this.#starts.length;
  }

  /** Those of a page, from 1, in reading order. */
  commentsOf(page: number): readonly Entry[] {
    return this.#comments.slice(this.#starts[page - 1], this.#starts[page]);
  }

  /** The page on which an entry stands, from 1; the first for the post and for what has no place. */
  pageOf({ kind, position }: Pick<Entry, 'kind' | 'position'>): number {
    if (kind !== 'comment' || position === null) return 1;
    const next = this.#starts.findIndex((start) => (this.#comments[start]?.position ?? 0) > position);
    return next === -1 ? this.count : Math.max(1, next);
  }
}

function weigh(entry: Entry): number {
  const { text } = entry;
  const links = entry.links.slice(0, MOST_LINKS);
  const bytes = Buffer.byteLength(text.slice(0, lettersShown(entry)));
  const letters = links.reduce((sum, link) => sum + link.length, 0);
  return ENTRY_WEIGHT + bytes * BYTE_WEIGHT + links.length * LINK_WEIGHT + letters * LINK_LETTER_WEIGHT;
}

/** `before` stands on the first page, `after` on the last. */
function cut(
  comments: readonly Entry[],
  { before, after }: { readonly before: number; readonly after: number },
): readonly number[] {
  const sums = [0];
  for (const comment of comments) sums.push((sums.at(-1) ?? 0) + weigh(comment));
  const room = MOST_WEIGHT - FRAME_WEIGHT;
  const all = (sums.at(-1) ?? 0) + after;
  if (before + all <= room) return [0];
  const leads = Math.min(comments.length * LEAD_WEIGHT, MOST_FOR_LEADS);
  const starts = [0];
  let [start, own] = [0, room - before - leads];
  while (all - (sums[start] ?? 0) > own) {
    const end = endOfPage({ comments, sums, start, room: own, after });
    // Only the first page has something else to show.
    start = starts.length === 1 ? end : Math.max(end, start + 1);
    if (start >= comments.length) break;
    starts.push(start);
    own = room;
  }
  return starts;
}

interface Page {
  readonly comments: readonly Entry[];
  /** What the comments before each place weigh together. */
  readonly sums: readonly number[];
  readonly start: number;
  readonly room: number;
  readonly after: number;
}

/**
 * Where the next page begins: between the highest branches that end in the second half of this one, so that few are
 * torn; of such places, where it leaves the pages to come as full as this one.
 */
function endOfPage({ comments, sums, start, room, after }: Page): number {
  const before = sums[start] ?? 0;
  const rest = (sums.at(-1) ?? 0) + after - before;
  const even = rest / Math.ceil(rest / Math.max(1, room));
  let best = start;
  let bestDepth = Number.POSITIVE_INFINITY;
  let bestFault = Number.POSITIVE_INFINITY;
  for (let end = start + 1; end < comments.length; end += 1) {
    const weight = (sums[end] ?? 0) - before;
    if (weight > room) break;
    const depth = weight < room * LEAST_FILLED ? Number.MAX_SAFE_INTEGER : (comments[end]?.depth ?? 0);
    const fault = Math.abs(weight - even);
    if (depth > bestDepth || (depth === bestDepth && fault > bestFault)) continue;
    [best, bestDepth, bestFault] = [end, depth, fault];
  }
  return best;
}
