// Makes a snippet of a piece of a text in which the places of the words are known: no word is compared again.
import type { Analysis, WordWalk } from './analysis/model.ts';
import type { FoundPlaces } from './engine.ts';
import type { Snippet } from './model.ts';
import { showPlaces } from './snippet.ts';
import type { WordPiece } from './snippet-piece.ts';
import { type LineText, toLineText } from './snippet-text.ts';
import type { Window } from './snippet-window.ts';

export interface PlacedPiece {
  readonly text: string;
  readonly chosen: WordPiece;
  /** Whether the whole text goes on behind the piece. */
  readonly isCutAfter: boolean;
  readonly places: FoundPlaces;
}

/** How far a cut is moved so that it stands between words. */
const MAX_WORD_LENGTH = 60;

/**
 * A snippet of about `length` characters. Null when the piece does not hold what was to be shown: where words are very
 * rare. Cost: that of walking over the words from the piece's beginning to those that are shown.
 */
export function makePlacedSnippet(piece: PlacedPiece, analysis: Analysis, length: number): Snippet | null {
  const found = findPlaces(piece, analysis, length);
  if (found === null) return null;
  const cut = cutAround(piece, found.shown, length);
  const line = toLineText(piece.text.slice(cut.start, cut.end));
  const isCutBefore = piece.chosen.from > 0 || cut.start > 0;
  const isCutAfter = piece.isCutAfter || cut.end < piece.text.length;
  if (line.text === '' && (isCutBefore || isCutAfter)) return null;
  return showPlaces(line, placesInLine(found.places, cut, line), { isCutBefore, isCutAfter, length });
}

/** Parallel lists, ascending by start, the longer first. */
interface PlaceLists {
  readonly starts: number[];
  readonly ends: number[];
  readonly parts: number[];
  readonly weights: number[];
}

function noPlaces(): PlaceLists {
  return { starts: [], ends: [], parts: [], weights: [] };
}

/** Those that begin in the cut, as offsets into its line. */
function placesInLine(found: PlaceLists, cut: Window, line: LineText): PlaceLists {
  const inLine = noPlaces();
  for (let at = 0; at < found.starts.length; at += 1) {
    const start = found.starts[at] ?? 0;
    if (start < cut.start || start >= cut.end) continue;
    const from = line.mapOffset(start - cut.start);
    const to = line.mapOffset((found.ends[at] ?? 0) - cut.start);
    if (from >= to) continue;
    inLine.starts.push(from);
    inLine.ends.push(to);
    inLine.parts.push(found.parts[at] ?? 0);
    inLine.weights.push(found.weights[at] ?? 0);
  }
  return inLine;
}

interface PlacesInPiece {
  readonly places: PlaceLists;
  /** Null when nothing matched in the text. */
  readonly shown: Window | null;
}

/** The places as offsets into the piece, up to where the snippet can reach; null when the one to show is not in it. */
function findPlaces(piece: PlacedPiece, analysis: Analysis, length: number): PlacesInPiece | null {
  const { tokens, lengths, parts } = piece.places;
  const { firstPlace, shownPlace } = piece.chosen;
  const places = noPlaces();
  if (tokens.length === 0) return { places, shown: null };
  const { firstWord, firstWordAt } = piece.chosen;
  const words = new WordPlaces(analysis.walk(piece.text, characterAt(piece.text, firstWordAt)));
  let shown: Window | null = null;
  let furthest = Number.POSITIVE_INFINITY;
  for (let place = firstPlace; place < tokens.length; place += 1) {
    const word = (tokens[place] ?? 0) - firstWord;
    const weight = lengths[place] ?? 1;
    if (!words.reach(word)) break;
    const start = words.startOf(word);
    if (start > furthest) break;
    const end = words.reach(word + weight - 1) ? words.endOf(word + weight - 1) : piece.text.length;
    places.starts.push(start);
    places.ends.push(end);
    places.parts.push(parts[place] ?? 0);
    places.weights.push(weight);
    if (place !== shownPlace) continue;
    shown = { start, end };
    if (!isWhole(piece)) furthest = start + Math.max(length, Math.min(end - start, 2 * length));
  }
  return shown && { places, shown };
}

/** The words walked over last: their offsets are kept in memory that is used again, one text after the other. */
const KEPT_WORDS = 1 << 8;
const keptStarts = new Uint32Array(KEPT_WORDS);
const keptEnds = new Uint32Array(KEPT_WORDS);

/** Where words stand, found out as far as is asked; numbered from the first that the walk comes by. */
class WordPlaces {
  readonly #walk: WordWalk;
  #walked = 0;

  constructor(walk: WordWalk) {
    this.#walk = walk;
  }

  /** Whether there is a word of this number. */
  reach(word: number): boolean {
    for (; this.#walked <= word; this.#walked += 1) {
      if (!this.#walk.next()) return false;
      keptStarts[this.#walked % KEPT_WORDS] = this.#walk.start;
      keptEnds[this.#walked % KEPT_WORDS] = this.#walk.end;
    }
    return true;
  }

  /** Of a word that was reached, and of which no more than `KEPT_WORDS` are behind. */
  startOf(word: number): number {
    return keptStarts[word % KEPT_WORDS] ?? 0;
  }

  endOf(word: number): number {
    return keptEnds[word % KEPT_WORDS] ?? 0;
  }
}

/** Offset of the character that begins at a byte of the text as UTF-8. */
function characterAt(text: string, byte: number): number {
  let offset = 0;
  for (let bytes = 0; bytes < byte && offset < text.length; offset += 1) {
    const code = text.charCodeAt(offset);
    // Each half of a pair counts for two of its four bytes.
    bytes += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 2 : 3;
  }
  return offset;
}

/** As much of the piece as a snippet can show, between words; a whole text stays as it is. */
function cutAround(piece: PlacedPiece, shown: Window | null, length: number): Window {
  const { text } = piece;
  if (isWhole(piece)) return { start: 0, end: text.length };
  const { start, end } = shown ?? { start: 0, end: 0 };
  // White space will be folded: there is a little more than is shown.
  const before = start - length - 2 * MAX_WORD_LENGTH;
  const after = start + Math.max(length, Math.min(end - start, 2 * length)) + 2 * MAX_WORD_LENGTH;
  return {
    start: before <= 0 ? 0 : gapBefore(text, before),
    end:
      after >= text.length && !piece.isCutAfter ? text.length : gapBefore(text, Math.min(after, text.length)),
  };
}

function isWhole({ chosen, isCutAfter }: PlacedPiece): boolean {
  return chosen.from === 0 && !isCutAfter;
}

/** The nearest gap between words at or before the offset; where a word is too long, not inside a character. */
function gapBefore(text: string, offset: number): number {
  for (let at = offset; at > offset - MAX_WORD_LENGTH && at > 0; at -= 1) {
    if (text.charCodeAt(at) <= 0x20 || text.charCodeAt(at - 1) <= 0x20) return at;
  }
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset;
}
