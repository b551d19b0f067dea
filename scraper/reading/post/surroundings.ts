// Where the facts of a post may stand: its element, else heading and body with what is between and around them.
import { ancestors, elementAt, type NodeRange, type PageTree } from '../markup/tree.ts';
import type { FactLines } from './fact-lines.ts';
import type { PageProse } from './page-prose.ts';
import type { FoundBody } from './post-body.ts';
import type { FoundTitle } from './post-title.ts';

export interface Surroundings {
  /** The post's element; else title and body with what stands between and around them. */
  readonly range: NodeRange;
  readonly body: FoundBody;
  readonly title: FoundTitle;
  readonly commentArea: NodeRange | null;
  readonly prose: PageProse;
  readonly lines: FactLines;
  /** The post has no element of its own: its facts may stand anywhere outside columns and comments. */
  readonly isLoose: boolean;
}

/** True inside the text of the post: names and dates there are not the post's own. */
export function isInText(tree: PageTree, position: number, { range, dropped }: FoundBody): boolean {
  if (range === null || position < range.from || position >= range.to) return false;
  const text = firstText(tree, position);
  return ![position, text, ...ancestors(tree, text)].some((at) => dropped.has(at));
}

function firstText(tree: PageTree, position: number): number {
  const end = tree.ends[position] ?? position + 1;
  for (let at = position; at < end; at++) {
    const node = tree.nodes[at];
    if (!elementAt(tree, at) && node && 'data' in node && node.data.trim() !== '') return at;
  }
  return position;
}

/** Visible characters between an element and the nearer of heading and text's end. */
export function distanceFromPost(tree: PageTree, position: number, around: Surroundings): number {
  const { body } = around;
  const start = distanceFromHeading(tree, position, around);
  if (body.range === null) return start;
  const before = (at: number) => tree.textBefore[at] ?? 0;
  return Math.min(start, Math.abs(before(position) - before(body.range.to)));
}

/** Visible characters between an element and the heading, where there is none the start of the text. */
export function distanceFromHeading(tree: PageTree, position: number, { title, body }: Surroundings): number {
  const before = (at: number) => tree.textBefore[at] ?? 0;
  return Math.abs(before(position) - before(title.position ?? body.range?.from ?? 0));
}

/** True inside a row of cards of other posts. */
export function isInCard(position: number, { prose }: Surroundings): boolean {
  return prose.cards.some((row) => position >= row.from && position < row.to);
}
