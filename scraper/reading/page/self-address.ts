// The address of a page that a mirror tool has cut off: put together from what the page says of its own site.

import { findAll } from '../markup/select.ts';
import { attribute, type PageTree } from '../markup/tree.ts';
import { absoluteLink, hostOf, parseUrl, splitPagePath, unwrapArchive } from '../markup/urls.ts';

/**
 * The page's address when it follows from the page: a permalink whose path is that of the file, else the site's root (its
 * XML-RPC link keeps it) with the file's path below the folder that the page calls home. Null otherwise: a file's place in
 * the source alone proves nothing.
 *
 * @param fileUrl stands for the file; relative links are resolved against it.
 */
export function findSelfAddress(tree: PageTree, path: string, fileUrl: string): string | null {
  return permalinkOfFile(tree, path) ?? addressBelowHome(tree, path, fileUrl);
}

function permalinkOfFile(tree: PageTree, path: string): string | null {
  const file = splitPagePath(path);
  if (file.path === '/') return null;
  for (const at of findAll(tree, 'a[rel~=bookmark]')) {
    const url = absoluteUrl(attribute(tree, at, 'href'));
    if (url && splitPagePath(url.pathname + url.search).path === file.path) return url.href;
  }
  return null;
}

function addressBelowHome(tree: PageTree, path: string, fileUrl: string): string | null {
  const root = siteRoot(tree);
  const home = homeFolder(tree, fileUrl);
  if (root === null || home === null) return null;
  const file = splitPagePath(path);
  if (!file.path.startsWith(home)) return null;
  const url = new URL(file.path.slice(home.length), root);
  for (const [name, value] of file.query) url.searchParams.append(name, value);
  return url.href;
}

/** The folder of `xmlrpc.php`, with `/` at the end: WordPress names it on every page, and mirror tools leave it alone.
 * Null when the page has no such link. */
export function siteRoot(tree: PageTree): URL | null {
  for (const at of findAll(tree, 'link[rel=pingback], link[rel=EditURI]')) {
    const url = absoluteUrl(attribute(tree, at, 'href'));
    if (url?.pathname.endsWith('/xmlrpc.php')) return new URL('.', url);
  }
  return null;
}

/** The source's folder that a relative link home leads to; with `/` at both ends. A link such as `/` counts from the root
 * of the site that was, not from the file: no mirror tool wrote it. */
function homeFolder(tree: PageTree, fileUrl: string): string | null {
  for (const at of findAll(tree, 'a[rel=home], link[rel=home], link[rel=start]')) {
    const href = attribute(tree, at, 'href');
    const isFromFile = href !== null && !href.trim().startsWith('/') && !absoluteUrl(href);
    const link = isFromFile ? absoluteLink(href, fileUrl) : null;
    const home = link === null ? null : parseUrl(link);
    if (!home || hostOf(home.href) !== hostOf(fileUrl)) continue;
    const { path, query } = splitPagePath(home.pathname + home.search);
    if (path.endsWith('/') && query.size === 0) return path;
  }
  return null;
}

function absoluteUrl(href: string | null): URL | null {
  const url = unwrapArchive(href ?? '');
  return /^https?:\/\//i.test(url) && hostOf(url) !== null ? parseUrl(url) : null;
}
