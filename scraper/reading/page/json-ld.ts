// JSON-LD of a page: its objects, and what they say of the post. Hostile input: size bounded, walked without recursion.

import { oncePerPage } from '../markup/per-page.ts';
import { findAll } from '../markup/select.ts';
import type { PageTree } from '../markup/tree.ts';

export type LinkedObject = Readonly<Record<string, unknown>>;

export interface LinkedPost {
  readonly author: string | null;
  readonly date: string | null;
  readonly headline: string | null;
  /** The body as it stands in the data, often with markup. */
  readonly text: string | null;
  /** Number of comments the data states, or null. */
  readonly commentCount: number | null;
}

const maxLength = 2_000_000;
const maxObjects = 20_000;
const postTypes =
  /^(?:BlogPosting|Article|NewsArticle|TechArticle|SocialMediaPosting|DiscussionForumPosting|Question|Posting)$/;

/** The first post among a page's JSON-LD objects, or null. */
export function jsonLdPost(tree: PageTree): LinkedPost | null {
  const found = postObject(tree);
  if (!found) return null;
  return {
    author: nameOf(found.author),
    date: textOf(found.datePublished) ?? textOf(found.dateCreated),
    headline: textOf(found.headline) ?? textOf(found.name),
    text: longTextOf(found.articleBody) ?? longTextOf(found.text),
    commentCount: countOf(found),
  };
}

/** `commentCount`, or how often people commented as an interaction counter says it. */
function countOf(post: LinkedObject): number | null {
  const counters = [post.interactionStatistic].flat().filter(isObject);
  const counter = counters.find(({ interactionType: type }) =>
    /CommentAction|UserComments/.test(String(isObject(type) ? type['@type'] : type)),
  );
  const count = Number(post.commentCount ?? counter?.userInteractionCount ?? Number.NaN);
  return Number.isInteger(count) && count >= 0 ? count : null;
}

/** The object that describes the page's post, or null. */
export function postObject(tree: PageTree): LinkedObject | null {
  return linkedObjects(tree).find((value) => hasType(value, postTypes)) ?? null;
}

/** Objects of a page and what they name as its main thing, outermost first; may be empty. */
export const linkedObjects = oncePerPage((tree): readonly LinkedObject[] =>
  findAll(tree, 'script[type="application/ld+json"]').flatMap((at) => {
    const node = tree.nodes[at + 1];
    const text = node && 'data' in node ? node.data : '';
    return text.length > maxLength ? [] : objectsOf(parse(text));
  }),
);

/** JSON as pages hold it: in `<!-- -->` or CDATA marks, with line breaks inside strings. */
function parse(text: string): unknown {
  const json = text.replace(
    /^\s*(?:<!--|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|\/\/\s*\]\]>|\]\]>)\s*$/g,
    '',
  );
  for (const candidate of [json, withoutControls(json)]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // The next spelling, else nothing: data that does not parse says nothing.
    }
  }
  return null;
}

function withoutControls(json: string): string {
  return json.replace(/\p{Cc}+/gu, ' ').replace(/,(?=\s*[\]}])/g, '');
}

function objectsOf(root: unknown): LinkedObject[] {
  const queue: unknown[] = [root];
  const found: LinkedObject[] = [];
  for (let i = 0; i < queue.length && i < maxObjects; i++) {
    const value = queue[i];
    if (Array.isArray(value)) for (const item of value) queue.push(item);
    else if (isObject(value)) {
      found.push(value);
      // Questions of a list of frequent ones are no discussion.
      if (!hasType(value, /^FAQPage$/)) queue.push(value['@graph'], value.mainEntity, value.mainEntityOfPage);
    }
  }
  return found;
}

/** True when one of the object's types matches; `schema:` and full addresses of types are left aside. */
export function hasType(value: LinkedObject, types: RegExp): boolean {
  return [value['@type']]
    .flat()
    .some(
      (type) =>
        typeof type === 'string' && types.test(type.replace(/^(?:https?:\/\/schema\.org\/|schema:)/, '')),
    );
}

/** True for an object that is no list. */
export function isObject(value: unknown): value is LinkedObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A short text of the data, trimmed; null when there is none. */
export function textOf(value: unknown): string | null {
  return longTextOf(value)?.slice(0, 300) ?? null;
}

/** A text of the data, trimmed; null when there is none. */
export function longTextOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** Name of a person as the data gives it: a text, or an object with a name, or the first of several. */
export function nameOf(value: unknown): string | null {
  const first = Array.isArray(value) ? value[0] : value;
  return isObject(first) ? textOf(first.name) : textOf(first);
}
