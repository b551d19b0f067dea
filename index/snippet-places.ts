// Makes a snippet of a piece of a text in which the places of the words are known: no word is compared again.
import type { Analysis, WordWalk } from './analysis/model.ts';
import type { FoundPlaces } from './engine.ts';
import type { Match } from './highlight.ts';
import type { Snippet } from './model.ts';
import { showMatches } from './snippet.ts';
import type { WordPiece } from './snippet-piece.ts';
import { type LineText, toLineText } from './snippet-text.ts';

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
  const matches = matchesInLine(found.matches, cut, line);
  return showMatches(line, matches, { isCutBefore, isCutAfter, length });
}

/** Those that begin in the cut, as offsets into its line. */
function matchesInLine(found: readonly Match[], cut: Cut, line: LineText): readonly Match[] {
  const matches: Match[] = [];
  for (const { start, end, part, weight } of found) {
    if (start < cut.start || start >= cut.end) continue;
    const [from, to] = [line.mapOffset(start - cut.start), line.mapOffset(end - cut.start)];
    if (from < to) matches.push({ start: from, end: to, part, weight });
  }
  return matches;
}

interface PlacesInPiece {
  /** Ascending by start, the longer first. */
  readonly matches: readonly Match[];
  /** Null when nothing matched in the text. */
  readonly shown: Match | null;
}

/** The places as offsets into the piece, up to where the snippet can reach; null when the one to show is not in it. */
function findPlaces(piece: PlacedPiece, analysis: Analysis, length: number): PlacesInPiece | null {
  const { tokens, lengths, parts } = piece.places;
  const { firstPlace, shownPlace } = piece.chosen;
  if (tokens.length === 0) return { matches: [], shown: null };
  const { firstWord, firstWordAt } = piece.chosen;
  const words = new WordPlaces(analysis.walk(piece.text, characterAt(piece.text, firstWordAt)));
  const matches: Match[] = [];
  let shown: Match | null = null;
  let furthest = Number.POSITIVE_INFINITY;
  for (let place = firstPlace; place < tokens.length; place += 1) {
    const word = (tokens[place] ?? 0) - firstWord;
    const weight = lengths[place] ?? 1;
    if (!words.reach(word)) break;
    const start = words.starts[word] ?? 0;
    if (start > furthest) break;
    words.reach(word + weight - 1);
    const end = words.ends[word + weight - 1] ?? piece.text.length;
    const match = { start, end, part: parts[place] ?? 0, weight };
    matches.push(match);
    if (place !== shownPlace) continue;
    shown = match;
    if (!isWhole(piece)) furthest = start + Math.max(length, Math.min(end - start, 2 * length));
  }
  if (hasEqualStarts(matches)) matches.sort((a, b) => a.start - b.start || b.end - a.end);
  return shown && { matches, shown };
}

function hasEqualStarts(matches: readonly Match[]): boolean {
  for (let at = 1; at < matches.length; at += 1)
    if (matches[at]?.start === matches[at - 1]?.start) return true;
  return false;
}

/** Where words stand, found out as far as is asked; numbered from the first that the walk comes by. */
class WordPlaces {
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly #walk: WordWalk;

  constructor(walk: WordWalk) {
    this.#walk = walk;
  }

  /** Whether there is a word of this number. */
  reach(word: number): boolean {
    while (this.starts.length <= word) {
      if (!this.#walk.next()) return false;
      this.starts.push(this.#walk.start);
      this.ends.push(this.#walk.end);
    }
    return true;
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

interface Cut {
  readonly start: number;
  readonly end: number;
}

/** As much of the piece as a snippet can show, between words; a whole text stays as it is. */
function cutAround(piece: PlacedPiece, shown: Match | null, length: number): Cut {
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
