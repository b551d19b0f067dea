// Tags and categories of a post.

import { findAll, matches } from '../markup/select.ts';
import { lineOf } from '../markup/text.ts';
import { attribute, type NodeRange, subtree } from '../markup/tree.ts';
import { decodePath } from '../markup/urls.ts';
import { isAside } from '../page/page-kind.ts';
import { metaContent, type PageView } from '../page/page-view.ts';

export interface Terms {
  readonly tags: readonly string[];
  readonly categories: readonly string[];
}

const termLinks =
  'a[rel~=tag], a[rel~=category], .post-labels a, a[href*="/search/label/"], .cat-links a, .tags-links a, .tag-links a, .entry-tags a, .taxonomy-category a, .taxonomy-post_tag a, .entry-categories a, a[href*="/category/"], a[rel~="categorytag"], .field-type-taxonomy-term-reference a, .field--name-field-tags a, .node .terms a, .node .taxonomy a';
/** A list longer than this is a cloud, not the labels of one post. */
const maxTerms = 60;

/** Labels linked from the post's element, as printed, without repeats. */
export function readTerms(view: PageView, range: NodeRange, commentArea: NodeRange | null): Terms {
  const tags = new Set<string>();
  const categories = new Set<string>();
  for (const at of findAll(view.tree, termLinks, range)) {
    if (commentArea && at >= commentArea.from && at < commentArea.to) continue;
    if (isAside(view.tree, at)) continue;
    const name = lineOf(view.tree, subtree(view.tree, at));
    if (name === '' || name.length > 80) continue;
    (isCategory(view, at) ? categories : tags).add(name);
  }
  if (tags.size > maxTerms) tags.clear();
  const keyword = tags.size === 0 ? metaContent(view.tree, 'article:tag') : null;
  if (keyword) tags.add(keyword);
  return { tags: [...tags], categories: [...categories] };
}

function isCategory(view: PageView, position: number): boolean {
  const rel = attribute(view.tree, position, 'rel') ?? '';
  const href = decodePath(attribute(view.tree, position, 'href') ?? '');
  if (/\bcategory\b/.test(rel) || matches(view.tree, position, '.entry-categories a, .entry-category a'))
    return true;
  return /\/categor(?:y|ies)\/|\/kategorien?\/|[?&]cat=/.test(href);
}
