// Whether a page shows one thread, or is a listing, an attachment, an error page or a redirect.
import type { SkipReason } from '../../model.ts';
import { isAnyAround } from '../markup/around.ts';
import { findAll, findFirst } from '../markup/select.ts';
import {
  attribute,
  contains,
  elementAt,
  type NodeRange,
  type PageTree,
  roleNames,
  subtree,
  textLength,
} from '../markup/tree.ts';
import { type PagePath, parseUrl, splitPagePath } from '../markup/urls.ts';
import { metaContent, type PageView, resolveOnPage } from './page-view.ts';

export interface PageKind {
  /** Null for a page that shows one thread. */
  readonly skip: { readonly reason: SkipReason; readonly detail: string } | null;
  /** Clause that names what decided. */
  readonly evidence: string;
}

export interface KindEvidence {
  /** Comments that carry ids of their own. */
  readonly numberedComments: number;
  /** Where they stand. */
  readonly commentArea: NodeRange | null;
}

const singleClasses =
  /^(?:single|single-\S+|postid-\d+|page-id-\d+|page|item-view|node-type-\S+|page-node-\d+|individual)$/;
const listingClasses =
  /^(?:home|archive|category|tag|date|author|search|paged|search-results|post-type-archive|taxonomy|front|index-view|archive-view)$/;
const listingPaths =
  /\/page\/\d+\/?$|^\/(?:\w+\/)*(?:category|categories|kategorie|kategorien|categorie|categoria|tag|tags|label|author|authors)\/[^?]+\/$|\/(?:19|20)\d\d\/(?:\d{1,2}\/(?:\d{1,2}\/)?)?$|\/search\/label\/|_archive\.html?$|\/(?:19|20)\d\d_\d\d(?:_\d\d)?\.html?$|\/cat_[^/]+\.html?$/i;
/** A dated address with a name behind it is an entry's own. */
const permalinkPath =
  /\/(?:19|20)\d\d\/\d{1,2}\/(?:\d{1,2}\/)?(?!page\/|feed\/|index|default|archive)[^/]+\/?$/;
const containers =
  'article, .hentry, .h-entry, .post, .blogPosting, .type-post, .blogPost, .entry, .node-teaser, [id^="post-"], .story, .blogbody, .post-outer';

/** Decides what a page shows. The page's own word (body classes) counts first, then comments, address and shape. */
export function classifyPage(view: PageView, evidence: KindEvidence): PageKind {
  const classes = [...view.bodyClasses];
  if (view.bodyClasses.has('error404') || view.bodyClasses.has('login'))
    return skipPage('error-page', 'body says error404 or login');
  if (view.bodyClasses.has('attachment') || view.bodyClasses.has('single-attachment'))
    return skipPage('attachment', 'body says attachment');
  const redirect = redirectTarget(view);
  if (redirect !== null) return skipPage('redirect', `sends the reader to ${redirect}`);
  if (isErrorTitle(view)) return skipPage('error-page', `titled "${view.title.slice(0, 60)}"`);
  const single = classes.find((name) => singleClasses.test(name));
  const listing = classes.find((name) => listingClasses.test(name));
  if (
    single !== undefined &&
    (listing === undefined || /^(?:page-id-|page$|single|postid)/.test(single)) &&
    !isArchiveClass(view)
  ) {
    const mayList = /^page(?:$|-id-)/.test(single) && metaContent(view.tree, 'og:type') !== 'article';
    const entries = mayList ? entryLinks(view, evidence.commentArea).size : 0;
    if (entries > 2) return skipPage('listing', `${entries} entries with addresses of their own`);
    return { skip: null, evidence: `body class ${single}` };
  }
  if (listing !== undefined) return skipPage('listing', `body class ${listing}`);
  return classifyByShape(view, evidence);
}

function isArchiveClass(view: PageView): boolean {
  return ['archive', 'category', 'search', 'search-results', 'blog', 'paged'].some((name) =>
    view.bodyClasses.has(name),
  );
}

function classifyByShape(view: PageView, evidence: KindEvidence): PageKind {
  const entries = entryLinks(view, evidence.commentArea);
  if (evidence.numberedComments > 0 && entries.size < 2) return { skip: null, evidence: 'holds comments' };
  if (metaContent(view.tree, 'og:type') === 'article') return { skip: null, evidence: 'og:type article' };
  const address = pageAddress(view);
  if (permalinkPath.test(address.path)) return { skip: null, evidence: `address ${address.path}` };
  const discussions = discussionLinks(view);
  if (discussions > 1) return skipPage('listing', `${discussions} links to the comments of other pages`);
  if (entries.size > 1) return skipPage('listing', `${entries.size} entries with addresses of their own`);
  const listing = listingAddress(view, address);
  if (listing !== null) return skipPage('listing', `address ${listing}`);
  if (evidence.numberedComments > 0) return { skip: null, evidence: 'holds comments' };
  if (metaContent(view.tree, 'og:type') === 'article') return { skip: null, evidence: 'og:type article' };
  return { skip: null, evidence: 'nothing says listing' };
}

/** A page that shows one thread. */
export function threadPage(evidence: string): PageKind {
  return { skip: null, evidence };
}

/** A page that gives no thread. */
export function skipPage(reason: SkipReason, detail: string): PageKind {
  return { skip: { reason, detail }, evidence: detail };
}

function redirectTarget(view: PageView): string | null {
  if (textLength(view.tree, { from: 0, to: view.tree.nodes.length }) > 400) return null;
  for (const at of findAll(view.tree, 'meta[http-equiv]')) {
    if (attribute(view.tree, at, 'http-equiv')?.toLowerCase() !== 'refresh') continue;
    const target = /url\s*=\s*['"]?([^'"\s]+)/i.exec(attribute(view.tree, at, 'content') ?? '')?.[1];
    if (target) return target.slice(0, 200);
  }
  return null;
}

function isErrorTitle(view: PageView): boolean {
  return /^(?:error )?404\b|\b404 (?:error|not found)|^(?:page|file|object|document) not found|^nothing found|not found$|^403 forbidden|^(?:500|502|503) |seite nicht gefunden|page (?:introuvable|non trouvée)|^(?:log ?in|anmelden|connexion)\b.*(?:wordpress|‹)|^access denied/i.test(
    view.title,
  );
}

/** Addresses of other entries that head entries on this page; none when they are a small part of its text. */
function entryLinks(view: PageView, commentArea: NodeRange | null): ReadonlySet<string> {
  const { tree } = view;
  const found = new Set<string>();
  let end = 0;
  let listed = 0;
  for (const at of findAll(tree, containers)) {
    if (at < end || (commentArea && at >= commentArea.from && at < commentArea.to)) continue;
    const own = subtree(tree, at);
    if (textLength(tree, own) < 30 || isAside(tree, at)) continue;
    const heading = findAll(tree, headingLinks, own)[0];
    if (heading === undefined || !isAround(tree, at, heading)) end = own.to;
    const href = heading === undefined ? null : attribute(tree, heading, 'href');
    const link = href ? resolveOnPage(view, href) : null;
    if (!link) continue;
    found.add(pageName(link));
    listed += textLength(tree, own);
  }
  return listed * 3 < (tree.textBefore.at(-1) ?? 0) ? new Set() : found;
}

/** An entry has its heading near its start; an element with the heading far behind holds several things. */
function isAround(tree: PageTree, container: number, heading: number): boolean {
  return contains(tree, container, heading) && textLength(tree, { from: container, to: heading }) > 3_000;
}

const headingLinks =
  'h1 a[href], h2 a[href], h3 a[href], h4 a[href], .entry-title a[href], .post-title a[href]';

function pageName(link: URL): string {
  const { path, query } = splitPagePath(link.pathname + link.search);
  return `${link.host}${path}?${[...query].join('&')}`;
}

const asides =
  /^(?:side-?bar\S*|\S*[-_]sidebar|widgets?|widget[-_]\S+|\S+[-_]widget|related\S*|recent\S*|\S*recent-?comments|\S*latest-(?:comments|posts)\S*|footer|nav|navigation|commentlist|comment-?list|comments|yarpp\S*|jp-relatedposts)$/i;

/** True inside a side column, a widget, a comment list or a list of related posts. What holds half the page is none. */
export const isAside = isAnyAround(
  (tree, at) =>
    elementAt(tree, at)?.name !== 'body' &&
    roleNames(tree, at).some(isAsideName) &&
    textLength(tree, subtree(tree, at)) * 2 <= (tree.textBefore.at(-1) ?? 0),
);

function isAsideName(name: string): boolean {
  return (
    asides.test(name) &&
    !/(?:^|[-_])(?:has|with|no|left|right|one|two)[-_]|sidebar[-_](?:left|right)$/.test(name)
  );
}

/** Number of pages that are linked both as a heading and for their comments: entries of a listing. */
function discussionLinks(view: PageView): number {
  const { tree } = view;
  const headings = new Set<string>();
  for (const at of findAll(tree, headingLinks)) {
    const link = resolveOnPage(view, attribute(tree, at, 'href') ?? '');
    if (link && !isAside(tree, at)) headings.add(pageName(link));
  }
  const targets = new Set<string>();
  for (const at of findAll(
    tree,
    'a[href$="#comments"], a[href$="#respond"], a[href$="#disqus_thread"], a[href$="#comment-form"], .more-link, a[href*="#more-"]',
  )) {
    const link = resolveOnPage(view, attribute(tree, at, 'href') ?? '');
    if (link && headings.has(pageName(link))) targets.add(pageName(link));
  }
  return targets.size;
}

/** The page's address: its own, else its canonical one, else its file's. */
export function pageAddress(view: PageView): PagePath {
  const file = splitPagePath(view.path);
  const url = view.ownUrl ?? view.canonicalUrl;
  const parsed = url === null ? null : parseUrl(url);
  if (!parsed) return file;
  const named = splitPagePath(parsed.pathname + parsed.search);
  return view.ownUrl === null && named.path === '/' ? file : named;
}

/** Words of a title, as addresses join them. */
function isTitleWords(part: string): boolean {
  return part.split('-', 4).length === 4;
}

function listingAddress(view: PageView, { path, query }: PagePath): string | null {
  if (listingPaths.test(path) && !path.split('/').slice(1, -1).some(isTitleWords)) return path;
  for (const name of ['m', 'cat', 'tag', 'paged', 'author', 's', 'search', 'archive'])
    if (query.has(name)) return `${path}?${name}=`;
  const isFront = path === '/' && query.size === 0;
  if (isFront && findFirst(view.tree, 'form[action*="comment"], #respond') === null) return '/';
  return null;
}
