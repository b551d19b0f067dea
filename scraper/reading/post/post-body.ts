// The body of a post: by the family's selectors or by density of running text, whichever the page bears out. Comments are cut out.
import { isByline } from '../comments/bylines.ts';
import { findDate } from '../dates/dates.ts';
import { type Line, readLines } from '../markup/lines.ts';
import { findAll } from '../markup/select.ts';
import { type Body, joinBodies, readBody } from '../markup/text.ts';
import { contains, elementAt, type NodeRange, type PageTree, subtree, textLength } from '../markup/tree.ts';
import { isAside } from '../page/page-kind.ts';
import type { PageView } from '../page/page-view.ts';
import { factParts } from './author-words.ts';
import { boilerplateRanges } from './boilerplate.ts';
import { callLines } from './call-lines.ts';
import { pictureCaptions } from './captions.ts';
import { headedClutter } from './clutter.ts';
import { factLine, isControlLine } from './clutter-words.ts';
import { findContent } from './content.ts';
import { copiedLines } from './copied-lines.ts';
import { introRanges } from './intro.ts';
import type { PageProse } from './page-prose.ts';
import type { PostMarkup } from './post-fields.ts';
import type { FoundTitle } from './post-title.ts';

/** What is known of a post before its body is read. */
export interface BodyContext {
  readonly container: NodeRange | null;
  readonly commentArea: NodeRange | null;
  readonly title: FoundTitle;
  readonly prose: PageProse;
}

/** The body of a post and where it was found. */
export interface FoundBody {
  readonly body: Body;
  readonly range: NodeRange | null;
  /** Positions left out of the range. */
  readonly dropped: ReadonlySet<number>;
  readonly notes: readonly string[];
}

/** A text this much longer than the one the selectors name, in characters and in times, is the post instead. */
const muchLonger = { characters: 300, times: 3 };

/** Reads the body: by the family's selectors, else by density; an introduction apart from it comes first. */
export function findBody(view: PageView, markup: PostMarkup, context: BodyContext): FoundBody {
  const found = bodyWithoutIntro(view, markup, context);
  const { title } = context;
  if (found.range === null || title.position === null || found.body.text === '') return found;
  const places = { ...context, title: title.position, body: found.range, dropped: found.dropped };
  const intro = introRanges(view, places).map((range) =>
    readBody(view.tree, [range], { dropped: new Set(), baseUrl: view.baseUrl }),
  );
  return intro.length === 0 ? found : { ...found, body: joinBodies([...intro, found.body]) };
}

function bodyWithoutIntro(view: PageView, markup: PostMarkup, context: BodyContext): FoundBody {
  const { tree } = view;
  const selected = bodyBySelector(view, markup, context);
  const within = context.container ?? { from: 0, to: tree.nodes.length };
  const content = findContent(tree, within, context.prose.text, context.title.position);
  if (content === null) return selected ?? emptyBody;
  if (selected?.range && !isMuchLonger(selected, content, context)) return selected;
  return bodyByDensity(view, markup, context, shortPost(tree, content, context) ?? subtree(tree, content));
}

function isMuchLonger(selected: FoundBody, content: number, { prose }: BodyContext): boolean {
  const length = prose.text.weightOf({ from: content, to: prose.ends[content] ?? content });
  return (
    length > muchLonger.characters && length > selected.body.text.replace(/\s/g, '').length * muchLonger.times
  );
}

/** What stands under the heading when the page's longest text stands under the heading of another thing; else null. */
function shortPost(tree: PageTree, content: number, { title, container }: BodyContext): NodeRange | null {
  const level = elementAt(tree, title.position ?? -1)?.name ?? '';
  if (title.position === null || container !== null || !/^h[2-6]$/.test(level)) return null;
  const from = tree.ends[title.position] ?? title.position + 1;
  const isRival = (at: number) =>
    (elementAt(tree, at)?.name ?? '') <= level && textLength(tree, subtree(tree, at)) > 0;
  const rival = findAll(tree, 'h1, h2, h3, h4, h5, h6', { from, to: content }).find(isRival);
  return rival === undefined ? null : { from, to: rival };
}

const emptyBody: FoundBody = {
  body: { text: '', quotes: [], links: [], hasImage: false },
  range: null,
  dropped: new Set(),
  notes: ['no running text'],
};

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
    const dropped = droppedIn(tree, markup, ranges, context);
    const [first] = ranges;
    if (first && isWithin(context.title.position, first)) dropHead(view, first, dropped, context);
    const calls = ranges.flatMap((range) => callLines(tree, range, dropped, { buttons: markup.isShared }));
    const body = readText(view, ranges, dropped, calls);
    if (first && (body.text !== '' || context.container || !markup.isShared))
      return { body, range: first, dropped, notes: [`body by ${selector}`] };
  }
  return null;
}

function bodyByDensity(
  view: PageView,
  markup: PostMarkup,
  context: BodyContext,
  range: NodeRange,
): FoundBody {
  const { tree } = view;
  const dropped = droppedIn(tree, markup, [range], context);
  const inside = { from: range.from + 1, to: range.to };
  for (const part of boilerplateRanges(tree, inside, context.prose.all))
    if (!isWithin(context.title.position, part)) dropRange(tree, part, dropped);
  for (const row of context.prose.cards) if (row.from >= range.from) dropRange(tree, row, dropped);
  for (const at of pictureCaptions(tree, range)) dropped.add(at);
  const calls = callLines(tree, range, dropped, { buttons: true });
  dropLines(view, range, dropped, context);
  const body = readText(view, [range], dropped, calls);
  return { body, range, dropped, notes: ['body by density'] };
}

function droppedIn(
  tree: PageTree,
  markup: PostMarkup,
  ranges: readonly NodeRange[],
  context: BodyContext,
): Set<number> {
  const dropped = new Set<number>();
  if (context.commentArea) dropRange(tree, context.commentArea, dropped);
  for (const range of ranges) {
    for (const at of findAll(tree, markup.dropped, range)) if (at !== range.from) dropped.add(at);
    for (const at of tagLines(tree, range)) dropped.add(at);
    for (const at of markup.metadataIn?.(tree, range) ?? []) dropped.add(at);
    for (const part of headedClutter(tree, range, context.prose.all)) dropRange(tree, part, dropped);
  }
  if (context.title.position !== null) dropped.add(headingOf(tree, context.title.position));
  return dropped;
}

/** The text without what is dropped and without calls to the reader, which are no facts about the post either. */
function readText(
  { tree, baseUrl }: PageView,
  ranges: readonly NodeRange[],
  dropped: ReadonlySet<number>,
  calls: readonly number[],
): Body {
  return readBody(tree, ranges, { dropped: new Set([...dropped, ...calls]), baseUrl });
}

function dropRange(tree: PageTree, range: NodeRange, dropped: Set<number>): void {
  for (let at = range.from; at < range.to; at = tree.ends[at] ?? at + 1) dropped.add(at);
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

/** Lines that are none of a post's text: all up to the title, facts and rows of links at the edges, controls anywhere. */
function dropLines(view: PageView, range: NodeRange, dropped: Set<number>, context: BodyContext): void {
  const { tree } = view;
  const lines = readLines(tree, range, dropped);
  const title = context.title.position;
  const firstAfter =
    title === null || !headsText(title, range, context.prose)
      ? 0
      : lines.findIndex((line) => (line.nodes[0] ?? 0) > title);
  const isText = (line: Line) => line.text.length > 80 && !isLinkRow(line);
  const firstText = lines.findIndex((line, i) => i >= firstAfter && isText(line));
  const lastText = lines.findLastIndex(isText);
  const copies = copiedLines(lines);
  lines.forEach((line, i) => {
    const fromStart = i - firstAfter;
    const fromEnd = lines.length - 1 - i;
    const isFact =
      (fromStart < 6 || fromEnd < 8) &&
      (isByline(line, view.dates) || isDatedFacts(line, view) || factLine.test(line.text)) &&
      line.text.length < 200;
    const isLinks = lastText >= 0 && (i < firstText || i > lastText) && isLinkRow(line);
    if (fromStart < 0 || isFact || isLinks || copies.has(i) || isControlLine(line.text))
      for (const at of line.nodes) dropped.add(at);
  });
}

/** True for a date among short parts: "NAME | Senior Writer | July 2, 2025". */
function isDatedFacts(line: Line, view: PageView): boolean {
  const date = line.text.length > 100 ? null : findDate(line.text, view.dates);
  const parts = factParts(line.text);
  return date !== null && parts.length > 1 && parts.every((part) => part.length < 45);
}

/** Facts between a heading that stands within the text and the first of its text. */
function dropHead(
  view: PageView,
  range: NodeRange,
  dropped: Set<number>,
  { title, prose }: BodyContext,
): void {
  if (title.position === null || !headsText(title.position, range, prose)) return;
  for (const line of readLines(view.tree, { from: title.position, to: range.to }, dropped)) {
    if (!isByline(line, view.dates) && !factLine.test(line.text) && !isLinkRow(line)) return;
    for (const at of line.nodes) dropped.add(at);
  }
}

/** False for a heading that has much of the text before it: then it is one within the text. */
function headsText(title: number, range: NodeRange, { all }: PageProse): boolean {
  const before = all.weightOf({ from: range.from, to: title });
  return isWithin(title, range) && before < Math.max(200, all.weightOf(range) / 10);
}

function isLinkRow(line: Line): boolean {
  const linked = line.links.reduce((sum, link) => sum + link.text.length, 0);
  return line.links.length > 0 && linked >= line.text.length * 0.7 && line.text.length < 400;
}

function isWithin(position: number | null, range: NodeRange): boolean {
  return position !== null && position >= range.from && position < range.to;
}

/** True outside a range, and where there is none. */
export function isOutside(position: number, range: NodeRange | null): boolean {
  return range === null || position < range.from || position >= range.to;
}
