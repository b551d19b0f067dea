// The introduction of a post that its template prints apart from the text: standfirst, teaser, excerpt between heading and body.
import { isByline } from '../comments/bylines.ts';
import { type Line, readLines, tidy } from '../markup/lines.ts';
import {
  ancestors,
  attribute,
  elementAt,
  type NodeRange,
  roleNames,
  subtree,
  textLength,
} from '../markup/tree.ts';
import { pageMetas } from '../page/metas.ts';
import { isAside } from '../page/page-kind.ts';
import type { PageView } from '../page/page-view.ts';
import { boilerplateRanges } from './boilerplate.ts';
import { factLine, isControlLine } from './clutter-words.ts';
import type { PageProse } from './page-prose.ts';

export interface IntroPlaces {
  /** The heading's position. */
  readonly title: number;
  /** The body and what of it is left out. */
  readonly body: NodeRange;
  readonly dropped: ReadonlySet<number>;
  readonly commentArea: NodeRange | null;
  readonly prose: PageProse;
}

/** Most of a page's text between heading and body, in characters, that is looked through. */
const reach = 3_000;
/** Lengths of a line: shorter ones are labels; what no name or description bears out has to be longer. */
const shortest = { named: 20, sentence: 60 };
const longest = 900;
/** Most lines of an introduction, and how far above a line the element stands that names it. */
const maxLines = 4;
const nameDepth = 3;

const introNames =
  /(?:^|[-_\s])(?:leads?|lede|intro(?:duction|text)?|teaser(?:-?text)?|excerpt|stand-?first|dec?k|sub-?(?:head(?:line|ing)?|hed|title)|summary|synopsis|abstract|vorspann|anrei(?:ss|ß)er|chap[oô]|sapo|ingress|manchet|bajada|copete|entradilla|sommario|occhiello|verdict)(?:$|[-_\s])/i;
const captionNames =
  /caption|credit|copyright|byline|author|\bbio|avatar|tags|categor|breadcrumb|notice|disclos/i;
/** What templates say to every reader. */
const notice =
  /\b(?:affiliate|commissions?|cookies?|javascript|your browser|subscri(?:be|ption|bers?)|abonnenten|suscrip(?:tores|ciones|ción)|abonnés|inbox|log ?in|sign ?(?:in|up)|newsletter|disclosure|werbung|anzeige)\b/iu;
const apart = /^(?:figure|figcaption|nav|aside|form|footer|button|label|select|table|address|time|li)$/;

/** Ranges of the introduction in page order; empty when there is none. Linear in what stands between heading and body. */
export function introRanges(view: PageView, places: IntroPlaces): NodeRange[] {
  const { tree } = view;
  const within = { from: tree.ends[places.title] ?? places.title + 1, to: firstText(view, places) };
  const before = (at: number) => tree.textBefore[at] ?? 0;
  if (within.from >= within.to || before(within.to) - before(within.from) > reach) return [];
  const skipped = new Set<number>();
  for (const part of [places.commentArea, ...places.prose.cards]) if (part) skip(view, part, skipped);
  const boilerplate = boilerplateRanges(tree, within, places.prose.all);
  const body = readLines(tree, places.body, places.dropped).map((line) => folded(line.text));
  const stated = statedDescriptions(view);
  return readLines(tree, within, skipped)
    .filter((line) => isIntro(view, line, { stated, boilerplate }))
    .filter((line) => !body.some((text) => text.startsWith(folded(line.text).slice(0, 60))))
    .slice(0, maxLines)
    .map(rangeOf);
}

function skip(view: PageView, range: NodeRange, skipped: Set<number>): void {
  for (let at = range.from; at < range.to; at = view.tree.ends[at] ?? at + 1) skipped.add(at);
}

/** Where the text of the body begins behind the heading. */
function firstText(view: PageView, { body, title, dropped }: IntroPlaces): number {
  if (title < body.from) return body.from;
  const lines = readLines(view.tree, { from: title, to: body.to }, dropped);
  return lines.find((line) => line.text.length > 0)?.nodes[0] ?? body.from;
}

function rangeOf({ nodes, links }: Line): NodeRange {
  const positions = [...nodes, ...links.map((link) => link.position)];
  return { from: Math.min(...positions), to: Math.max(...positions) + 1 };
}

interface IntroEvidence {
  readonly stated: readonly string[];
  readonly boilerplate: readonly NodeRange[];
}

function isIntro(view: PageView, line: Line, { stated, boilerplate }: IntroEvidence): boolean {
  const { tree } = view;
  const { text } = line;
  const [first = 0] = line.nodes;
  if (text.length < shortest.named || text.length > longest) return false;
  if (isByline(line, view.dates) || factLine.test(text) || isControlLine(text)) return false;
  if (notice.test(text)) return false;
  if (line.links.reduce((sum, link) => sum + link.text.length, 0) * 2 > text.length) return false;
  const above = ancestors(tree, first);
  if (above.some((at) => apart.test(elementAt(tree, at)?.name ?? ''))) return false;
  const near = above.slice(0, nameDepth);
  const names = near.flatMap((at) => roleNames(tree, at));
  const own = above.filter((at) => textLength(tree, subtree(tree, at)) < text.length * 2 + 60);
  if (own.some((at) => roleNames(tree, at).some((name) => captionNames.test(name)))) return false;
  if (stated.some((description) => description.startsWith(folded(text).slice(0, 60)))) return true;
  if (names.some((name) => introNames.test(name.replace(/([a-z])([A-Z])/g, '$1-$2')))) return true;
  if (near.some((at) => /^(?:description|alternativeHeadline)$/.test(attribute(tree, at, 'itemprop') ?? '')))
    return true;
  const isSentence = text.length >= shortest.sentence && /[.!?…。！？][»”"’')\]]*$/.test(text);
  return (
    isSentence && !isAside(tree, first) && !boilerplate.some((part) => first >= part.from && first < part.to)
  );
}

/** What the head of the page calls its description, long enough to be told from labels. */
function statedDescriptions(view: PageView): string[] {
  const metas = pageMetas(view.tree);
  return ['description', 'og:description', 'twitter:description']
    .flatMap((name) => metas.get(name) ?? [])
    .map(folded)
    .filter((text) => text.length >= shortest.named);
}

function folded(text: string): string {
  return tidy(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
