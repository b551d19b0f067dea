// The title of a post: from the family's places, else from the head of the page without the blog's name.

import { tidy } from '../markup/lines.ts';
import { findAll } from '../markup/select.ts';
import { lineOf, shortLineOf } from '../markup/text.ts';
import { elementAt, type NodeRange, subtree, textLength } from '../markup/tree.ts';
import { jsonLdPost } from '../page/json-ld.ts';
import { metaContent, type PageView } from '../page/page-view.ts';
import { isInHeader, isPlainHeading, linkOf, standing } from './headings.ts';

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

/** Title of the post; empty when it has none: the heading that agrees best with what the head of the page says. */
export function findTitle(
  view: PageView,
  post: NodeRange | null,
  places: TitlePlaces,
  excluded: NodeRange | null,
): FoundTitle {
  const site = siteNames(view);
  const usable = (selectors: readonly string[], range?: NodeRange) =>
    selectors
      .flatMap((selector) => findAll(view.tree, selector, range))
      .filter((at) => isUsable(view, at, site, excluded));
  const inPost = post ? usable(places.inPost, post) : [];
  const isBehind = (at: number) => post !== null && inPost.length > 0 && at >= post.to;
  const candidates = [...new Set([...inPost, ...usable(places.onPage).filter((at) => !isBehind(at))])];
  const stated = statedTitles(view, site);
  const agreed = mostAgreed(view, candidates, stated);
  if (agreed !== null) return found(view, agreed, stated);
  const [text = ''] = stated;
  const main = candidates.filter((at) => elementAt(view.tree, at)?.name === 'h1' && !isInHeader(view, at));
  const own = main.length === 1 ? main[0] : inPost.find((at) => text === '' && !isPlainHeading(view, at));
  if (own !== undefined) return found(view, own, stated);
  for (const part of [text, ...text.split(clearSeparators)]) {
    const position = part.length * 2 < text.length ? null : placeOf(view, part, excluded);
    if (position !== null) return { text: part, position };
  }
  if (text !== '') return { text, position: null };
  const [first] = candidates;
  return first === undefined ? { text, position: null } : found(view, first, stated);
}

/** What the head of the page and its data call the post, without the blog's name; likeliest first, may be empty. */
function statedTitles(view: PageView, site: ReadonlySet<string>): string[] {
  const titles = [metaContent(view.tree, 'og:title'), view.title, jsonLdPost(view.tree)?.headline ?? null];
  const known = titles.map((title) => withoutSite(tidy(title ?? ''), site));
  return [...new Set(known.filter((title) => title !== ''))];
}

/** Least agreement with the head of a heading that is taken for it, from 0 to about 1. */
const leastAgreement = 0.4;

function mostAgreed(view: PageView, candidates: readonly number[], stated: readonly string[]): number | null {
  const heads = [...stated, metaContent(view.tree, 'og:title') ?? '', view.title].filter(
    (head) => head !== '',
  );
  const parts = new Set(heads.flatMap((head) => head.split(clearSeparators)).map(fold));
  let best: { at: number; agreement: number; length: number } | null = null;
  for (const at of candidates) {
    const text = lineOf(view.tree, subtree(view.tree, at));
    const said = Math.max(0, ...heads.map((head) => agreementOf(text, head)));
    // Of the blog's name and the post's, which both stand in the head, the longer is the post's.
    const agreement = said < 1 && parts.has(fold(text)) ? 0.8 : said + standing(view, at);
    if (agreement < leastAgreement) continue;
    const isBetter =
      !best ||
      agreement > best.agreement + 0.001 ||
      (agreement > best.agreement - 0.001 && text.length > best.length);
    if (isBetter) best = { at, agreement, length: text.length };
  }
  return best?.at ?? null;
}

/** How far a heading says what the head says: by containment, else by the words they share. */
function agreementOf(text: string, head: string): number {
  const [a, b] = [fold(text), fold(head)];
  if (a === '' || b === '') return 0;
  if (a === b) return 1;
  const ratio = Math.min(a.length, b.length) / Math.max(a.length, b.length);
  if (b.includes(a) || a.includes(b)) return 0.45 + 0.5 * ratio;
  const [words, others] = [wordsOf(text), wordsOf(head)];
  const shared = [...words].filter((word) => others.has(word)).length;
  return shared < 2 ? 0 : (1.4 * shared) / (words.size + others.size);
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** The element that shows a text and nothing else, or null. */
function placeOf(view: PageView, text: string, excluded: NodeRange | null): number | null {
  const { tree } = view;
  const wanted = fold(text);
  if (wanted.length < 4) return null;
  for (const at of findAll(tree, 'div, p, td, span, font, b, strong, a')) {
    const own = subtree(tree, at);
    const length = textLength(tree, own);
    if (
      length < wanted.length ||
      length > text.length ||
      (excluded && at >= excluded.from && at < excluded.to)
    )
      continue;
    if (fold(lineOf(tree, own)) === wanted) return at;
  }
  return null;
}

function found(view: PageView, position: number, stated: readonly string[]): FoundTitle {
  const text = lineOf(view.tree, subtree(view.tree, position));
  return { text: withoutKicker(view, position, stated) ?? text, position };
}

/** The part of a heading that the head calls the title, when the rest is an element of its own: a kicker, a date, a subtitle. */
function withoutKicker(view: PageView, position: number, stated: readonly string[]): string | null {
  const { tree } = view;
  const pieces: string[] = [];
  for (let at = position + 1; at < (tree.ends[position] ?? 0); at++) {
    const node = tree.nodes[at];
    if (node && 'data' in node && node.data.trim() !== '') pieces.push(tidy(node.data));
  }
  if (pieces.length < 2 || pieces.length > 8) return null;
  const named = new Set(stated.map(fold).filter((title) => title.length > 10));
  const isWhole = clearSeparators.test(pieces.join(' '));
  const parts = isWhole ? [] : stated.flatMap((title) => title.split(clearSeparators).slice(-1));
  for (const titles of [named, new Set(parts.map(fold).filter((title) => title.length > 10))]) {
    for (let i = 1; i < pieces.length; i++) {
      const [before, after] = [pieces.slice(0, i).join(' '), pieces.slice(i).join(' ')];
      if (titles.has(fold(after))) return after.replace(/^[\s:|–—-]+/u, '');
      if (titles.has(fold(before))) return before.replace(/(?<![\s:|–—-])[\s:|–—-]+$/u, '');
    }
  }
  return null;
}

function isUsable(
  view: PageView,
  position: number,
  site: ReadonlySet<string>,
  excluded: NodeRange | null,
): boolean {
  if (excluded && position >= excluded.from && position < excluded.to) return false;
  const text = shortLineOf(view.tree, subtree(view.tree, position), 400);
  if (text === '') return false;
  if (site.has(fold(text)) && !view.title.toLowerCase().startsWith(`${text.toLowerCase()} `)) return false;
  const target = linkOf(view, position);
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
    names.push(shortLineOf(view.tree, subtree(view.tree, at), 400));
  }
  return new Set(names.map(fold).filter((name) => name !== ''));
}

const clearSeparators = /\s+[-–—|»«·•]+\s+|\s+:\s+/;
const separators = /\s+(?:»|«|\||–|—|::|·|•|‹|›|~|-|\/|>|<|:)\s+|:\s+/;

/** Longer ones are no titles, and stay as they are. */
const MAX_TITLE = 2_000;

/** Takes the blog's name off a page title: the part that equals it, else the shorter edge behind a clear separator. */
export function withoutSite(printed: string, site: ReadonlySet<string>): string {
  if (printed.length > MAX_TITLE) return printed;
  const title = printed.replace(/\s+\|\|\s+/g, ' | ');
  const text = title.replace(/\s+»\s+(?:Blog Archive|Archives?|Archiv)\s+»\s+/i, ' » ');
  const parts = text.split(separators);
  const unspaced = /^(.*\p{Script=Han}.*)[-_|–—][^-_|–—]{2,14}$/u.exec(text);
  if (parts.length < 2 && unspaced?.[1]) return unspaced[1];
  if (parts.length < 2) return site.has(fold(text)) ? '' : text;
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (site.has(fold(last))) return text.slice(0, text.lastIndexOf(last)).replace(/[\s»«|–—:·•‹›~>/-]+$/u, '');
  if (site.has(fold(first))) return text.slice(first.length).replace(/^[\s»«|–—:·•‹›~>/-]+/u, '');
  if (title !== text || / » /.test(text)) return text.slice(text.lastIndexOf(' » ') + 3);
  if (/ [|–—·•‹«] /.test(text)) return text.replace(/\s+[|–—·•‹«]\s+[^|–—·•‹«]*$/u, '');
  return text;
}
