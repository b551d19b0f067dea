// What Scoop and its kin print around texts without names of its own: by-lines, ratings, controls, and the depth of a comment.
import type { CommentRecord } from '../reading/comments/comment-records.ts';
import { type Line, readLines, tidy } from '../reading/markup/lines.ts';
import { findAll } from '../reading/markup/select.ts';
import { ancestors, attribute, elementAt, type NodeRange, type PageTree } from '../reading/markup/tree.ts';

const controls = new Set(
  'reply|reply to this|respond|post a comment|parent|up thread|print|email|link|permalink|permanent link|recommend|recommended|unrecommend|hide|rate|rate this|flag|edit|delete|view all comments|thread|root|sign in to reply|user info|homepage|none|processing'.split(
    '|',
  ),
);
const rating = /\(\s*(?:none|\d+(?:\.\d+)?\+?)\s*\/\s*\d+-?\s*\)|\(\s*#\s*\d+\s*\)/i;
const ratingPart = /^[\s()[\]|#\d.+/:,-]*(?:none[\s()[\]|#\d.+/:,-]*)?$/i;

/** The rating and number behind a headline, and lines that hold nothing but controls. */
export function frameNodes(line: Line, textAt: (position: number) => string): readonly number[] {
  if (line.text.length > 300) return [];
  if (isControls(line)) return line.nodes;
  if (!rating.test(line.text)) return [];
  const headline = line.nodes.find((at) => textAt(at) !== '');
  const isRating = tidy(line.text.replace(rating, '')) === '';
  return isRating ? line.nodes : line.nodes.filter((at) => at !== headline && ratingPart.test(textAt(at)));
}

function isControls(line: Line): boolean {
  if (line.links.length === 0) return false;
  const rest = line.links.reduce(
    (text, link) => (isControl(link.text) ? text.replace(link.text, '|') : text),
    line.text,
  );
  return rest
    .split(/[()[\]|,·•:]/)
    .map(tidy)
    .every((piece) => piece === '' || isControl(piece));
}

function isControl(text: string): boolean {
  return controls.has(tidy(text.replace(/[()[\]]/g, '')).toLowerCase());
}

const nests = /^(?:ul|ol|dl|blockquote)$/;

/** `commentLevelN` of SoapBlox, else the number of lists and indented blocks around the comment. */
export function indentOf(tree: PageTree, record: CommentRecord): number | null {
  const [level] = findAll(tree, '[class^="commentLevel"]', record.range).flatMap((at) => {
    const number = /^commentLevel(\d{1,3})/.exec(attribute(tree, at, 'class') ?? '')?.[1];
    return number === undefined ? [] : [Number(number)];
  });
  if (level !== undefined) return level;
  return ancestors(tree, record.position).filter((at) => nests.test(elementAt(tree, at)?.name ?? '')).length;
}

/** A story begins with its name, by-line and date; what follows is text. */
const headLines = 5;
const byline = /^(?:posted )?by:?\s|^posted on\s/i;

/** The lines over a story's text, in templates of nothing but tables. */
export function metadataIn(tree: PageTree, range: NodeRange): readonly number[] {
  const lines = readLines(tree, range, new Set()).slice(0, headLines);
  return lines.filter(isHead).flatMap((line) => [...line.nodes, ...line.links.map((link) => link.position)]);
}

function isHead({ text, links }: Line): boolean {
  if (text.length > 200) return false;
  if (byline.test(text) && (links.length > 0 || /\d/.test(text))) return true;
  return links.some((link) => /\/section\/|op=section/.test(link.href) && text.endsWith(`(${link.text})`));
}
