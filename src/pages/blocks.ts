// Cuts a plain text into what a page shows: quoted and own blocks, paragraphs, lines, marked and plain pieces.
import type { TextRange } from '../../scraper/model.ts';

/** A run of text inside a line; may be empty. */
export interface Piece {
  readonly text: string;
  readonly isMarked: boolean;
}

/** A line in its pieces. */
export type Line = readonly Piece[];

/** Lines without a blank one between them. */
export interface Paragraph {
  readonly lines: readonly Line[];
}

/** Neighbouring paragraphs that are all quoted, or all the writer's own. Never empty. */
export interface Block {
  readonly isQuoted: boolean;
  readonly paragraphs: readonly Paragraph[];
}

/**
 * Blank lines part paragraphs, other line feeds part lines, quotes part blocks. `quotes` and `marks` are sorted
 * and do not overlap; what lies outside of the text is left out. Nothing but white space is lost. Linear in the text.
 */
export function cutText(
  text: string,
  quotes: readonly TextRange[],
  marks: readonly TextRange[],
): readonly Block[] {
  const nextPieces = pieceCutter(text, marks);
  return sections(text.length, quotes).flatMap(({ isQuoted, range }) => {
    const paragraphs = cutParagraphs(text, range, nextPieces);
    return paragraphs.length === 0 ? [] : [{ isQuoted, paragraphs }];
  });
}

/** One line of text with its marks; line feeds stay as they are. */
export function cutLine(text: string, marks: readonly TextRange[]): Line {
  return pieceCutter(text, marks)([0, text.length]);
}

function sections(length: number, quotes: readonly TextRange[]): { isQuoted: boolean; range: TextRange }[] {
  const found: { isQuoted: boolean; range: TextRange }[] = [];
  let at = 0;
  for (const [from, to] of quotes) {
    const [start, end] = [Math.max(at, from), Math.min(length, to)];
    if (end <= start) continue;
    if (start > at) found.push({ isQuoted: false, range: [at, start] });
    found.push({ isQuoted: true, range: [start, end] });
    at = end;
  }
  if (at < length) found.push({ isQuoted: false, range: [at, length] });
  return found;
}

function cutParagraphs(text: string, [start, end]: TextRange, nextPieces: PieceCutter): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let lines: Line[] = [];
  const close = () => {
    if (lines.length > 0) paragraphs.push({ lines });
    lines = [];
  };
  for (let at = start; at < end; ) {
    const feed = text.indexOf('\n', at);
    const lineEnd = feed === -1 ? end : Math.min(feed, end);
    if (text.slice(at, lineEnd).trim() === '') close();
    else lines.push(nextPieces([at, lineEnd]));
    at = lineEnd + 1;
  }
  close();
  return paragraphs;
}

/** Cuts ranges of the text that come in order; remembers how many marks lie behind. */
type PieceCutter = (range: TextRange) => Line;

function pieceCutter(text: string, marks: readonly TextRange[]): PieceCutter {
  let next = 0;
  return ([start, end]) => {
    const pieces: Piece[] = [];
    let at = start;
    const add = (to: number, isMarked: boolean) => {
      if (to > at) pieces.push({ text: text.slice(at, to), isMarked });
      at = Math.max(at, to);
    };
    for (let mark = marks[next]; mark !== undefined && mark[0] < end; mark = marks[next]) {
      add(Math.min(Math.max(mark[0], at), end), false);
      add(Math.min(mark[1], end), true);
      if (mark[1] > end) break;
      next += 1;
    }
    add(end, false);
    return pieces;
  };
}
