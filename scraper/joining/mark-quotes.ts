// Marks what comments quote without markup: lines that repeat the post or the comment that is answered.
import type { Comment, Post, TextRange } from '../model.ts';

/** Words that a line must share: shorter ones are phrases that anybody writes. */
const SHINGLE = 6;
/** Letters a quoted line has at least; scripts without spaces say more with fewer. */
const MIN_LETTERS = 24;
const MIN_IDEOGRAPHS = 12;
/** Texts that are looked into for one line. */
const MAX_SOURCES = 8;

const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu;
/** The same in a text of ASCII alone, several times faster. */
const ASCII_WORD = /[a-z0-9]+/g;
const BEYOND_ASCII = /[\u0080-\uffff]/;
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

interface Source {
  /** Null for the post. */
  readonly comment: Comment | null;
  /** Its words, each between spaces. */
  readonly words: string;
}

/** One line of a comment. */
interface TextLine {
  readonly range: TextRange;
  readonly words: string;
  /** What it is looked up by; null for a line that is too short to tell. */
  readonly start: string | null;
}

/** Which texts hold the starts of lines; no other run of words is ever asked for. */
interface StartIndex {
  readonly sources: Map<string, number[]>;
  /** Second words of the starts by their first: two words tell most places apart. */
  readonly pairs: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Adds the quoted lines to `quotes`. Where the parent is known only it and the post are looked into, else all earlier
 * comments of others. A comment of nothing but repeated lines is left as it is: that is a copy. Near linear in the
 * length of the thread.
 */
export function markQuotes(post: Post | null, comments: readonly Comment[]): Comment[] {
  const linesOfAll = comments.map(({ text }) => linesOf(text));
  const index = indexStarts(linesOfAll);
  const sources: Source[] = [];
  if (post) addSource({ comment: null, words: wordsOf(post.text) }, sources, index);
  return comments.map((comment, at) => {
    const lines = linesOfAll[at] ?? [];
    const own = comment.kind === 'comment' ? repeatedLines(comment, lines, sources, index) : [];
    addSource({ comment, words: joinWords(lines) }, sources, index);
    return own.length === 0 ? comment : { ...comment, quotes: joinRanges(comment.quotes, own) };
  });
}

function linesOf(text: string): TextLine[] {
  return Array.from(text.matchAll(/[^\n]+/g), (match) => {
    const words = wordsOf(match[0]);
    const start = isLongEnough(words) ? startOf(words) : null;
    return { range: [match.index, match.index + match[0].length], words, start };
  });
}

function indexStarts(linesOfAll: readonly (readonly TextLine[])[]): StartIndex {
  const sources = new Map<string, number[]>();
  const pairs = new Map<string, Set<string>>();
  for (const { start } of linesOfAll.flat()) {
    if (start === null) continue;
    sources.set(start, []);
    const [first = '', second = ''] = start.split(' ', 2);
    const seconds = pairs.get(first);
    if (seconds) seconds.add(second);
    else pairs.set(first, new Set([second]));
  }
  return { sources, pairs };
}

function addSource(source: Source, sources: Source[], index: StartIndex): void {
  const own = sources.push(source) - 1;
  const words = source.words.trim().split(' ');
  for (let at = 0; at + SHINGLE <= words.length; at++) {
    if (!index.pairs.get(words[at] ?? '')?.has(words[at + 1] ?? '')) continue;
    const known = index.sources.get(words.slice(at, at + SHINGLE).join(' '));
    if (known && known.at(-1) !== own && known.length < MAX_SOURCES) known.push(own);
  }
}

function repeatedLines(
  comment: Comment,
  lines: readonly TextLine[],
  sources: readonly Source[],
  index: StartIndex,
): TextRange[] {
  const ranges: TextRange[] = [];
  let hasOwnWords = false;
  for (const { range, words, start: first } of lines) {
    if (comment.quotes.some(([start, end]) => start <= range[0] && range[1] <= end)) continue;
    const candidates = first === null ? [] : (index.sources.get(first) ?? []);
    if (candidates.some((at) => isQuotedFrom(sources[at], comment, words))) ranges.push(range);
    else if (words !== '') hasOwnWords = true;
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
  const words = text.toLowerCase().match(BEYOND_ASCII.test(text) ? WORD : ASCII_WORD);
  return words ? ` ${words.join(' ')} ` : '';
}

function isLongEnough(words: string): boolean {
  const letters = words.replaceAll(' ', '').length;
  return letters >= MIN_LETTERS || (letters >= MIN_IDEOGRAPHS && IDEOGRAPH.test(words));
}

/** The first six words; null when there are fewer. */
function startOf(words: string): string | null {
  const list = words.trim().split(' ');
  return list.length < SHINGLE ? null : list.slice(0, SHINGLE).join(' ');
}

/** The words of a text from those of its lines. */
function joinWords(lines: readonly TextLine[]): string {
  const words = lines.map((line) => line.words.trim()).filter((own) => own !== '');
  return words.length === 0 ? '' : ` ${words.join(' ')} `;
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
