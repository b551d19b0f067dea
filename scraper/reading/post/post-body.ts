// The body of a post: by the family's selectors, else by density of running text. Comments are cut out.
import { isByline } from '../comments/bylines.ts';
import { type Line, readLines } from '../markup/lines.ts';
import { findAll } from '../markup/select.ts';
import { type Body, readBody } from '../markup/text.ts';
import { contains, elementAt, type NodeRange, type PageTree, subtree, textLength } from '../markup/tree.ts';
import { isAside } from '../page/page-kind.ts';
import type { PageView } from '../page/page-view.ts';
import { boilerplateRanges, clutterIn, findContent } from './content.ts';
import type { PostMarkup } from './post-fields.ts';
import type { FoundTitle } from './post-title.ts';

/** What is known of a post before its body is read. */
export interface BodyContext {
  readonly container: NodeRange | null;
  readonly commentArea: NodeRange | null;
  readonly title: FoundTitle;
}

/** The body of a post and where it was found. */
export interface FoundBody {
  readonly body: Body;
  readonly range: NodeRange | null;
  /** Positions left out of the range. */
  readonly dropped: ReadonlySet<number>;
  readonly notes: readonly string[];
}

/** Below this length a selector's text may be a teaser, and the page's running text is looked at too. */
const shortBody = 200;

/** Reads the body: by the family's selectors, else by density. */
export function findBody(view: PageView, markup: PostMarkup, context: BodyContext): FoundBody {
  const selected = bodyBySelector(view, markup, context);
  if (selected && (!markup.isShared || selected.body.text.length >= shortBody)) return selected;
  const dense = bodyByDensity(view, markup, context);
  const whole =
    context.container && dense.body.text.length < shortBody && markup.isShared
      ? bodyByDensity(view, markup, { ...context, container: null })
      : dense;
  const best = whole.body.text.length > dense.body.text.length * 5 ? whole : dense;
  if (!selected) return best;
  return best.body.text.length > Math.max(250, selected.body.text.length * 5) ? best : selected;
}

function bodyBySelector(view: PageView, markup: PostMarkup, context: BodyContext): FoundBody | null {
  const { tree } = view;
  const within = context.container ?? { from: 0, to: tree.nodes.length };
  for (const selector of markup.body) {
    const matches = findAll(tree, selector, within).filter(
      (at) => isOutside(at, context.commentArea) && !isAside(tree, at),
    );
    const outer = matches.filter((at, i) => !matches.slice(0, i).some((other) => contains(tree, other, at)));
    if (outer.length === 0 || (context.container === null && outer.length > 2)) continue;
    const ranges = outer.map((at) => subtree(tree, at));
    const dropped = droppedIn(tree, markup.dropped, ranges, context);
    const body = readBody(tree, ranges, { dropped, baseUrl: view.baseUrl });
    const [first] = ranges;
    if (first && (body.text !== '' || context.container))
      return { body, range: first, dropped, notes: [`body by ${selector}`] };
  }
  return null;
}

function droppedIn(
  tree: PageTree,
  selector: string,
  ranges: readonly NodeRange[],
  context: BodyContext,
): Set<number> {
  const dropped = new Set<number>();
  for (const range of ranges)
    for (const at of findAll(tree, selector, range)) if (at !== range.from) dropped.add(at);
  if (context.commentArea)
    for (let at = context.commentArea.from; at < context.commentArea.to; at = tree.ends[at] ?? at + 1)
      dropped.add(at);
  for (const range of ranges) for (const at of tagLines(tree, range)) dropped.add(at);
  if (context.title.position !== null) dropped.add(headingOf(tree, context.title.position));
  return dropped;
}

/** Elements that hold nothing but a label and links to tags. */
function tagLines(tree: PageTree, range: NodeRange): number[] {
  const holders = new Set(findAll(tree, 'a[rel~=tag]', range).map((at) => tree.parents[at] ?? -1));
  return [...holders].filter((at) => {
    const own = subtree(tree, at);
    const links = findAll(tree, 'a[rel~=tag]', own).map((link) => textLength(tree, subtree(tree, link)));
    return (
      at > range.from &&
      textLength(tree, own) <= links.reduce((sum, length) => sum + length, 0) + links.length * 2 + 16
    );
  });
}

function headingOf(tree: PageTree, position: number): number {
  const parent = tree.parents[position] ?? -1;
  return /^h[1-6]$/.test(elementAt(tree, parent)?.name ?? '') ? parent : position;
}

function bodyByDensity(view: PageView, markup: PostMarkup, context: BodyContext): FoundBody {
  const { tree } = view;
  const excluded = [...boilerplateRanges(tree), ...(context.commentArea ? [context.commentArea] : [])];
  const inside = context.container ?? null;
  const content = inside
    ? inside.from
    : findContent(
        tree,
        excluded.sort((a, b) => a.from - b.from),
      );
  if (content === null)
    return {
      body: { text: '', quotes: [], links: [], hasImage: false },
      range: null,
      dropped: new Set(),
      notes: ['no running text'],
    };
  const range = subtree(tree, content);
  const dropped = droppedIn(tree, markup.dropped, [range], context);
  for (const at of clutterIn(tree, content, context.title.position)) dropped.add(at);
  dropAround(view, range, dropped, context);
  const body = readBody(tree, [range], { dropped, baseUrl: view.baseUrl });
  return { body, range, dropped, notes: ['body by density'] };
}

/** Lines of facts and of links at the edges of a density body: everything up to the title, bylines, rows of links. */
function dropAround(view: PageView, range: NodeRange, dropped: Set<number>, context: BodyContext): void {
  const { tree } = view;
  const lines = readLines(tree, range, dropped);
  const title = context.title.position;
  const firstAfter =
    title === null || !contains(tree, range.from, title)
      ? 0
      : lines.findIndex((line) => (line.nodes[0] ?? 0) > title);
  lines.forEach((line, i) => {
    const fromEnd = lines.length - 1 - i;
    const isBefore = i < firstAfter;
    const isFact = (i - firstAfter < 4 || fromEnd < 8) && isByline(line, view.dates);
    const isLinks = (i - firstAfter < 3 || fromEnd < 25) && isLinkRow(line);
    if (isBefore || isFact || isLinks) for (const at of line.nodes) dropped.add(at);
  });
}

function isLinkRow(line: Line): boolean {
  const linked = line.links.reduce((sum, link) => sum + link.text.length, 0);
  return line.links.length > 0 && linked >= line.text.length * 0.7 && line.text.length < 400;
}

/** True outside a range, and where there is none. */
export function isOutside(position: number, range: NodeRange | null): boolean {
  return range === null || position < range.from || position >= range.to;
}
