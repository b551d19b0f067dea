// Marks what comments quote without markup: lines that repeat the post or the comment that is answered.
import type { Comment, Post, TextRange } from '../model.ts';
import { type WordLine, WordReader } from './read-words.ts';
import { spellWords } from './spell-words.ts';
import { SharedRuns } from './word-runs.ts';

/** Texts that are looked into for one line. */
const MAX_SOURCES = 8;

/** The texts so far that hold a run, by the run. */
type SourceIndex = Map<number, Source[]>;

/**
 * Adds the quoted lines to `quotes`. Where the parent is known only it and the post are looked into, else all earlier
 * comments of others. A comment of nothing but repeated lines is left as it is: that is a copy. Near linear in the
 * length of the thread.
 */
export function markQuotes(post: Post | null, comments: readonly Comment[]): readonly Comment[] {
  const reader = new WordReader();
  const texts = comments.map(({ text }) => reader.read(text));
  const starts: number[] = [];
  for (const { lines } of texts) for (const { run } of lines) if (run !== null) starts.push(run);
  if (starts.length === 0) return comments;
  const postWords = reader.read(post?.text ?? '');
  const shared = new SharedRuns(starts);
  const runsOfPost = shared.find(reader.numbers, postWords);
  const runs = texts.map((words) => shared.find(reader.numbers, words));
  if (!starts.some((run) => shared.isShared(run))) return comments;
  const index: SourceIndex = new Map();
  const addSource = (source: Source, found: readonly number[]) => {
    for (const run of found) if (shared.isShared(run)) addToIndex(index, run, source);
  };
  addSource(new Source(null, post?.text ?? ''), runsOfPost);
  return comments.map((comment, i) => {
    const own = comment.kind === 'comment' ? repeatedLines(comment, texts[i]?.lines ?? [], index) : [];
    addSource(new Source(comment, comment.text), runs[i] ?? []);
    return own.length === 0 ? comment : { ...comment, quotes: joinRanges(comment.quotes, own) };
  });
}

/** A text that may be quoted. */
class Source {
  /** Null for the post. */
  readonly comment: Comment | null;
  readonly #text: string;
  #words: string | null = null;

  constructor(comment: Comment | null, text: string) {
    this.comment = comment;
    this.#text = text;
  }

  /** Spelt out only where a line of another text seems to begin in this one. */
  holds(words: string): boolean {
    this.#words ??= spellWords(this.#text);
    return this.#words.includes(words);
  }
}

function addToIndex(index: SourceIndex, run: number, source: Source): void {
  const known = index.get(run);
  if (!known) index.set(run, [source]);
  else if (known.length < MAX_SOURCES && known.at(-1) !== source) known.push(source);
}

function repeatedLines(comment: Comment, lines: readonly WordLine[], index: SourceIndex): TextRange[] {
  const ranges: TextRange[] = [];
  let hasOwnWords = false;
  for (const line of lines) {
    if (comment.quotes.some(([start, end]) => start <= line.start && line.end <= end)) continue;
    if (isRepeated(comment, line, index)) ranges.push([line.start, line.end]);
    else if (line.hasWords) hasOwnWords = true;
  }
  return hasOwnWords ? ranges : [];
}

function isRepeated(comment: Comment, { start, end, run }: WordLine, index: SourceIndex): boolean {
  const sources = run === null ? [] : (index.get(run) ?? []);
  if (sources.length === 0) return false;
  const words = spellWords(comment.text.slice(start, end));
  return sources.some((source) => mayQuote(comment, source) && source.holds(words));
}

function mayQuote({ parentId, author }: Comment, { comment: source }: Source): boolean {
  if (source === null) return true;
  if (parentId !== null) return source.id === parentId;
  return source.author === null || source.author !== author;
}

/** Sorted; ranges that touch or are parted by one line break become one. */
function joinRanges(one: readonly TextRange[], other: readonly TextRange[]): TextRange[] {
  const joined: [number, number][] = [];
  for (const [start, end] of [...one, ...other].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && start <= last[1] + 1) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}
