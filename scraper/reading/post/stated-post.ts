// The post as the page's data states it, for pages that draw it by a script: title, author, date and body out of JSON-LD.
import type { Comment, Post } from '../../model.ts';
import { findDate } from '../dates/dates.ts';
import { bodyOfData } from '../markup/data-text.ts';
import { findFirst } from '../markup/select.ts';
import { parseUrl } from '../markup/urls.ts';
import { jsonLdPost } from '../page/json-ld.ts';
import { metaContent, type PageView } from '../page/page-view.ts';

/**
 * The post of the markup, with the data's text when it has none; a post of the data or of the head alone; or null. The data of a forum
 * calls its first message the post: where that stands among the comments already, nothing is added.
 */
export function withStatedText(view: PageView, post: Post | null, comments: readonly Comment[]): Post | null {
  if (post !== null && (post.text !== '' || post.hasImage)) return post;
  const stated = jsonLdPost(view.tree);
  if (stated?.text == null) return post ?? (comments.length === 0 ? undrawnPost(view) : null);
  const body = bodyOfData(stated.text, view.baseUrl);
  const start = letters(body.text);
  if (comments.some((comment) => letters(comment.text) === start)) return post;
  if (post !== null) return { ...post, ...body };
  const date = stated.date === null ? null : findDate(stated.date, view.dates);
  return {
    id: 'post',
    title: stated.headline ?? '',
    author: stated.author,
    authorUrl: null,
    publishedAt: date?.iso ?? null,
    datePrecision: date?.precision ?? null,
    ...body,
    tags: [],
    categories: [],
  };
}

/** Most visible characters of a page that a script has yet to draw. */
const maxUndrawn = 100;

/** The post of a page that holds nothing but its head: where title and address name a single page, with no text. */
function undrawnPost(view: PageView): Post | null {
  const { tree } = view;
  const title = metaContent(tree, 'og:title');
  const address = parseUrl(view.canonicalUrl ?? metaContent(tree, 'og:url') ?? '');
  if (title === null || address === null || (tree.textBefore.at(-1) ?? 0) > maxUndrawn) return null;
  const name = address.pathname.split('/').findLast((part) => part !== '') ?? '';
  if (!isNameOfPost(name) || findFirst(tree, 'script, link[rel=modulepreload]') === null) return null;
  return {
    id: 'post',
    title,
    author: null,
    authorUrl: null,
    publishedAt: null,
    datePrecision: null,
    ...bodyOfData('', view.baseUrl),
    tags: [],
    categories: [],
  };
}

/** True for the last part of an address that is made of a title: four words and more. */
function isNameOfPost(name: string): boolean {
  return name.replace(/\.\w+$/, '').split(/[-_]+/).length >= 4;
}

/** The first letters and digits of a text, as markup and data agree on them. */
function letters(text: string): string {
  return text
    .slice(0, 400)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .slice(0, 80);
}
