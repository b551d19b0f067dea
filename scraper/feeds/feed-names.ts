// Which thread a feed or one of its items is about: the same names that the post's own pages have.
import { hostOf, parseUrl, splitPagePath } from '../reading/markup/urls.ts';
import { normaliseTitle } from '../reading/page/identity.ts';

const FEED_ENDING = /(?:\/(?:feed|rss2?|rdf|atom))+\/?(?:index\.\w{2,5}|\w{0,20}\.(?:xml|rdf|atom|rss))?$/i;

const POST_QUERY = /^(https?:\/\/[^/?#]+)?\/?([^?#]*?)\/?(?:index\.php)?\?(?:p|page_id)=(\d{1,20})(?:#|$)/i;

/** Longer ones are no addresses. */
const MAX_ADDRESS = 2_000;

/** Number of a post in its own system. */
export interface PostNumber {
  readonly number: string;
  /** Folder of the blog on its host, without `/` at the ends; empty for the root. */
  readonly folder: string;
}

/** The number in an address such as `/blog/?p=12`, or null. WordPress names a post so for ever: a blog that moved keeps
 * the host it began on, whose folder says nothing. */
export function postNumberIn(names: readonly string[], link: string): PostNumber | null {
  for (const name of names) {
    if (name.length > MAX_ADDRESS) continue;
    const [, site, folder = '', number] = POST_QUERY.exec(name) ?? [];
    if (number === undefined) continue;
    const hasMoved = site !== undefined && hostOfAddress(link) !== hostOf(site);
    return { number, folder: hasMoved ? '' : folder };
  }
  return null;
}

/** The oldest of a feed: pages name themselves by their oldest. */
const MAX_COMMENT_NAMES = 10;

/** What names the thread. */
export interface ThreadNames {
  /** Absolute, or from `/`. */
  readonly postAddress: string;
  readonly postNumber: PostNumber | null;
  /** Numbers of comments; may be empty. */
  readonly commentIds: readonly string[];
  /** Empty when unknown. */
  readonly title: string;
  /** Folder of the source that the site lies in, with `/` before it; empty for none. */
  readonly folder: string;
}

/** Names of a thread within its host; empty for a front page. */
export function aliasesOf({ postAddress, postNumber, commentIds, title, folder }: ThreadNames): string[] {
  const url = parseUrl(postAddress, 'http://archive.invalid/');
  const aliases = new Set<string>();
  if (url !== null) {
    const { path, query } = splitPagePath(url.pathname + url.search);
    if (query.size === 0 && path !== '/') {
      aliases.add(`path:${path}`);
      if (folder !== '') aliases.add(`path:${folder}${path}`);
    }
  }
  const name = normaliseTitle(title);
  if (postNumber !== null && name !== '') {
    const blog = postNumber.folder === '' ? '' : `${postNumber.folder}#`;
    aliases.add(`post:${blog}${postNumber.number}|${name}`);
    for (const id of commentIds.slice(0, MAX_COMMENT_NAMES))
      if (/^\d{2,}$/.test(id)) aliases.add(`comment:${blog}${id}|${name}`);
  }
  return [...aliases];
}

/** Host of an absolute address, or null. */
export function hostOfAddress(address: string): string | null {
  return /^https?:\/\//i.test(address) ? hostOf(address) : null;
}

/** Folder of the source that holds the site, by a feed that knows its own address: `/site` or empty. */
export function siteFolderOf(file: string, feedAddress: string): string {
  const url = parseUrl(feedAddress, 'http://archive.invalid/');
  const own = url === null ? '/' : splitPagePath(url.pathname).path;
  const { path } = splitPagePath(file);
  return own !== '/' && path.length > own.length && path.endsWith(own) ? path.slice(0, -own.length) : '';
}

/** Path of the post whose feed lies at `address`: `/x/` for `/x/feed/`; null for another place and for the site's own feed. */
export function postPathOfFeed(address: string): string | null {
  const url = parseUrl(address, 'http://archive.invalid/');
  if (url === null) return null;
  const { path } = splitPagePath(url.pathname);
  if (!FEED_ENDING.test(path)) return null;
  const post = splitPagePath(path.replace(FEED_ENDING, '/')).path;
  return post === '/' ? null : post;
}
