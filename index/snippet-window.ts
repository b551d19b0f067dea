// Chooses which piece of a text to show: the densest place, whole words, from the start of a sentence when one is near.
import { classOf, MARK, SEPARATOR, SPACELESS } from './analysis/characters.ts';
import type { Match } from './highlight.ts';
import type { LineText } from './snippet-text.ts';

/** A piece of a text, half-open. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

// How far before the first match a sentence may begin, and how much is shown before it where none does.
const SENTENCE_SHARE = 0.6;
const CONTEXT_SHARE = 0.35;
// A word may be longer than this only if it is no word: then it is cut.
const MAX_WORD_LENGTH = 60;

const SENTENCE_ENDS = '.!?…:。！？｡';
const CLOSING = '"”’»\')]';

/** The piece to show, about `length` characters. With no matches the beginning. Cost: linear in the matches. */
export function chooseWindow(line: LineText, matches: readonly Match[], length: number): Window {
  const dense = densest(matches, length) ?? { start: 0, end: 0 };
  const room = Math.max(length, Math.min(dense.end - dense.start, 2 * length));
  if (line.text.length <= room) return { start: 0, end: line.text.length };
  const start = chooseStart(line, dense, room);
  return {
    start,
    end: chooseEnd(line.text, start, { least: Math.min(dense.end, start + room), most: start + room }),
  };
}

/**
 * The stretch of matches with most parts of the query in it, a phrase counting for its words; then with most matches;
 * then the first. One too long for the length stands alone.
 */
function densest(matches: readonly Match[], length: number): Window | null {
  const counts = new Map<number, number>();
  let best: (Window & { readonly parts: number; readonly count: number }) | null = null;
  let parts = 0;
  let from = 0;
  for (const [to, match] of matches.entries()) {
    if ((counts.get(match.part) ?? 0) === 0) parts += match.weight;
    counts.set(match.part, (counts.get(match.part) ?? 0) + 1);
    while (from < to && match.end - (matches[from]?.start ?? 0) > length) {
      const first = matches[from++] ?? match;
      const left = (counts.get(first.part) ?? 1) - 1;
      counts.set(first.part, left);
      if (left === 0) parts -= first.weight;
    }
    const count = to - from + 1;
    if (best === null || parts > best.parts || (parts === best.parts && count > best.count)) {
      best = { start: matches[from]?.start ?? match.start, end: match.end, parts, count };
    }
  }
  return best && { start: best.start, end: endWithin(matches, best) };
}

/** A shorter match may end before the longer one it lies in. */
function endWithin(matches: readonly Match[], { start, end }: Window): number {
  let furthest = end;
  for (const match of matches) {
    if (match.start > end) break;
    if (match.start >= start && match.start < end) furthest = Math.max(furthest, match.end);
  }
  return furthest;
}

function chooseStart({ text, lineStarts }: LineText, dense: Window, room: number): number {
  const slack = Math.max(0, room - (dense.end - dense.start));
  const latest = Math.max(0, text.length - room);
  const lowest = Math.max(0, Math.min(dense.start - Math.floor(slack * SENTENCE_SHARE), latest));
  const sentence = sentenceStart(text, lineStarts, {
    from: dense.start,
    lowest,
    isEnough: (at) => at <= latest,
  });
  if (sentence !== null) return sentence;
  const wanted = Math.max(0, Math.min(dense.start - Math.floor(slack * CONTEXT_SHARE), latest));
  return wordStart(text, wanted, dense.start);
}

interface StartSearch {
  readonly from: number;
  readonly lowest: number;
  /** Whether a snippet from here is as long as it may be: further back there is nothing to gain. */
  readonly isEnough: (at: number) => boolean;
}

/** The nearest start of a sentence or line at or before `from`, or an earlier one that makes the snippet full. */
function sentenceStart(text: string, lineStarts: readonly number[], search: StartSearch): number | null {
  const lines = new Set(lineStarts);
  let found: number | null = null;
  for (let at = search.from; at >= search.lowest; at--) {
    if (at !== 0 && !lines.has(at) && !isAfterSentence(text, at)) continue;
    found = at;
    if (search.isEnough(at)) break;
  }
  return found;
}

function isAfterSentence(text: string, at: number): boolean {
  let before = at - 1;
  if (text.charAt(before) === '。') return true;
  if (text.charAt(before) !== ' ') return false;
  before--;
  if (CLOSING.includes(text.charAt(before))) before--;
  return before >= 0 && SENTENCE_ENDS.includes(text.charAt(before));
}

/** First start of a word at or after `wanted`, not after `latest`. */
function wordStart(text: string, wanted: number, latest: number): number {
  for (let at = wanted; at < latest; at++) if (at === 0 || text.charAt(at - 1) === ' ') return at;
  for (let at = wanted; at < latest; at++) if (isBoundary(text, at)) return at;
  return latest;
}

/** Last end of a word between the two places. */
function chooseEnd(
  text: string,
  start: number,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  if (most >= text.length) return text.length;
  const lowest = Math.max(least, start + 1, most - MAX_WORD_LENGTH);
  for (let at = most; at >= lowest; at--) if (text.charAt(at) === ' ') return at;
  for (let at = most; at >= lowest; at--) if (isBoundary(text, at)) return at;
  return isInsidePair(text, most) ? most - 1 : most;
}

/** Whether a text may be cut before the character without cutting a word. */
function isBoundary(text: string, at: number): boolean {
  if (isInsidePair(text, at)) return false;
  const after = classOf(text.codePointAt(at) ?? 0);
  if (after === MARK) return false;
  const before = text.charCodeAt(at - 1);
  const kind = classOf(isInsidePair(text, at - 1) ? (text.codePointAt(at - 2) ?? 0) : before);
  return after === SEPARATOR || after === SPACELESS || kind === SEPARATOR || kind === SPACELESS;
}

function isInsidePair(text: string, at: number): boolean {
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}
