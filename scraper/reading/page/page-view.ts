// One page as dialects see it: the flat tree and the facts every dialect needs.
import { learnOrder } from '../dates/date-order.ts';
import type { DateHints } from '../dates/dates.ts';
import { mendText } from '../markup/mend-texts.ts';
import type { ParsedPage } from '../markup/parse-page.ts';
import { findAll, findFirst } from '../markup/select.ts';
import { lineOf } from '../markup/text.ts';
import { numbered } from '../markup/text-kinds.ts';
import { attribute, classNames, elementAt, type PageTree, subtree } from '../markup/tree.ts';
import { absoluteLink, hostOf, parseUrl, splitPagePath, unwrapArchive } from '../markup/urls.ts';
import { findSelfAddress } from './self-address.ts';
import { ownDescription } from './trackback-rdf.ts';

/** Where pages without an address are taken to stand; never leaves this room. */
const nowhere = 'http://archive.invalid/';

export interface PageView {
  /** Path inside the source. */
  readonly path: string;
  readonly tree: PageTree;
  readonly limits: readonly string[];
  /** The page's own address as the source or a mirror tool tells it, or null. */
  readonly ownUrl: string | null;
  /** Address that stands in the page as its canonical one: absolute, or on `archive.invalid` when relative. */
  readonly canonicalUrl: string | null;
  /** The page's address as it follows from what the page says of its site, for pages that know no other; or null. */
  readonly selfUrl: string | null;
  /** Host without `www.`, or null. */
  readonly host: string | null;
  /** What links are resolved against; null when the page has no known address. */
  readonly baseUrl: string | null;
  readonly siteUrl: string | null;
  readonly capturedAt: string | null;
  /** Two-letter code, or null. */
  readonly language: string | null;
  readonly dates: DateHints;
  /** Text of `<title>`, one line; may be empty. */
  readonly title: string;
  /** Class names of `<body>`. */
  readonly bodyClasses: ReadonlySet<string>;
  /** Contents of `<meta name=generator>` and its like, in lower case. */
  readonly generator: string;
}

export interface PageViewOptions {
  readonly path: string;
  readonly ownUrl: string | null;
  readonly siteUrl: string | null;
  readonly capturedAt: string | null;
}

/** Names under which programs put their own; Drupal writes a capital, Serendipity has a name to itself. */
const generators =
  'meta[name=generator], meta[name=Generator], meta[name=GENERATOR], meta[name="Powered-By"]';

/** Gathers the facts of a parsed page. */
export function viewPage(parsed: ParsedPage, options: PageViewOptions): PageView {
  const { tree } = parsed;
  const ownUrl = options.ownUrl === null ? null : unwrapArchive(options.ownUrl);
  const fileUrl = urlOfFile(options.path);
  const canonicalUrl = canonicalOf(tree, ownUrl ?? fileUrl) ?? describedUrl(tree, options.path);
  const host =
    hostOfPage(tree, ownUrl, canonicalUrl) ?? (options.siteUrl === null ? null : hostOf(options.siteUrl));
  const language = languageOf(tree);
  return {
    path: options.path,
    tree,
    limits: parsed.limits,
    ownUrl,
    canonicalUrl,
    selfUrl: findSelfAddress(tree, options.path, fileUrl),
    host,
    baseUrl: declaredBase(tree, ownUrl) ?? ownUrl ?? (isNowhere(canonicalUrl) ? null : canonicalUrl),
    siteUrl: options.siteUrl,
    capturedAt: options.capturedAt,
    language,
    dates: { language, order: learnOrder(numericText(tree), ownUrl ?? canonicalUrl ?? `/${options.path}`) },
    title: titleOf(tree),
    bodyClasses: new Set(findAll(tree, 'body').flatMap((at) => classNamesAt(tree, at))),
    generator: findAll(tree, generators)
      .map((at) => attribute(tree, at, 'content') ?? '')
      .join(' ')
      .toLowerCase(),
  };
}

/** Address that stands for a file. Its name is no address: `https:` is a folder, `//x` no host. */
function urlOfFile(path: string): string {
  return new URL(
    nowhere + encodeURI(path.replace(/\p{Surrogate}/gu, '\ufffd')).replace(/[?#]/g, encodeURIComponent),
  ).href;
}

/** True for addresses that only stand for a file of the archive. */
export function isNowhere(url: string | null): boolean {
  return url?.startsWith(nowhere) ?? true;
}

/** Content of the first `<meta>` of that name or property, trimmed; null when absent or empty. */
export function metaContent(tree: PageTree, ...names: readonly string[]): string | null {
  for (const name of names) {
    for (const at of findAll(
      tree,
      `meta[property="${name}"], meta[name="${name}"], meta[itemprop="${name}"]`,
    )) {
      const content = attribute(tree, at, 'content')?.trim();
      if (content) return mendText(content);
    }
  }
  return null;
}

function classNamesAt(tree: PageTree, position: number): readonly string[] {
  const element = elementAt(tree, position);
  return element ? classNames(element) : [];
}

function canonicalOf(tree: PageTree, base: string): string | null {
  const candidates = findAll(tree, 'link[rel=canonical]').map((at) => attribute(tree, at, 'href'));
  candidates.push(metaContent(tree, 'og:url'));
  for (const href of candidates) {
    const url = href ? absoluteLink(href, base) : null;
    if (url) return url;
  }
  return null;
}

/** What the page itself resolves its links against: `<base href>`. */
function declaredBase(tree: PageTree, ownUrl: string | null): string | null {
  const at = findAll(tree, 'base[href]')[0];
  return at === undefined ? null : absoluteLink(attribute(tree, at, 'href') ?? '', ownUrl);
}

/** The address of the one entry that the page describes to other programs, when the file is named like it. */
function describedUrl(tree: PageTree, path: string): string | null {
  const url = absoluteLink(ownDescription(tree)?.url ?? '', null);
  const parsed = url === null ? null : parseUrl(url);
  if (!parsed) return null;
  const named = splitPagePath(parsed.pathname + parsed.search).path.replace(/\.\w{2,5}$|\/$/, '');
  const file = splitPagePath(path).path.replace(/\.\w{2,5}$|\/$/, '');
  const last = named.slice(named.lastIndexOf('/'));
  return last !== '' && last !== '/' && file.endsWith(last) ? url : null;
}

function hostOfPage(tree: PageTree, ownUrl: string | null, canonicalUrl: string | null): string | null {
  if (canonicalUrl !== null && !isNowhere(canonicalUrl)) return hostOf(canonicalUrl);
  if (ownUrl !== null) return hostOf(ownUrl);
  const links =
    'link[rel=pingback], link[rel=EditURI], link[rel=shortlink], link[rel=alternate], link[rel=start], a[rel=home], h1 a[rel=bookmark], h2 a[rel=bookmark], link[rel=prev], link[rel=next], a[rel=prev], a[rel=next]';
  for (const selector of links.split(', ')) {
    for (const at of findAll(tree, selector)) {
      const href = unwrapArchive(attribute(tree, at, 'href') ?? '');
      if (/^https?:\/\//i.test(href) && !/feedburner|feedproxy|blogger\.com|blogblog/i.test(href))
        return hostOf(href);
    }
  }
  return null;
}

function languageOf(tree: PageTree): string | null {
  const html = findFirst(tree, 'html');
  const language =
    (html === null ? null : (attribute(tree, html, 'lang') ?? attribute(tree, html, 'xml:lang'))) ??
    metaContent(tree, 'og:locale', 'language', 'content-language');
  return /^[a-z]{2}/i.exec(language?.trim() ?? '')?.[0].toLowerCase() ?? null;
}

function titleOf(tree: PageTree): string {
  const at = findFirst(tree, 'title');
  if (at === null) return '';
  // `title` stands in `head`, which is hidden: its text node is read by itself.
  return lineOf(tree, { from: at + 1, to: subtree(tree, at).to });
}

/** Short texts with slashes, to learn the order of day and month from. Bounded. */
function numericText(tree: PageTree): string {
  const parts: string[] = [];
  for (const [at, node] of tree.nodes.entries()) {
    if (((tree.textKinds[at] ?? 0) & numbered) === 0 || !('data' in node)) continue;
    if (node.data.length < 300 && /\d[/-]\d/.test(node.data)) parts.push(node.data);
    if (parts.length > 2000) break;
  }
  return parts.join('\n');
}

/** Resolves an address of the page for comparison: absolute, or on `archive.invalid`. */
export function resolveOnPage(view: PageView, href: string): URL | null {
  const base = view.ownUrl ?? urlOfFile(view.path);
  const link = absoluteLink(href, base);
  return link === null ? null : parseUrl(link);
}
