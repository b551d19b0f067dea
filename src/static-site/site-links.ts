// Where the paths of a server lead in a folder of files: views are made for a server, and their links are led elsewhere.

/** Where a page stands: what leads from it to the folder of the site, empty or `../`. */
export type SiteRoot = '' | '../';

/** Attributes of our own views: their values are escaped, so that a text never looks like one. */
const LINKS = / (href|action|src)="(\/[^"]*)"/g;
const THREAD = /^\/threads\/([^/?#]+)(?:\?page=(\d+))?[^#]*(#.*)?$/;
const PERSON = /^\/people\/([^/?#]+)$/;
const PAGES: Readonly<Record<string, string>> = {
  '/': 'index.html',
  '/about': 'about.html',
  '/help': 'help.html',
  '/people': 'people.html',
};

/** The HTML with every path led to its file; what a folder of files does not have is no link any more. */
export function withSiteLinks(html: string, root: SiteRoot): string {
  return html.replace(LINKS, (_, attribute: string, path: string) => {
    const file = siteFile(path);
    return file === null ? '' : ` ${attribute}="${root}${file}"`;
  });
}

/** Null: no such page. Paths are as they stand in HTML. */
function siteFile(path: string): string | null {
  if (path === '/search' || path.startsWith('/search?')) return `index.html${path.slice('/search'.length)}`;
  const person = PERSON.exec(path)?.[1];
  if (person !== undefined) return `index.html?author=${person}`;
  const [, thread, page = '1', fragment = ''] = THREAD.exec(path) ?? [];
  if (thread !== undefined) return `${threadFile(decodeURIComponent(thread), Number(page))}${fragment}`;
  return PAGES[path] ?? null;
}

/**
 * The file of a thread's page, from 1, safe in every file system and address. Other ids than ours get a name that stands
 * for them.
 */
export function threadFile(id: string, page = 1): string {
  const name = /^[a-z0-9][a-z0-9-]{0,99}$/.test(id) ? id : `t.${hashOf(id)}`;
  return `threads/${name}${page === 1 ? '' : `.page${page}`}.html`;
}

/** 53 bits: two ids of one archive hardly ever share them, and the writer looks. After cyrb53, public domain. */
function hashOf(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}
