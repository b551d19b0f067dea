// Marks what comments quote without markup: lines that repeat the post or the comment that is answered.
import type { Comment, Post, TextRange } from './model.ts';

/** Words that a line must share: shorter ones are phrases that anybody writes. */
const SHINGLE = 6;
/** Letters a quoted line has at least; scripts without spaces say more with fewer. */
const MIN_LETTERS = 24;
const MIN_IDEOGRAPHS = 12;
/** Texts that are looked into for one line. */
const MAX_SOURCES = 8;

const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu;
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

interface Source {
  /** Null for the post. */
  readonly comment: Comment | null;
  /** Its words, each between spaces. */
  readonly words: string;
}

/**
 * Adds the quoted lines to `quotes`. Where the parent is known only it and the post are looked into, else all earlier
 * comments of others. A comment of nothing but repeated lines is left as it is: that is a copy. Near linear in the
 * length of the thread.
 */
export function markQuotes(post: Post | null, comments: readonly Comment[]): Comment[] {
  const sources: Source[] = [];
  const firstWords = new Map<string, number[]>();
  const marked: Comment[] = [];
  if (post) addSource({ comment: null, words: wordsOf(post.text) }, sources, firstWords);
  for (const comment of comments) {
    const own = comment.kind === 'comment' ? repeatedLines(comment, sources, firstWords) : [];
    marked.push(own.length === 0 ? comment : { ...comment, quotes: joinRanges(comment.quotes, own) });
    addSource({ comment, words: wordsOf(comment.text) }, sources, firstWords);
  }
  return marked;
}

function addSource(source: Source, sources: Source[], firstWords: Map<string, number[]>): void {
  const index = sources.push(source) - 1;
  for (const shingle of shinglesOf(source.words)) {
    const known = firstWords.get(shingle);
    if (!known) firstWords.set(shingle, [index]);
    else if (known.at(-1) !== index && known.length < MAX_SOURCES) known.push(index);
  }
}

function repeatedLines(
  comment: Comment,
  sources: readonly Source[],
  firstWords: ReadonlyMap<string, readonly number[]>,
): TextRange[] {
  const ranges: TextRange[] = [];
  let hasOwnWords = false;
  for (const match of comment.text.matchAll(/[^\n]+/g)) {
    const range: TextRange = [match.index, match.index + match[0].length];
    if (comment.quotes.some(([start, end]) => start <= range[0] && range[1] <= end)) continue;
    const words = wordsOf(match[0]);
    const [first] = isLongEnough(words) ? shinglesOf(words, 1) : [];
    const candidates = first === undefined ? [] : (firstWords.get(first) ?? []);
    if (candidates.some((index) => isQuotedFrom(sources[index], comment, words))) ranges.push(range);
    else if (words.trim() !== '') hasOwnWords = true;
  }
  return hasOwnWords ? ranges : [];
}

function isQuotedFrom(source: Source | undefined, comment: Comment, words: string): boolean {
  if (!source?.words.includes(words)) return false;
  if (source.comment === null) return true;
  if (comment.parentId !== null) return source.comment.id === comment.parentId;
  return source.comment.author === null || source.comment.author !== comment.author;
}

/** Lower case, one space before, between and behind: inclusion is then inclusion of whole words. */
function wordsOf(text: string): string {
  const words = text.toLowerCase().match(WORD);
  return words ? ` ${words.join(' ')} ` : '';
}

function isLongEnough(words: string): boolean {
  const letters = words.replaceAll(' ', '').length;
  return letters >= MIN_LETTERS || (letters >= MIN_IDEOGRAPHS && IDEOGRAPH.test(words));
}

/** Every run of six words, at most `limit` of them. */
function shinglesOf(words: string, limit = Number.POSITIVE_INFINITY): string[] {
  const list = words.trim().split(' ');
  const shingles: string[] = [];
  for (let at = 0; at + SHINGLE <= list.length && shingles.length < limit; at++)
    shingles.push(list.slice(at, at + SHINGLE).join(' '));
  return shingles;
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
