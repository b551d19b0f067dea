// Which thread a page shows: its address, its names within the host, and whether the page is only another view of it.

import { findAll } from '../markup/select.ts';
import { attribute } from '../markup/tree.ts';
import { hostOf, type PagePath, parseUrl, splitPagePath } from '../markup/urls.ts';
import { isNowhere, type PageView, resolveOnPage } from './page-view.ts';
import { siteRoot } from './self-address.ts';

export interface Identity {
  readonly url: string | null;
  readonly aliases: readonly string[];
  readonly commentPage: number | null;
  readonly isCopy: boolean;
}

export interface IdentityEvidence {
  /** Number of the post in its own system, or null. */
  readonly postNumber: string | null;
  /** True when no other post of the platform has that number. */
  readonly hasUniqueNumber: boolean;
  /** What addresses mean on the page's platform. */
  readonly readAddress: (page: PagePath) => PagePath;
  readonly title: string;
  /** Ids of comments that are unique in the whole site; may be empty. */
  readonly commentNumbers: readonly string[];
}

/** Names the thread of a page. Never without an alias. */
export function identifyThread(view: PageView, evidence: IdentityEvidence): Identity {
  const { readAddress } = evidence;
  const file = readAddress(splitPagePath(view.path));
  const own = view.ownUrl === null ? null : readAddress(splitUrl(view.ownUrl));
  const address = ownAddress(view);
  const named = canonicalPath(address, own ?? file);
  const canonical = named === null ? null : readAddress(named);
  const folder = view.host === null ? siteFolder(view, file) : '';
  const aliases = new Set<string>();
  for (const page of [canonical, own, canonical || own ? null : file]) {
    if (page) aliases.add(pathAlias(page, page === file ? '' : folder));
  }
  // Numbers are counted blog by blog, and a host or a folder may hold several: site and title must agree too.
  const title = normaliseTitle(evidence.title);
  const site = folder === '' ? (siteRoot(view.tree)?.pathname.slice(1, -1) ?? '') : folder;
  const prefix = site === '' ? '' : `${site}#`;
  for (const number of postNumbers(view, [file, own, canonical], evidence))
    aliases.add(`post:${prefix}${number}|${title}`);
  if (evidence.hasUniqueNumber && evidence.postNumber !== null) aliases.add(`post:${evidence.postNumber}`);
  for (const number of evidence.commentNumbers.slice(0, 4))
    aliases.add(`comment:${prefix}${number}|${title}`);
  aliases.delete('');
  if (aliases.size === 0) aliases.add(`file:${view.path}`);
  return {
    url: threadUrl(view, address, { canonical, page: own ?? file }),
    aliases: [...aliases],
    commentPage: (own ?? file).commentPage ?? canonical?.commentPage ?? null,
    isCopy: isSecondary(own ?? file, file, canonical),
  };
}

/** Title as it is compared between copies: letters and digits only. */
export function normaliseTitle(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, 80);
}

function splitUrl(url: string): PagePath {
  const parsed = parseUrl(url);
  return splitPagePath(parsed ? parsed.pathname + parsed.search : url);
}

/** The address the page calls its own, unless it plainly names another page: the front page, for a page that is not. */
function canonicalPath(address: string | null, page: PagePath): PagePath | null {
  if (address === null) return null;
  const canonical = splitUrl(address);
  if (isFront(canonical) && !isFront(page) && page.path !== '/') return null;
  if (collectionPath.test(canonical.path) && canonical.query.size === 0) return null;
  return canonical;
}

/** Addresses of all threads together: forums name them as canonical on every thread. */
const collectionPath =
  /^\/(?:[\w-]+\/)?(?:forums?|discussions?|boards?|community|topics?|threads?|questions)\/$/i;

/** `rel=canonical`; without it the link of the post's title or time, when all such links of the page agree; else null. */
export function ownAddress(view: PageView): string | null {
  if (view.canonicalUrl !== null) return view.canonicalUrl;
  const links = findAll(
    view.tree,
    'h1 a[rel=bookmark], h2 a[rel=bookmark], h3 a[rel=bookmark], a.timestamp-link, .post-footer a[title="permanent link"]',
  ).map((at) => resolveOnPage(view, attribute(view.tree, at, 'href') ?? '')?.href);
  const [only] = links;
  return only !== undefined && links.every((link) => link === only) ? only : null;
}

function isFront(page: PagePath): boolean {
  return page.path === '/' && page.query.size === 0;
}

function pathAlias(page: PagePath, folder: string): string {
  const query = [...page.query].filter(([name]) => name !== 'p' && name !== 'page_id');
  if (page.query.size > query.length) return '';
  const rest =
    query.length === 0
      ? ''
      : `?${query
          .map((pair) => pair.join('='))
          .sort()
          .join('&')}`;
  return `path:${folder === '' ? '' : `/${folder}`}${page.path}${rest}`;
}

function postNumbers(
  view: PageView,
  pages: readonly (PagePath | null)[],
  evidence: IdentityEvidence,
): Set<string> {
  const numbers = new Set<string>();
  if (evidence.postNumber !== null) numbers.add(evidence.postNumber);
  for (const page of pages) {
    const number = page?.query.get('p') ?? page?.query.get('page_id');
    if (number && /^\d+$/.test(number)) numbers.add(number);
  }
  if (numbers.size > 0) return numbers;
  for (const at of findAll(view.tree, 'link[rel=shortlink]')) {
    const number = /[?&](?:p|page_id)=(\d+)/.exec(attribute(view.tree, at, 'href') ?? '')?.[1];
    if (number) numbers.add(number);
  }
  return numbers;
}

/** Folder of the source the site lies in, for pages that name no host: `blog/` when `blog/2009/x/` calls itself `/2009/x/`. */
function siteFolder(view: PageView, file: PagePath): string {
  if (view.canonicalUrl !== null && isNowhere(view.canonicalUrl)) {
    const { path } = splitUrl(view.canonicalUrl);
    if (path !== '/' && file.path.endsWith(path)) return file.path.slice(1, file.path.length - path.length);
  }
  for (const at of findAll(view.tree, 'a[rel=home], link[rel=home]')) {
    const url = resolveOnPage(view, attribute(view.tree, at, 'href') ?? '');
    const folder = url && isNowhere(url.href) ? splitUrl(url.href).path : '/';
    if (folder !== '/' && folder.endsWith('/') && file.path.startsWith(folder)) return folder.slice(1, -1);
  }
  return '';
}

function threadUrl(
  view: PageView,
  address: string | null,
  { canonical, page }: { canonical: PagePath | null; page: PagePath },
): string | null {
  const base = canonical && !isNowhere(address) ? address : view.ownUrl;
  if (base !== null) return addressOf(base, canonical ?? page);
  if (view.selfUrl !== null) return addressOf(view.selfUrl, splitUrl(view.selfUrl));
  if (view.siteUrl === null) return null;
  const site = parseUrl(view.siteUrl);
  return site ? addressOf(new URL((canonical ?? page).path, site).href, canonical ?? page) : null;
}

function addressOf(base: string, page: PagePath): string | null {
  const url = parseUrl(base);
  if (!url || hostOf(base) === null) return null;
  url.hash = '';
  url.pathname = page.path;
  url.search = page.query.size === 0 ? '' : `?${new URLSearchParams([...page.query])}`;
  return url.href;
}

function isSecondary(page: PagePath, file: PagePath, canonical: PagePath | null): boolean {
  if (page.isView || file.isView) return true;
  if (canonical === null) return false;
  const isShort = file.query.has('p') || file.query.has('page_id');
  return isShort && canonical.query.size === 0 && canonical.path !== '/';
}
