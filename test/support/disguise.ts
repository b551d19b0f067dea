// Makes pages of other themes out of known ones: the same comments in markup that tells less, or in another layout.

import { load } from 'cheerio';
import type { AnyNode, Element } from 'domhandler';
import { genericComments } from '../../scraper/dialects/generic-markup.ts';
import { wordpressComments } from '../../scraper/dialects/wordpress-markup.ts';
import type { Comment } from '../../scraper/model.ts';
import { findCommentArea } from '../../scraper/reading/comments/comment-area.ts';
import { findNumberedRecords } from '../../scraper/reading/comments/comment-records.ts';
import { isInlineTag } from '../../scraper/reading/markup/lines.ts';
import { parsePage } from '../../scraper/reading/markup/parse-page.ts';
import type { CommentLayout, ShownComment } from './comment-layouts.ts';

type Page = ReturnType<typeof load>;

/** Changes to a page's markup that a reader of the page would not notice, by name. */
export const disguises: Readonly<Record<string, (page: Page) => void>> = {
  'no ids': (page) => {
    for (const element of elements(page)) {
      if (element.attribs.id) delete element.attribs.id;
      if (element.name === 'a' && element.attribs.name) delete element.attribs.name;
      if (/#.*\d/.test(element.attribs.href ?? '')) element.attribs.href = '#';
    }
  },
  'other names': (page) => {
    for (const element of elements(page)) {
      const { id } = element.attribs;
      if (id) element.attribs.id = renamed(id);
      if (element.attribs.class)
        element.attribs.class = element.attribs.class.split(/\s+/).filter(Boolean).map(renamed).join(' ');
      if (/#/.test(element.attribs.href ?? '')) element.attribs.href = '#';
    }
  },
  'no names': (page) => {
    for (const element of elements(page)) {
      delete element.attribs.id;
      delete element.attribs.class;
      if (element.name === 'a') delete element.attribs.name;
      if (/#/.test(element.attribs.href ?? '')) element.attribs.href = '#';
    }
  },
  'dates in prose': (page) => {
    for (const element of elements(page)) {
      delete element.attribs.datetime;
      if (element.name === 'time' || element.name === 'abbr') element.name = element.tagName = 'span';
      if (element.attribs.title) delete element.attribs.title;
    }
  },
  'no platform': (page) => {
    page('link, script, meta[name=generator], style').remove();
    page('form').removeAttr('action');
    page('img').removeAttr('src');
  },
  'other elements': (page) => {
    const others: Readonly<Record<string, string>> = {
      ol: 'div',
      ul: 'div',
      li: 'div',
      article: 'div',
      section: 'div',
      header: 'div',
      footer: 'div',
      cite: 'span',
      small: 'span',
    };
    for (const element of elements(page)) {
      const other = others[element.name];
      if (other) element.name = element.tagName = other;
    }
  },
  'name and date last': (page) => {
    const heads =
      '.comment-author, .comment-meta, .commentmetadata, li > cite, li > small, header.comment-header';
    for (const element of page(heads).toArray()) {
      if (page(element).parents(heads).length > 0) continue;
      const holder = page(element).parent();
      const answers = holder.children('ul, ol, .children, .reply').first();
      if (answers.length > 0) page(element).insertBefore(answers);
      else holder.append(page(element));
    }
  },
  minified: (page) => {
    for (const text of page('*').contents().toArray()) {
      if (text.type !== 'text' || text.data.trim() !== '') continue;
      const isBetweenWords = isInline(text.prev) && isInline(text.next);
      text.data = isBetweenWords ? ' ' : '';
    }
  },
};

/** The page with the named disguises put on. */
export function disguise(html: string, names: readonly string[]): string {
  const page = load(html);
  for (const name of names) disguises[name]?.(page);
  const text = page.html();
  return names.includes('minified') ? text.replace(/<\/(?:li|p|dt|dd|td|tr)>/g, '') : text;
}

function isInline(node: AnyNode | null): boolean {
  return node !== null && (!('name' in node) || isInlineTag(node.name));
}

function elements(page: Page): Element[] {
  return page('body, body *')
    .toArray()
    .filter((node) => 'attribs' in node);
}

/** The same meaningless name for the same name: "w" and letters made of a hash. */
function renamed(name: string): string {
  let hash = 7;
  for (const letter of name.replace(/\d+$/, '')) hash = (hash * 31 + letter.charCodeAt(0)) % 1_000_003;
  return `w${hash.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'.charAt(Number(digit)))}`;
}

/** The page with its comments shown in another layout; null when it has no comments with ids to take out. */
export function relayout(
  html: string,
  comments: readonly ShownComment[],
  layout: CommentLayout,
): string | null {
  const { tree } = parsePage(html);
  const records = [wordpressComments, genericComments]
    .map((markup) => findNumberedRecords(tree, markup))
    .find((found) => found.length === comments.length);
  const area = records ? findCommentArea(tree, records) : null;
  const document = tree.nodes.find((node) => 'name' in node && node.name === 'html')?.parent;
  if (!area || !document) return null;
  const page = load(document);
  const taken = [];
  for (let at = area.from; at < area.to; at = tree.ends[at] ?? at + 1)
    taken.push(...tree.nodes.slice(at, at + 1));
  page(taken.slice(0, 1)).before(`<div>${layout.render(comments)}</div>`);
  page(taken).remove();
  page('link, script, meta[name=generator]').remove();
  return page.html();
}

/** Comments as read, to be shown again. */
export function shownComments(comments: readonly Comment[]): ShownComment[] {
  const indexes = new Map(comments.map(({ id }, index) => [id, index]));
  return comments.map(({ author, authorUrl, publishedAt, text, parentId }) => ({
    author,
    authorUrl,
    date: publishedAt === null ? null : new Date(`${publishedAt.slice(0, 16).padEnd(16, 'T12:30')}Z`),
    paragraphs: text.split(/\n+/).filter((line) => line.trim() !== ''),
    parent: parentId === null ? null : (indexes.get(parentId) ?? null),
  }));
}
