// The name of a comment's author in the elements that a family marks for it.
import { repairMojibake } from '../../decode/mojibake.ts';
import { findDate } from '../dates/dates.ts';
import { tidy } from '../markup/lines.ts';
import { findAll } from '../markup/select.ts';
import { lineOf } from '../markup/text.ts';
import { attribute, elementAt, type NodeRange, type PageTree, subtree } from '../markup/tree.ts';
import type { PageView } from '../page/page-view.ts';
import { authorAddress } from './author-link.ts';
import type { CommentRecord } from './comment-records.ts';
import { unverifiedMark } from './comment-words.ts';
import { isFiller } from './line-words.ts';
import type { NamedLine } from './meta-lines.ts';

interface FoundElement {
  readonly position: number;
  readonly text: string;
}

/** The first name that the selectors give, and whether a place made for one is empty. */
export function markedAuthor(
  view: PageView,
  record: CommentRecord,
  selectors: readonly string[],
  dropped: ReadonlySet<number>,
) {
  let isNamedEmpty = false;
  for (const selector of selectors) {
    for (const position of findAll(view.tree, selector, record.range)) {
      if (position === record.position) continue;
      const text = nameText(view, position, dropped);
      if (text !== '') return { found: { position, text }, isNamedEmpty };
      if (/fn|cite/.test(selector)) isNamedEmpty = true;
    }
  }
  return { found: null, isNamedEmpty };
}

function nameText(view: PageView, position: number, dropped: ReadonlySet<number>): string {
  const stated = elementAt(view.tree, position);
  if (stated?.name === 'meta') return cleanName(stated.attribs.content ?? '');
  const inner = new Set(dropped);
  for (const at of findAll(
    view.tree,
    '.says, .says-text, time, .comment-date, .comment-meta, .screen-reader-text',
    subtree(view.tree, position),
  )) {
    if (at !== position) inner.add(at);
  }
  const text = cleanName(lineOf(view.tree, subtree(view.tree, position), inner));
  const date = findDate(text, view.dates);
  if (!date) return text;
  if (isFiller(text.slice(0, date.start) + text.slice(date.end))) return '';
  return linkedName(view, position, text) ?? text;
}

/** The link in "By NAME on DATE", or null when more stands beside it. */
function linkedName({ tree, dates }: PageView, position: number, text: string): string | null {
  const link = findAll(tree, 'a[href]', subtree(tree, position))[0];
  const name = link === undefined ? '' : lineOf(tree, subtree(tree, link));
  if (name === '' || !text.includes(name)) return null;
  const rest = text.replace(name, ' ');
  const date = findDate(rest, dates);
  return date && isFiller(rest.slice(0, date.start) + rest.slice(date.end)) ? cleanName(name) : null;
}

/** What is longer is no name, whatever stands around it. */
const MAX_MARKED = 2_000;

/** A name without the words and marks around it, and without the address it was written from; empty when nothing is left. */
export function cleanName(text: string): string {
  if (text.length > MAX_MARKED) return '';
  const name = tidy(repairMojibake(text).text)
    .replace(unverifiedMark, '')
    .replace(/\s*(?:says|said|sagt|dit|dice|disse|zegt|pisze|schreibt|writes|wrote)\s*(?:\.{3}|…|:)?$/i, '')
    .replace(/[\s,]+(?:at|@|um|à|às|om|alle)\s+\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?|uhr)?\s*$/i, '')
    .replace(/^[\s:,|·•–—-]+|[\s:,|·•–—]+$/g, '')
    .replace(/^\(([^()]+)\)$/, '$1')
    .replace(/\s*\((?:-{2,}|\*+|\d{1,3})\.[\w.*-]+\)$/, '');
  return name.length > 300 ? '' : name;
}

/** A marked name with the address behind it. */
export function toNamed(view: PageView, found: FoundElement, record: CommentRecord): NamedLine {
  const { tree } = view;
  const inside = findAll(tree, 'a[href]', subtree(tree, found.position))[0];
  const parent = tree.parents[found.position] ?? -1;
  const around = elementAt(tree, parent)?.name === 'a' ? parent : undefined;
  const href = attribute(tree, inside ?? around ?? -1, 'href');
  return {
    name: found.text,
    url: href === null || isOwnLink(href, record.name) ? null : authorAddress(view, inside ?? parent),
    nodes: textNodes(tree, subtree(tree, found.position)),
    label: '',
  };
}

function isOwnLink(href: string, name: string | null): boolean {
  return href.startsWith('#') || (name !== null && href.endsWith(`-${name}`));
}

/** Text nodes of a range, ascending. */
export function textNodes(tree: PageTree, range: NodeRange): number[] {
  const found: number[] = [];
  for (let at = range.from; at < range.to; at++) if (!elementAt(tree, at)) found.push(at);
  return found;
}
