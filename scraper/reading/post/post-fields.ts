// A post's element, author, date: by the family's selectors, else by structure. Its body is `post-body.ts`.
import type { Post } from '../../model.ts';
import { findByline } from '../comments/bylines.ts';
import { cleanName, dateOfElement } from '../comments/comment-fields.ts';
import { type FoundDate, findDate } from '../dates/dates.ts';
import { findAll } from '../markup/select.ts';
import { lineOf } from '../markup/text.ts';
import {
  ancestors,
  attribute,
  classNames,
  elementAt,
  type NodeRange,
  type PageTree,
  subtree,
  textLength,
} from '../markup/tree.ts';
import { absoluteLink } from '../markup/urls.ts';
import { ownAddress } from '../page/identity.ts';
import { jsonLdPost } from '../page/json-ld.ts';
import { isAside } from '../page/page-kind.ts';
import { metaContent, type PageView } from '../page/page-view.ts';
import { ownDescription } from '../page/trackback-rdf.ts';
import { findContent } from './content.ts';
import { type PageProse, weighPage } from './page-prose.ts';
import { type BodyContext, type FoundBody, findBody, isOutside } from './post-body.ts';
import { findTitle, type TitlePlaces } from './post-title.ts';
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
  const found = findBody(view, markup, { container: range, commentArea, title, prose });
  const isEmpty = found.body.text === '' && !found.body.hasImage;
  const isTitled = title.text !== '' && (container !== null || (title.position !== null && isSingle(view)));
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

interface Surroundings {
  /** The post's element; else title and body with what stands between and around them. */
  readonly range: NodeRange;
  readonly body: FoundBody;
  readonly commentArea: NodeRange | null;
  /** The post has no element of its own: its facts may stand anywhere outside columns and comments. */
  readonly isLoose: boolean;
}

function postSurroundings(tree: PageTree, body: FoundBody, context: BodyContext): Surroundings {
  const { commentArea, container, title } = context;
  if (container) return { range: container, body, commentArea, isLoose: false };
  const start = body.range?.from ?? 0;
  const end = commentArea && commentArea.from > start ? commentArea.from : tree.nodes.length;
  const from = Math.max(0, Math.min(start, title.position ?? start) - 12);
  return {
    range: { from, to: Math.max(Math.min(end, (body.range?.to ?? 0) + 60), from) },
    body,
    commentArea,
    isLoose: true,
  };
}

/** True inside the text of the post: names and dates there are not the post's own. */
function isInText(tree: PageTree, position: number, { range, dropped }: FoundBody): boolean {
  if (range === null || position < range.from || position >= range.to) return false;
  return !dropped.has(position) && !ancestors(tree, position).some((at) => dropped.has(at));
}

function findAuthor(
  view: PageView,
  markup: PostMarkup,
  around: Surroundings,
): { name: string; url: string | null } | null {
  const { tree } = view;
  for (const scope of [around.range, { from: 0, to: tree.nodes.length }]) {
    for (const selector of markup.author) {
      for (const at of findAll(tree, selector, scope)) {
        if (!isOutside(at, around.commentArea) || isAside(tree, at) || isInText(tree, at, around.body))
          continue;
        const name = cleanName(
          lineOf(tree, subtree(tree, at)).replace(
            /^(?:(?:posted|written|published)\s+)?(?:by|von|par|por|di|da|door|przez)[\s:]+/i,
            '',
          ),
        );
        if (name === '' || name.length > 80 || findDate(name, view.dates)) continue;
        const link = findAll(tree, 'a[href]', subtree(tree, at))[0];
        const href = link === undefined ? null : attribute(tree, link, 'href');
        return { name, url: href === null ? null : absoluteLink(href, view.baseUrl) };
      }
    }
  }
  const stated = jsonLdPost(view.tree)?.author ?? ownDescription(view.tree)?.author;
  if (stated) return { name: stated, url: null };
  const meta = metaContent(
    tree,
    'author',
    'article:author',
    'dc.creator',
    'DC.creator',
    'sailthru.author',
    'parsely-author',
  );
  if (meta && !/^https?:/.test(meta)) return { name: cleanName(meta), url: null };
  const signed = findByline(view, around.range, around.commentArea)?.author;
  return signed ?? markup.ownerOf?.(view) ?? null;
}

/** The date that is shown; the page's data often knows the time of that day too. */
function findPostDate(view: PageView, markup: PostMarkup, around: Surroundings): FoundDate | null {
  const shown = shownDate(view, markup, around);
  const stated = jsonLdPost(view.tree)?.date ?? ownDescription(view.tree)?.date ?? null;
  const said = stated === null ? null : findDate(stated, view.dates);
  if (!said) return shown ?? findByline(view, around.range, around.commentArea)?.date ?? dateOfAddress(view);
  return !shown || (shown.precision === 'day' && said.iso.startsWith(`${shown.iso}T`)) ? said : shown;
}

function shownDate(view: PageView, markup: PostMarkup, around: Surroundings): FoundDate | null {
  const { tree, dates } = view;
  const isWhole = around.isLoose;
  for (const selector of markup.date) {
    for (const at of findAll(tree, selector, isWhole ? undefined : around.range)) {
      if (!isOutside(at, around.commentArea) || isAside(tree, at) || isInText(tree, at, around.body))
        continue;
      const date = dateOfElement(view, at);
      if (date) return date;
    }
  }
  const above = markup.dateAbove === undefined ? null : dateAbove(view, markup.dateAbove, around.range.from);
  if (above) return above;
  const meta = metaContent(
    tree,
    'article:published_time',
    'datePublished',
    'date',
    'DC.date',
    'DC.date.issued',
    'dcterms.created',
    'parsely-pub-date',
    'sailthru.date',
    'pubdate',
  );
  return meta ? findDate(meta, dates) : null;
}

/** Date of the last heading of a group before the post. */
function dateAbove(view: PageView, selector: string, from: number): FoundDate | null {
  const heading = findAll(view.tree, selector, { from: 0, to: from }).at(-1);
  return heading === undefined ? null : dateOfElement(view, heading);
}

/** Day in an address like `/2009/06/18/title/`; a month alone is no value. */
function dateOfAddress(view: PageView): FoundDate | null {
  for (const address of [ownAddress(view), view.ownUrl, `/${view.path}`]) {
    const found = /\/((?:19|20)\d\d)\/(\d\d)\/(\d\d)\//.exec(address ?? '');
    if (found) return findDate(`${found[1]}-${found[2]}-${found[3]}`, view.dates);
  }
  return null;
}
