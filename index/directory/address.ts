// Addresses as archives and readers write them, brought to one form: what names a page stays, what only shows it goes.

/** An address in that form. Equal pages have equal hosts, paths and queries. */
export interface Address {
  /** Lower case, without `www.` and port; empty for a bare path. */
  readonly host: string;
  /** Decoded, lower case, without a slash at its end, index file, comment page or feed; empty for the front page. */
  readonly path: string;
  /** `name=value` joined by `&`, sorted, without what is tracked or shown only; empty when nothing is left. */
  readonly query: string;
  /** The number at the end of the fragment, else the fragment; empty when there is none. */
  readonly fragment: string;
}

const MAX_LENGTH = 4_096;
/** Archives may have archived archives. */
const MAX_WRAPPINGS = 3;
/** `web.archive.org/web/20090618id_/` and its like at other web archives, with the host or without. */
const WAYBACK = /^(?:(?:https?:)?\/\/)?(?:web\.)?archive\.org\/web\/(?:[\d*]{1,14}(?:[a-z]{2}_)?\/)?/i;
const REPLAY =
  /^(?:https?:)?\/\/[^/\s]{1,100}(?:\/[\w-]{1,40}){0,2}\/(?:19|20)\d{12}(?:[a-z]{2}_)?\/(?=https?:\/)/i;
const OWN_PATH = /^\/web\/\d{4,14}(?:[a-z]{2}_)?\//i;
/** Stands for the host of a bare path. */
const NO_HOST = 'nowhere.invalid';

/** Names of a query that say how a page is shown, or where the reader came from. */
const VIEW_PARAMETERS =
  /^(?:replytocom|share|nb|amp|noamp|print|pdf|m|showcomment|commentpage|cpage|utm_\w+|fb\w*|gclid|gclsrc|dclid|[gw]braid|msclkid|yclid|igshid|mc_[ce]id|_g[al]|phpsessid|jsessionid|sessionid|aspsessionid\w*|cfid|cftoken|like|msg|shared|_wpnonce|backto|like_comment|unapproved|moderation-hash|feed|withcomments|preview)$/;
/** Behind the path of a page: a view of it, or its feed. */
const VIEW_SUFFIX = /\/(?:amp|print|share|embed|trackback|rss2?|atom|feed(?:\/(?:rss2?|rdf|atom))?)$/;
const COMMENT_PAGE = /\/(?:comment-page-|comments\/page\/)\d+(?=\/|$)/;
/** Blogger shows every blog under the domain of the reader's country. */
const COUNTRY_BLOG = /\.blogspot\.(?:com?\.)?[a-z]{2,3}$/;
/** Stories of Scoop, and single comments on them. */
const STORY =
  /\/(?:story|storyonly|comments|print|displaystory)\/((?:19|20)\d\d(?:\/\d{1,2}){2}\/\d+(?:\/\d{3,})?)(?:\/(\d+))?(?:\/|$)/;
/** Diaries of SoapBlox. */
const DIARY = /\/diary\/(\d+)(?:\/|$)/;

/** Null for what is no address of a page. Never throws. */
export function readAddress(text: string): Address | null {
  if (text.length > MAX_LENGTH || /\s/.test(text.trim())) return null;
  const absolute = withHost(unwrap(text.trim()));
  if (!URL.canParse(absolute)) return null;
  const url = new URL(absolute);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  const query = queryOf(url);
  const { path, query: rest, comment } = pageOf(decode(url.pathname), query);
  return {
    host: url.hostname === NO_HOST ? '' : hostOf(url.hostname),
    path,
    query: rest
      .map((pair) => pair.join('='))
      .sort()
      .join('&'),
    fragment: fragmentOf(url.hash.slice(1)) || comment,
  };
}

/** Whether a reader who wrote this meant an address, and no words. */
export function looksLikeAddress(text: string): boolean {
  return /^(?:https?:\/\/|www\.)[^\s]+\.[^\s]+$/i.test(text.trim());
}

/** What a fragment names: of `comment-12`, `c12` and `div-comment-12` the number. */
export function fragmentOf(written: string): string {
  const plain = decode(written);
  return /(?<!\d)\d+$/.exec(plain)?.[0] ?? plain;
}

/** The address behind the prefixes of web archives. */
function unwrap(text: string): string {
  let bare = text;
  for (let wrapping = 0; wrapping < MAX_WRAPPINGS; wrapping++) {
    const inner = bare.replace(WAYBACK, '').replace(REPLAY, '').replace(OWN_PATH, '');
    if (inner === bare) break;
    // Between web archives and browsers one slash of `http://` gets lost.
    bare = inner.replace(/^(https?):\/+/i, '$1://');
  }
  return bare;
}

function withHost(text: string): string {
  if (text.startsWith('//')) return `http:${text}`;
  if (text.startsWith('/') || text.startsWith('?')) return `http://${NO_HOST}${text.replace(/^\?/, '/?')}`;
  return /^[a-z][a-z+.-]*:(?!\d)/i.test(text) ? text : `http://${text}`;
}

function hostOf(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^www\./, '')
    .replace(COUNTRY_BLOG, '.blogspot.com');
}

type Pairs = readonly (readonly [name: string, value: string])[];

function queryOf(url: URL): Pairs {
  const pairs = [...url.searchParams].map(([name, value]) => [fold(name), fold(value)] as const);
  return pairs.filter(([name]) => !VIEW_PARAMETERS.test(name));
}

interface PlainPage {
  readonly path: string;
  readonly query: Pairs;
  /** Number of the comment that is shown alone, or empty. */
  readonly comment: string;
}

function pageOf(path: string, query: Pairs): PlainPage {
  const value = (wanted: string) => query.find(([name]) => name === wanted)?.[1];
  const sid = value('sid');
  const story = STORY.exec(sid === undefined ? path : `/story/${sid}`);
  if (story !== null)
    return { path: `/story/${story[1]}`, query: [], comment: story[2] ?? value('cid') ?? '' };
  const diary = /\/(?:show)?diary\.do$/.test(path) ? value('diaryid') : DIARY.exec(path)?.[1];
  if (diary !== undefined) return { path: '/showdiary.do', query: [['diaryid', diary]], comment: '' };
  return { path: plainPath(path), query, comment: '' };
}

function plainPath(path: string): string {
  return path
    .replace(/\/{2,}/g, '/')
    .replace(/;jsessionid=[^/]*/, '')
    .replace(/\/(?:index|default)\.(?:x?html?|php|aspx?|jsp|cfm)$/, '/')
    .replace(/(?<!\/)\/+$/, '')
    .replace(COMMENT_PAGE, '')
    .replace(VIEW_SUFFIX, '')
    .replace(/\.(?:x|s)?html?$/, '')
    .replace(/\/index$/, '');
}

/** Escapes that are no UTF-8 stay as they are: both sides have them then. */
function decode(text: string): string {
  return fold(
    text.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
      try {
        return decodeURIComponent(encoded);
      } catch {
        return encoded;
      }
    }),
  );
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
