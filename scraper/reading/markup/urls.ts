// Addresses: out of archive prefixes, absolute, and normalised to the paths that name a thread.

const archivePrefix =
  /^(?:https?:)?(?:\/\/web\.archive\.org)?\/web\/\d{1,14}(?:[a-z]{2}_)?\/(?=https?:\/|\/\/|[\w-]+\.)/i;
/** Other web archives: their own host, at most the names of a collection, the time of the capture, the address. */
const replayPrefix =
  /^(?:(?:https?:)?\/\/[^/\s]{1,100})?(?:\/[\w-]{1,40}){0,2}\/(?:19|20)\d{12}(?:[a-z]{2}_)?\/(?=https?:\/)/i;

/** What every such prefix holds. */
const captured = /\/web\/\d|\/(?:19|20)\d{12}/i;

/** Takes the prefix of a web archive off an address; others come back as they are. */
export function unwrapArchive(href: string): string {
  if (!captured.test(href)) return href;
  const rest = href.replace(archivePrefix, '').replace(replayPrefix, '');
  if (rest === href) return href;
  if (/^https?:\/\//i.test(rest)) return rest;
  return rest.replace(/^(https?:)?\/*/i, (_, scheme: string | undefined) => `${scheme ?? 'http:'}//`);
}

/** An absolute address that a parser gives back letter for letter: most are. */
const normal =
  /^https?:\/\/(?!xn--)[a-z0-9](?:[a-z0-9-]{0,60}\.(?!xn--))+[a-z]{2,20}\/[\w\-~/?=&%+:,;@!*()$.]*(?:#[\w-]*)?$/;
const dotSegment = /\/(?:\.|%2e)/i;

/** Resolves an address, or gives null when it is none or not http(s). */
export function absoluteLink(href: string, baseUrl: string | null): string | null {
  const trimmed = unwrapArchive(href.trim());
  if (trimmed === '' || trimmed.startsWith('#')) return null;
  if (normal.test(trimmed) && !dotSegment.test(trimmed)) return trimmed;
  if (baseUrl === null && !/^https?:\/\/[^/]/i.test(trimmed)) return null;
  const url = parseUrl(trimmed, baseUrl);
  return url && /^https?:$/.test(url.protocol) && url.hostname !== '' ? url.href : null;
}

/** `new URL` that answers null instead of throwing. */
export function parseUrl(href: string, base: string | null = null): URL | null {
  try {
    return base === null ? new URL(href) : new URL(href, base);
  } catch {
    return null;
  }
}

/** Blogger showed every blog under the domain of the reader's country. */
const countryBlog = /\.blogspot\.(?:com?\.)?[a-z]{2,3}$/;

/** Host in lower case without `www.` and port; the same for all addresses of a blog at Blogger. */
export function hostOf(url: string): string | null {
  const host = parseUrl(url)
    ?.hostname.toLowerCase()
    .replace(/^www\./, '')
    .replace(countryBlog, '.blogspot.com');
  return host ? host : null;
}

/** Decodes %-escapes, leaving alone what is no valid escape. */
export function decodePath(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}

/** Query names that change how a page is shown, not which page it is. */
const viewParameters =
  /^(?:replytocom|share|nb|amp|noamp|print|pdf|m|showcomment|commentpage|cpage|utm_\w+|fb\w*|gclid|msclkid|mc_[ce]id|_ga|phpsessid|jsessionid|aspsessionid\w*|cfid|cftoken|like|msg|shared|_wpnonce|backto|like_comment|unapproved|moderation-hash)$/i;

/** Where a query begins, in an address or in a file's name. */
const QUERY_MARK = /\?|(?<=(?:\.html?|\.php|\.do|\.bml|\/index|^index))[@_](?=\w+=)/;

export interface PagePath {
  /** Decoded, from `/`, without `index.html`, comment page and view suffixes. */
  readonly path: string;
  /** Query that belongs to the page, without view parameters; in a file name too (`index.html?p=5.html`). */
  readonly query: ReadonlyMap<string, string>;
  readonly commentPage: number | null;
  /** Names a secondary view: replytocom, share, amp, print. */
  readonly isView: boolean;
}

/** Longer than any address that a server takes. */
const MAX_PATH = 8_000;

/**
 * Splits an address or a file's path into what names the page and what is only a view of it.
 * Mirror tools write the `?` of a query as `?`, `%3F`, `@` or `_` behind the file name.
 */
export function splitPagePath(raw: string): PagePath {
  const decoded = decodePath(decodePath(raw.slice(0, MAX_PATH)))
    .replace(/\\/g, '/')
    .replace(/#.*$/s, '')
    .replace(/;jsessionid=[\w.!-]*/i, '')
    .replace(/(\.x?html?)\.gz$/i, '$1')
    // The folder of a capture in a Wayback download.
    .replace(/^\/?(?:19|20)\d{12}\//, '/');
  const mark = decoded.search(QUERY_MARK);
  const query = new Map<string, string>();
  let isView = false;
  let commentPage: number | null = null;
  for (const pair of (mark < 0 ? '' : decoded.slice(mark + 1))
    .replace(/\.html?$/i, '')
    .split(/&(?:amp;)?|;/)) {
    const [name = '', value = ''] = pair.split('=', 2);
    if (name === 'cpage') commentPage = Number(value) || null;
    else if (viewParameters.test(name)) isView = true;
    else if (name !== '') query.set(name, value);
  }
  let path = `/${mark < 0 ? decoded : decoded.slice(0, mark)}`.replace(/\/{2,}/g, '/');
  path = path.replace(/\/(?:comment-page-|comments\/page\/)(\d+)(?=\/|$|\.html?$)/i, (_, page: string) => {
    commentPage = Number(page);
    return '';
  });
  const shown = path.replace(/\/(?:amp|print|share|trackback)\/?(?:index\.html?)?$/i, '/');
  if (shown !== path && shown !== '/') {
    isView = true;
    path = shown;
  }
  return { path: tidyPath(path), query, commentPage, isView };
}

function tidyPath(path: string): string {
  const tidy = path.replace(/\/(?:index|default)\.(?:html?|php|aspx?|_)+$/i, '/').replace(/\/index$/i, '/');
  const last = tidy.slice(tidy.lastIndexOf('/') + 1);
  return last === '' || /\.\w{2,5}$/.test(last) ? tidy : `${tidy}/`;
}
