// The title of a post: from the family's places, else from the head of the page without the blog's name.

import { tidy } from '../markup/lines.ts';
import { findAll } from '../markup/select.ts';
import { lineOf } from '../markup/text.ts';
import { attribute, elementAt, type NodeRange, subtree } from '../markup/tree.ts';
import { metaContent, type PageView, resolveOnPage } from '../page/page-view.ts';

export interface TitlePlaces {
  /** Selectors inside the post's element, in order. */
  readonly inPost: readonly string[];
  /** Selectors anywhere on the page, in order. */
  readonly onPage: readonly string[];
}

export interface FoundTitle {
  readonly text: string;
  /** The element, or null when it comes from the head. */
  readonly position: number | null;
}

/** Title of the post; empty when it has none. Headings that stand in the page's `<title>` too are preferred. */
export function findTitle(
  view: PageView,
  post: NodeRange | null,
  places: TitlePlaces,
  excluded: NodeRange | null,
): FoundTitle {
  const site = siteNames(view);
  const candidates: number[] = [];
  const collect = (selectors: readonly string[], range?: NodeRange) => {
    for (const selector of selectors) {
      for (const at of findAll(view.tree, selector, range))
        if (isUsable(view, at, site, excluded)) candidates.push(at);
    }
  };
  if (post) collect(places.inPost, post);
  collect(places.onPage);
  const head = fold(`${view.title} ${metaContent(view.tree, 'og:title') ?? ''}`);
  let agreed: number | undefined;
  let longest = 0;
  for (const at of candidates) {
    const text = fold(lineOf(view.tree, subtree(view.tree, at)));
    if (text.length > longest && head.includes(text)) {
      agreed = at;
      longest = text.length;
    }
  }
  if (agreed !== undefined) return found(view, agreed);
  const own = candidates.find((at) => !isPlainHeading(view, at));
  if (own !== undefined) return found(view, own);
  const open = metaContent(view.tree, 'og:title');
  const text = withoutSite(tidy(open ?? view.title), site);
  const [first] = candidates;
  return text === '' && first !== undefined ? found(view, first) : { text, position: null };
}

/** A heading without a name of its own may as well be one inside the text. */
function isPlainHeading(view: PageView, position: number): boolean {
  const element = elementAt(view.tree, position);
  return (
    element !== null &&
    /^h[1-6]$/.test(element.name) &&
    element.attribs.class === undefined &&
    element.attribs.id === undefined
  );
}

function found(view: PageView, position: number): FoundTitle {
  return { text: lineOf(view.tree, subtree(view.tree, position)), position };
}

function isUsable(
  view: PageView,
  position: number,
  site: ReadonlySet<string>,
  excluded: NodeRange | null,
): boolean {
  if (excluded && position >= excluded.from && position < excluded.to) return false;
  const text = lineOf(view.tree, subtree(view.tree, position));
  if (text === '' || text.length > 400) return false;
  if (site.has(fold(text)) && !view.title.toLowerCase().startsWith(`${text.toLowerCase()} `)) return false;
  const link = findAll(view.tree, 'a[href]', subtree(view.tree, position))[0];
  const target = link === undefined ? null : resolveOnPage(view, attribute(view.tree, link, 'href') ?? '');
  return !(
    target &&
    /^\/(?:index\.\w+)?$/.test(target.pathname) &&
    target.search === '' &&
    fold(view.title) !== fold(text)
  );
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function siteNames(view: PageView): ReadonlySet<string> {
  const names = [metaContent(view.tree, 'og:site_name') ?? ''];
  for (const at of findAll(
    view.tree,
    '#site-title, .site-title, .wp-block-site-title, #header h1, #headerimg h1, #banner h1, a[rel=home]',
  )) {
    names.push(lineOf(view.tree, subtree(view.tree, at)));
  }
  return new Set(names.map(fold).filter((name) => name !== ''));
}

const separators = /\s+(?:»|«|\||–|—|::|·|•|‹|›|~|-|\/|>|<|:)\s+|:\s+/;

/** Takes the blog's name off a page title: the part that equals it, else the shorter edge behind a clear separator. */
export function withoutSite(printed: string, site: ReadonlySet<string>): string {
  const title = printed.replace(/\s+\|\|\s+/g, ' | ');
  const text = title.replace(/\s+»\s+(?:Blog Archive|Archives?|Archiv)\s+»\s+/i, ' » ');
  const parts = text.split(separators);
  if (parts.length < 2) return site.has(fold(text)) ? '' : text;
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (site.has(fold(last))) return text.slice(0, text.lastIndexOf(last)).replace(/[\s»«|–—:·•‹›~>/-]+$/u, '');
  if (site.has(fold(first))) return text.slice(first.length).replace(/^[\s»«|–—:·•‹›~>/-]+/u, '');
  if (title !== text || / » /.test(text)) return text.slice(text.lastIndexOf(' » ') + 3);
  if (/ [|–—·•‹«] /.test(text)) return text.replace(/\s+[|–—·•‹«]\s+[^|–—·•‹«]*$/u, '');
  return text;
}
