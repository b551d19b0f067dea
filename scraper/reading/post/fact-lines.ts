// The lines where pages print facts about a post: around its heading, and at the end of its text.
import { type Line, readLines } from '../markup/lines.ts';
import { findAll } from '../markup/select.ts';
import type { NodeRange, PageTree } from '../markup/tree.ts';
import { captions } from './captions.ts';
import type { PageProse } from './page-prose.ts';
import type { FoundBody } from './post-body.ts';

export interface FactLines {
  /** Short lines behind the heading, nearest first, then those before it. */
  readonly head: readonly Line[];
  /** Short lines at the end of the text and right behind it. */
  readonly tail: readonly Line[];
}

export interface FactPlaces {
  readonly body: FoundBody;
  readonly title: number | null;
  readonly commentArea: NodeRange | null;
  readonly prose: PageProse;
}

/** How far around heading and text the lines are looked for, in nodes, and how many are taken. */
const reach = { before: 80, after: 260, tail: 80 };
const taken = { before: 5, after: 10, tail: 10 };
/** Longer lines are text. Two of them may stand between the heading and the facts. */
const maxFact = 160;
const maxTextLines = 2;

/** The lines of facts of a post. Bounded. */
export function findFactLines(tree: PageTree, places: FactPlaces): FactLines {
  const size = tree.nodes.length;
  const dropped = new Set<number>();
  for (const range of [places.commentArea, ...places.prose.cards])
    if (range) for (let at = range.from; at < range.to; at = tree.ends[at] ?? at + 1) dropped.add(at);
  for (const at of findAll(tree, captions)) dropped.add(at);
  const start = places.title ?? places.body.range?.from ?? 0;
  const isFact = (line: Line) => line.text.length <= maxFact;
  const before = readLines(tree, { from: Math.max(0, start - reach.before), to: start }, dropped);
  const after = readLines(tree, { from: start, to: Math.min(size, start + reach.after) }, dropped);
  const end = places.body.range?.to ?? start;
  const tail = readLines(
    tree,
    { from: Math.max(start, end - reach.tail), to: Math.min(size, end + reach.tail) },
    dropped,
  );
  return {
    head: [
      ...beforeText(after.slice(places.title === null ? 0 : 1)).filter(isFact),
      ...before.slice(-taken.before).filter(isFact).reverse(),
    ],
    tail: tail.filter(isFact).slice(0, taken.tail * 3),
  };
}

function beforeText(lines: readonly Line[]): Line[] {
  const found: Line[] = [];
  let texts = 0;
  for (const line of lines.slice(0, taken.after)) {
    if (line.text.length > maxFact && ++texts > maxTextLines) break;
    found.push(line);
  }
  return found;
}
