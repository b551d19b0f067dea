// Makes the snippet of a hit: a piece of its text from the densest place, with what matched marked.
import type { Highlighter } from './highlight.ts';
import { markedHtml } from './marked-html.ts';
import type { Snippet, TextRange } from './model.ts';
import { type LineText, toLineText } from './snippet-text.ts';
import { chooseWindow, type Places, type Window } from './snippet-window.ts';

/** About how many characters a snippet has. */
export const SNIPPET_LENGTH = 240;
/** Characters of a text that are looked through; a match further on is found, but not shown. */
export const MAX_SCANNED_LENGTH = 200_000;

const CUT_BEFORE = '… ';
const CUT_AFTER = ' …';

export interface SnippetOptions {
  /** Quoted ranges of the text, for `in:quote`. Default: none. */
  readonly quotes?: readonly TextRange[];
  /** Default: `SNIPPET_LENGTH`. A phrase is kept whole up to twice this. */
  readonly length?: number;
}

/**
 * A snippet of the text: whole words, white space folded, `…` where it was cut; without a match its beginning. Empty only
 * when the text has nothing to show. Fit for HTML and XML. Cost: linear in the first 200,000 characters.
 */
export function makeSnippet(text: string, highlighter: Highlighter, options: SnippetOptions = {}): Snippet {
  const isCutAfter = text.length > MAX_SCANNED_LENGTH;
  const line = toLineText(isCutAfter ? text.slice(0, MAX_SCANNED_LENGTH) : text);
  const matches = highlighter.find(line.text, { kind: 'text', quotes: line.mapRanges(options.quotes ?? []) });
  const { length = SNIPPET_LENGTH } = options;
  const places = {
    starts: matches.map((match) => match.start),
    ends: matches.map((match) => match.end),
    parts: matches.map((match) => match.part),
    weights: matches.map((match) => match.weight),
  };
  return showPlaces(line, places, { isCutBefore: false, isCutAfter, length });
}

export interface ShowOptions {
  /** Whether the text goes on before or behind the line. */
  readonly isCutBefore: boolean;
  readonly isCutAfter: boolean;
  /** About how many characters to show. */
  readonly length: number;
}

/** A snippet of a line in which these places matched. */
export function showPlaces(line: LineText, places: Places, options: ShowOptions): Snippet {
  const window = chooseWindow(line, places, options);
  const before = window.start > 0 || options.isCutBefore ? CUT_BEFORE : '';
  const after = window.end < line.text.length || options.isCutAfter ? CUT_AFTER : '';
  const shown = `${before}${line.text.slice(window.start, window.end)}${after}`;
  const ranges = rangesInside(places, window, before.length);
  return { html: markedHtml(shown, ranges), text: shown, ranges };
}

/** What of the places is in the window, merged where they overlap; as offsets into what is shown. */
function rangesInside({ starts, ends }: Places, window: Window, shift: number): readonly TextRange[] {
  const ranges: TextRange[] = [];
  const offset = shift - window.start;
  let start = 0;
  let end = 0;
  for (let at = 0; at < starts.length; at++) {
    const from = Math.max(starts[at] ?? 0, window.start);
    const to = Math.min(ends[at] ?? 0, window.end);
    if (from >= to) continue;
    if (from >= end) {
      if (start < end) ranges.push([start + offset, end + offset]);
      start = from;
    }
    end = Math.max(end, to);
  }
  if (start < end) ranges.push([start + offset, end + offset]);
  return ranges;
}
