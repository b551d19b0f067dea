// Tags and categories of a post.

import { type Line, type LineLink, readLines } from '../markup/lines.ts';
import { findAll, matches } from '../markup/select.ts';
import { lineOf } from '../markup/text.ts';
import { attribute, type NodeRange, subtree } from '../markup/tree.ts';
import { decodePath } from '../markup/urls.ts';
import { pageMetas } from '../page/metas.ts';
import { isAside } from '../page/page-kind.ts';
import type { PageView } from '../page/page-view.ts';

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
    const name = withoutComma(lineOf(view.tree, subtree(view.tree, at)));
    if (name === '' || name.length > 80) continue;
    (isCategory(view, at) ? categories : tags).add(name);
  }
  if (tags.size > maxTerms) tags.clear();
  for (const line of readLines(view.tree, range, inside(view, commentArea))) {
    const terms = line.text.length > maxLine ? null : labelled(line);
    for (const name of terms?.names ?? [])
      if (!tags.has(name) && !categories.has(name)) (terms?.isCategory ? categories : tags).add(name);
  }
  if (tags.size === 0) for (const name of statedTags(view)) tags.add(name);
  return { tags: [...tags], categories: [...categories] };
}

/** A longer line is text. */
const maxLine = 300;
const tagLabel =
  /^\W{0,3}(?:tags?|tagged(?: (?:with|as|in))?|labels?|keywords|stichw[oö]rte(?:r)?|schlagw[oö]rte(?:r)?|mots[- ]cl[ée]s|etiquetas|étiquettes|tagi|метки)\s*:/iu;
const categoryLabel =
  /^\W{0,3}(?:filed (?:under|in)|posted in|categor(?:y|ies)|kategorien?|rubrik|abgelegt unter|catégories?|categorías?|categorie|рубрик[аи])\s*:?/iu;

/** The linked names of a line that says what they are: "Tags: this, that". */
function labelled(line: Line): { names: readonly string[]; isCategory: boolean } | null {
  const isCategory = categoryLabel.test(line.text);
  if (!isCategory && !tagLabel.test(line.text)) return null;
  const isTerm = ({ href, text }: LineLink) =>
    text.length > 1 && text.length <= 40 && !/author|#|\/user|^mailto:/i.test(href);
  const label = (isCategory ? categoryLabel : tagLabel).exec(line.text)?.[0] ?? '';
  const names = line.links.filter(isTerm).map((link) => withoutComma(link.text));
  const rest = line.text.length - label.length - names.reduce((sum, name) => sum + name.length + 2, 0);
  return rest > maxLine / 5 ? null : { names, isCategory };
}

function withoutComma(name: string): string {
  return name.replace(/(?<![\s,;])[\s,;]+$/u, '');
}

/** What the head of the page calls the tags of its article. */
function statedTags(view: PageView): readonly string[] {
  const stated = pageMetas(view.tree).get('article:tag') ?? [];
  const names =
    stated.length === 1 ? stated.flatMap((value) => value.split(',').map((name) => name.trim())) : stated;
  return names.filter((name) => name !== '' && name.length <= 80).slice(0, maxTerms);
}

function inside(view: PageView, area: NodeRange | null): ReadonlySet<number> {
  const positions = new Set<number>();
  if (area) for (let at = area.from; at < area.to; at = view.tree.ends[at] ?? at + 1) positions.add(at);
  return positions;
}

function isCategory(view: PageView, position: number): boolean {
  const rel = attribute(view.tree, position, 'rel') ?? '';
  const href = decodePath(attribute(view.tree, position, 'href') ?? '');
  if (/\bcategory\b/.test(rel) || matches(view.tree, position, '.entry-categories a, .entry-category a'))
    return true;
  return /\/categor(?:y|ies)\/|\/kategorien?\/|[?&]cat=/.test(href);
}
