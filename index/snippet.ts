// Makes the snippet of a hit: a piece of its text from the densest place, with what matched marked.
import { type Highlighter, type Match, rangesOf } from './highlight.ts';
import { markedHtml } from './marked-html.ts';
import type { Snippet, TextRange } from './model.ts';
import { toLineText } from './snippet-text.ts';
import { chooseWindow, type Window } from './snippet-window.ts';

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
  const line = toLineText(text, MAX_SCANNED_LENGTH);
  const matches = highlighter.find(line.text, { kind: 'text', quotes: line.mapRanges(options.quotes ?? []) });
  const window = chooseWindow(line, matches, options.length ?? SNIPPET_LENGTH);
  const isCutAfter = window.end < line.text.length || line.isCut;
  const before = window.start > 0 ? CUT_BEFORE : '';
  const shown = `${before}${line.text.slice(window.start, window.end)}${isCutAfter ? CUT_AFTER : ''}`;
  const ranges = rangesInside(matches, window, before.length);
  return { html: markedHtml(shown, ranges), text: shown, ranges };
}

function rangesInside(matches: readonly Match[], window: Window, shift: number): readonly TextRange[] {
  return rangesOf(matches).flatMap(([start, end]) => {
    const [from, to] = [Math.max(start, window.start), Math.min(end, window.end)];
    return from < to ? [[from - window.start + shift, to - window.start + shift] as const] : [];
  });
}
