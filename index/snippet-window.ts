// Chooses which piece of a text to show: the densest place, whole words, from the start of a sentence when one is near.
import { classOf, MARK, SEPARATOR, SPACELESS } from './analysis/characters.ts';
import { characterStart } from './character-start.ts';
import type { LineText } from './snippet-text.ts';

/** Places of a text that were matched, ascending by start: parallel lists, see `Match`. */
export interface Places {
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
  readonly parts: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
}

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

const SPACE = 0x20;
const IDEOGRAPHIC_STOP = 0x3002;
const SENTENCE_ENDS = '.!?…。！？｡';
const CLOSING = '"”’»\')]';

export interface WindowOptions {
  /** About how many characters to show. */
  readonly length: number;
  /** Whether the line is cut from a longer text: then it begins with no sentence. */
  readonly isCutBefore: boolean;
}

/** The places to show: a piece of the text, and where the first of each part is in it. */
export interface DenseStretch extends Window {
  /** Up to here all parts are there; what follows repeats them. */
  readonly neededEnd: number;
}

/** The piece to show. With no places the beginning. Cost: linear in the places. */
export function chooseWindow(line: LineText, places: Places, options: WindowOptions): Window {
  const { length } = options;
  const dense = densest(places, length) ?? { start: 0, end: 0, neededEnd: 0 };
  const room = Math.max(length, Math.min(dense.end - dense.start, 2 * length));
  if (line.text.length <= room) return { start: 0, end: line.text.length };
  const start = chooseStart(line, dense, { room, isCutBefore: options.isCutBefore });
  return {
    start,
    end: chooseEnd(line.text, start, { least: Math.min(dense.neededEnd, start + room), most: start + room }),
  };
}

/**
 * The stretch of places with most parts of the query in it, a phrase counting for its words; then with most places;
 * then the first. One too long for the length stands alone. Null when there are no places.
 */
export function densest({ starts, ends, parts, weights }: Places, length: number): DenseStretch | null {
  const counts: number[] = [];
  let best = { from: 0, to: -1, weight: 0 };
  let weight = 0;
  let from = 0;
  for (let to = 0; to < starts.length; to++) {
    const part = parts[to] ?? 0;
    const before = counts[part] ?? 0;
    if (before === 0) weight += weights[to] ?? 0;
    counts[part] = before + 1;
    for (; from < to && (ends[to] ?? 0) - (starts[from] ?? 0) > length; from++) {
      const left = (counts[parts[from] ?? 0] ?? 1) - 1;
      counts[parts[from] ?? 0] = left;
      if (left === 0) weight -= weights[from] ?? 0;
    }
    const isFuller = weight === best.weight && to - from > best.to - best.from;
    if (best.to < 0 || weight > best.weight || isFuller) best = { from, to, weight };
  }
  if (best.to < 0) return null;
  const needed = lastNewPart(parts, best.from, best.to);
  return {
    start: starts[best.from] ?? 0,
    end: endWithin({ starts, ends }, best.from, ends[best.to] ?? 0),
    neededEnd: endWithin({ starts, ends }, best.from, ends[needed] ?? 0),
  };
}

/** The last of the places from `from` to `to` whose part is none of those before it. */
function lastNewPart(parts: ArrayLike<number>, from: number, to: number): number {
  const seen = new Set<number>();
  let last = from;
  for (let at = from; at <= to; at++) {
    const part = parts[at] ?? 0;
    if (seen.has(part)) continue;
    seen.add(part);
    last = at;
  }
  return last;
}

/** A shorter place may end before the longer one it lies in. */
function endWithin({ starts, ends }: Pick<Places, 'starts' | 'ends'>, from: number, end: number): number {
  let furthest = end;
  for (let at = from; at < starts.length && (starts[at] ?? 0) < end; at++) {
    furthest = Math.max(furthest, ends[at] ?? 0);
  }
  return furthest;
}

interface Room {
  readonly room: number;
  readonly isCutBefore: boolean;
}

function chooseStart(line: LineText, dense: DenseStretch, { room, isCutBefore }: Room): number {
  const { text, lineStarts } = line;
  const latest = Math.max(0, text.length - room);
  // A whole sentence is worth some repeats of the words, but none of the words.
  const spare = Math.max(0, room - (dense.neededEnd - dense.start));
  const lowest = Math.max(0, Math.min(dense.start - Math.floor(spare * SENTENCE_SHARE), latest));
  const sentence = sentenceStart(text, lineStarts, {
    from: dense.start,
    lowest: isCutBefore ? Math.max(1, lowest) : lowest,
    isEnough: (at) => at <= latest,
  });
  if (sentence !== null) return sentence;
  const slack = Math.max(0, room - (dense.end - dense.start));
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
  let line = lineStarts.length - 1;
  let found: number | null = null;
  for (let at = search.from; at >= search.lowest; at--) {
    const before = text.charCodeAt(at - 1);
    // Lines and sentences begin behind a space or an ideographic stop, or with the text.
    if (before !== SPACE && before !== IDEOGRAPHIC_STOP && at !== 0) continue;
    while (line >= 0 && (lineStarts[line] ?? 0) > at) line--;
    if (at !== 0 && lineStarts[line] !== at && !isAfterSentence(text, at)) continue;
    found = at;
    if (search.isEnough(at)) break;
  }
  return found;
}

function isAfterSentence(text: string, at: number): boolean {
  let before = at - 1;
  const code = text.charCodeAt(before);
  if (code !== SPACE) return code === IDEOGRAPHIC_STOP && text.charCodeAt(at) !== SPACE;
  before--;
  if (CLOSING.includes(text.charAt(before))) before--;
  return before >= 0 && SENTENCE_ENDS.includes(text.charAt(before));
}

/** First start of a word at or after `wanted`, not after `latest`. */
function wordStart(text: string, wanted: number, latest: number): number {
  for (let at = wanted; at < latest; at++) if (at === 0 || text.charCodeAt(at - 1) === SPACE) return at;
  for (let at = wanted; at < latest; at++) {
    if (isBoundary(text, at) && text.charCodeAt(at) !== SPACE) return at;
  }
  return characterStart(text, latest);
}

/** Last end of a word between the two places. */
function chooseEnd(
  text: string,
  start: number,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  if (most >= text.length) return text.length;
  const lowest = Math.max(least, start + 1, most - MAX_WORD_LENGTH);
  for (let at = most; at >= lowest; at--) if (text.charCodeAt(at) === SPACE) return at;
  for (let at = most; at >= lowest; at--) {
    if (isBoundary(text, at)) return text.charCodeAt(at - 1) === SPACE ? at - 1 : at;
  }
  const whole = characterStart(text, most);
  if (whole >= least && whole > start) return whole;
  return isInsidePair(text, most) ? most - 1 : most;
}

/** Whether a text may be cut before the character without cutting a word. */
function isBoundary(text: string, at: number): boolean {
  if (isInsidePair(text, at)) return false;
  const after = classOf(text.codePointAt(at) ?? 0);
  if (after === MARK) return false;
  const before = text.charCodeAt(at - 1);
  const kind = classOf(isInsidePair(text, at - 1) ? (text.codePointAt(at - 2) ?? 0) : before);
  const isBetweenWords =
    after === SEPARATOR || after === SPACELESS || kind === SEPARATOR || kind === SPACELESS;
  return isBetweenWords && characterStart(text, at) === at;
}

function isInsidePair(text: string, at: number): boolean {
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}
