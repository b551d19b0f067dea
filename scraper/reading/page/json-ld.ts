// Author and date of a post as JSON-LD states them. Hostile input: size bounded, walked without recursion.
import { findAll } from '../markup/select.ts';
import type { PageTree } from '../markup/tree.ts';

export interface LinkedPost {
  readonly author: string | null;
  readonly date: string | null;
  readonly headline: string | null;
}

const maxLength = 200_000;
const maxObjects = 2_000;
const postTypes = /^(?:BlogPosting|Article|NewsArticle|SocialMediaPosting|DiscussionForumPosting|Posting)$/;

/** The first post among a page's JSON-LD objects, or null. */
export function jsonLdPost(tree: PageTree): LinkedPost | null {
  for (const at of findAll(tree, 'script[type="application/ld+json"]')) {
    const node = tree.nodes[at + 1];
    const text = node && 'data' in node ? node.data : '';
    const found = text.length > maxLength ? null : findPostObject(parse(text));
    if (found)
      return {
        author: nameOf(found.author),
        date: textOf(found.datePublished),
        headline: textOf(found.headline),
      };
  }
  return null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function findPostObject(root: unknown): Record<string, unknown> | null {
  const queue: unknown[] = [root];
  for (let i = 0; i < queue.length && i < maxObjects; i++) {
    const value = queue[i];
    if (Array.isArray(value)) queue.push(...value.slice(0, maxObjects));
    else if (isObject(value)) {
      if ([value['@type']].flat().some((type) => typeof type === 'string' && postTypes.test(type)))
        return value;
      queue.push(value['@graph'], value.mainEntity, value.mainEntityOfPage);
    }
  }
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 300) : null;
}

function nameOf(value: unknown): string | null {
  const first = Array.isArray(value) ? value[0] : value;
  return isObject(first) ? textOf(first.name) : textOf(first);
}
