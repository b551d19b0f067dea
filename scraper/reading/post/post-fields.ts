// A post of a page: its element, then title, body, author, date and labels, each read by a file of its own.
import type { Post } from '../../model.ts';
import { findAll } from '../markup/select.ts';
import { readBody } from '../markup/text.ts';
import { classNames, elementAt, type NodeRange, type PageTree, subtree, textLength } from '../markup/tree.ts';
import { isAside } from '../page/page-kind.ts';
import type { PageView } from '../page/page-view.ts';
import { findContent } from './content.ts';
import { findFactLines } from './fact-lines.ts';
import { type PageProse, weighPage } from './page-prose.ts';
import { findAuthor } from './post-author.ts';
import { type BodyContext, type FoundBody, findBody, isOutside } from './post-body.ts';
import { findPostDate } from './post-date.ts';
import { findTitle, type TitlePlaces } from './post-title.ts';
import type { Surroundings } from './surroundings.ts';
import { readTerms } from './terms.ts';

/** Markup of a family of posts, as data. Selectors are tried in order. */
export interface PostMarkup {
  readonly containers: readonly string[];
  readonly title: TitlePlaces;
  readonly author: readonly string[];
  readonly date: readonly string[];
  readonly body: readonly string[];
  /** Never part of a body. */
  readonly dropped: string;
  /** Who owns the journal, where all posts that name nobody are the owner's. */
  readonly ownerOf?: (view: PageView) => { readonly name: string; readonly url: string | null } | null;
  /** Positions in a body that hold facts of the platform beside the text: mood, music. */
  readonly metadataIn?: (tree: PageTree, range: NodeRange) => readonly number[];
  /** Headings that date all posts up to the next such heading. */
  readonly dateAbove?: string;
  /** Names that other templates use for other things: a short text by them is checked against the page's density. */
  readonly isShared: boolean;
}

export interface PostReading {
  readonly post: Post | null;
  /** The post's element, or null. */
  readonly container: NodeRange | null;
  readonly notes: readonly string[];
}

/** Reads the post of a page; null when the page has neither text nor an element for one. */
export function readPost(
  view: PageView,
  markup: PostMarkup,
  commentArea: NodeRange | null,
  postNumber: string | null,
): PostReading {
  const { tree } = view;
  const prose = weighPage(tree, commentArea);
  const container = findContainer(tree, markup, { commentArea, postNumber, prose });
  const range = container === null ? null : subtree(tree, container);
  const title = findTitle(view, range, markup.title, commentArea);
  const rest = isBehind(commentArea, title.position) ? toTheEnd(tree, commentArea) : commentArea;
  const dense = findBody(view, markup, {
    container: range,
    commentArea: rest,
    title,
    prose: rest === commentArea ? prose : weighPage(tree, rest),
  });
  const isTitled = title.text !== '' && (container !== null || (title.position !== null && isSingle(view)));
  const isLost = !isTitled && dense.body.text === '' && !dense.body.hasImage;
  const found = isLost ? (shortBody(view, title.position, commentArea) ?? dense) : dense;
  const isEmpty = found.body.text === '' && !found.body.hasImage;
  if (isEmpty && !isTitled)
    return { post: null, container: range, notes: [...found.notes, 'no text of a post'] };
  const around = postSurroundings(tree, found, { container: range, commentArea, title, prose });
  const person = findAuthor(view, markup, around);
  const date = findPostDate(view, markup, around);
  const post: Post = {
    id: postNumber ?? 'post',
    title: title.text,
    author: person?.name ?? null,
    authorUrl: person?.url ?? null,
    publishedAt: date?.iso ?? null,
    datePrecision: date?.precision ?? null,
    ...(date?.guess ? { dateGuess: date.guess } : {}),
    ...found.body,
    ...readTerms(view, around.range, commentArea),
  };
  return { post, container: range, notes: found.notes };
}

/** True when the post's title stands before the comments: what follows them is no post. */
function isBehind(area: NodeRange | null, title: number | null): area is NodeRange {
  return area !== null && title !== null && title < area.from;
}

/** Most characters of a text that only its place between title and comments tells. */
const maxShortBody = 600;

/** The few words between title and comments: too short to be found by their weight. */
function shortBody(view: PageView, title: number | null, area: NodeRange | null): FoundBody | null {
  const { tree, baseUrl } = view;
  if (title === null || !isBehind(area, title)) return null;
  const range = { from: tree.ends[title] ?? title + 1, to: area.from };
  const length = textLength(tree, range);
  if (range.from >= range.to || length === 0 || length > maxShortBody) return null;
  const dropped = new Set<number>();
  const body = readBody(tree, [range], { dropped, baseUrl });
  return { body, range, dropped, notes: ['body between title and comments'] };
}

function toTheEnd(tree: PageTree, { from }: NodeRange): NodeRange {
  return { from, to: tree.nodes.length };
}

function isSingle(view: PageView): boolean {
  return [...view.bodyClasses].some((name) => /^(?:single|postid-\d+|page-id-\d+)$/.test(name));
}

interface ContainerEvidence {
  readonly commentArea: NodeRange | null;
  readonly postNumber: string | null;
  readonly prose: PageProse;
}

/** A container holds at least this share of the page's running text, as far as that is no long discussion. */
const leastShare = 0.35;

function findContainer(tree: PageTree, markup: PostMarkup, evidence: ContainerEvidence): number | null {
  const candidates = markup.containers.flatMap((selector) =>
    findAll(tree, selector).filter((at) => isContainer(tree, at, evidence)),
  );
  const weightOf = (at: number) => evidence.prose.text.weightOf(subtree(tree, at));
  const content = findContent(tree, { from: 0, to: tree.nodes.length }, evidence.prose.text, null);
  const dense = content === null ? 0 : weightOf(content);
  const most = markup.isShared ? dense : Math.min(dense, 1_000);
  return (
    candidates.find((at) => isNumbered(tree, at, evidence.postNumber) || weightOf(at) >= most * leastShare) ??
    null
  );
}

function isContainer(tree: PageTree, at: number, { commentArea, postNumber }: ContainerEvidence): boolean {
  const element = elementAt(tree, at);
  if (!element || !isOutside(at, commentArea) || /^(?:a|h[1-6]|span|body|li)$/.test(element.name))
    return false;
  if (postNumber !== null && isOtherPost(classNames(element), postNumber)) return false;
  return textLength(tree, subtree(tree, at)) > 0 && !isAside(tree, at);
}

function isNumbered(tree: PageTree, at: number, postNumber: string | null): boolean {
  const element = elementAt(tree, at);
  if (postNumber === null || !element) return false;
  const name = `post-${postNumber}`;
  return element.attribs.id === name || classNames(element).includes(name);
}

/** Entries of lists inside a post carry the numbers of other posts. */
function isOtherPost(names: readonly string[], postNumber: string): boolean {
  const numbers = names.flatMap((name) => /^post-(\d+)$/.exec(name)?.[1] ?? []);
  return numbers.length > 0 && !numbers.includes(postNumber);
}

function postSurroundings(tree: PageTree, body: FoundBody, context: BodyContext): Surroundings {
  const { commentArea, container, title, prose } = context;
  const lines = findFactLines(tree, { body, title: title.position, commentArea, prose });
  const known = { body, title, commentArea, prose, lines };
  if (container) return { ...known, range: container, isLoose: false };
  const start = body.range?.from ?? 0;
  const end = commentArea && commentArea.from > start ? commentArea.from : tree.nodes.length;
  const from = Math.max(0, Math.min(start, title.position ?? start) - 12);
  const to = Math.max(Math.min(end, (body.range?.to ?? 0) + 60), from);
  return { ...known, range: { from, to }, isLoose: true };
}
