// The main text of a page whose template is unknown: by density of running text. Not comments: those are cut out first.
import { findAll } from '../markup/select.ts';
import {
  attribute,
  contains,
  elementAt,
  linkTextLength,
  type NodeRange,
  type PageTree,
  roleNames,
  subtree,
  textLength,
} from '../markup/tree.ts';

const boilerplate =
  /(?:^|[\s_-])(?:side-?bar\d?|widgets?|widget-area|nav|navi|navbar|navigation|menu|foot|footer|masthead|banner|share|sharing|sharedaddy|social|related|related_posts?|recent|promo|ads?|advert\w*|sponsor\w*|breadcrumbs?|pagination|pager|subscribe|newsletter|cookies?|search|blogroll|archives|calendar|copyright|skip|toolbar|login|popup|modal|bookmarks?|tagcloud|credits?|legal|disclaimer|author-?(?:box|bio|info))(?:$|[\s_-])/i;
const boilerplateTags = new Set(['nav', 'footer', 'aside', 'form', 'fieldset']);
const paragraphTags = new Set(
  'p pre blockquote td dd li h2 h3 h4 div section article center font span figcaption'.split(' '),
);

/** True for elements that by name or tag are no text of a post. */
export function isBoilerplate(tree: PageTree, position: number): boolean {
  const element = elementAt(tree, position);
  if (
    !element ||
    element.name === 'body' ||
    element.name === 'html' ||
    element.name === 'article' ||
    element.name === 'main'
  )
    return false;
  if (boilerplateTags.has(element.name)) return true;
  const role = attribute(tree, position, 'role') ?? '';
  if (/^(?:navigation|complementary|contentinfo|search|banner)$/.test(role)) return true;
  return roleNames(tree, position).some(
    (name) => boilerplate.test(name) && !/^(?:has|with|no|right|left)-/.test(name),
  );
}

/** Ranges that are boilerplate, outermost only, unless one holds most of the page. */
export function boilerplateRanges(tree: PageTree): NodeRange[] {
  const total = textLength(tree, { from: 0, to: tree.nodes.length });
  const ranges: NodeRange[] = [];
  for (let at = 0; at < tree.nodes.length; at++) {
    if (!elementAt(tree, at) || !isBoilerplate(tree, at)) continue;
    const range = subtree(tree, at);
    if (textLength(tree, range) * 2 > total) continue;
    ranges.push(range);
    at = range.to - 1;
  }
  return ranges;
}

/** The element that holds the page's running text, or null. `excluded` ranges do not count. Linear. */
export function findContent(tree: PageTree, excluded: readonly NodeRange[]): number | null {
  const weights = weighText(tree, excluded);
  const body = findAll(tree, 'body')[0] ?? 0;
  const sums = new Float64Array(tree.nodes.length + 1);
  weights.forEach((weight, at) => {
    sums[at + 1] = (sums[at] ?? 0) + weight;
  });
  const sumOf = (at: number) => (sums[tree.ends[at] ?? at] ?? 0) - (sums[at] ?? 0);
  let best = body;
  if (sumOf(best) === 0) return null;
  for (let next = heaviestChild(tree, best, sumOf); next !== null; next = heaviestChild(tree, best, sumOf))
    best = next;
  return best;
}

/** Text length of running-text nodes by position; 0 for all others. */
function weighText(tree: PageTree, excluded: readonly NodeRange[]): Float64Array {
  const weights = new Float64Array(tree.nodes.length);
  const skips = new Map(excluded.map((range) => [range.from, range.to]));
  for (let at = 0; at < tree.nodes.length; at++) {
    const skipTo = skips.get(at);
    if (skipTo !== undefined && skipTo > at) {
      at = skipTo - 1;
      continue;
    }
    const node = tree.nodes[at];
    if (!node || !('data' in node)) continue;
    const parent = elementAt(tree, tree.parents[at] ?? -1);
    if (!parent || !isRunning(tree, at, parent.name)) continue;
    const length = textLength(tree, { from: at, to: at + 1 });
    if (length >= 20) weights[at] = length;
  }
  return weights;
}

function isRunning(tree: PageTree, position: number, parentName: string): boolean {
  if (parentName === 'a') return false;
  const holder = tree.parents[position] ?? -1;
  if (paragraphTags.has(parentName)) {
    const range = subtree(tree, holder);
    const isSmall = range.to - range.from < 200;
    return !isSmall || linkTextLength(tree, range) * 2 <= textLength(tree, range);
  }
  return true;
}

/** A child that holds nearly all of the text: then the text's element is further down. */
function heaviestChild(tree: PageTree, position: number, sumOf: (at: number) => number): number | null {
  const total = sumOf(position);
  const end = tree.ends[position] ?? 0;
  for (let at = position + 1; at < end; at = tree.ends[at] ?? end) {
    const element = elementAt(tree, at);
    if (!element || sumOf(at) < total * 0.75) continue;
    return /^(?:p|pre|blockquote|h[1-6]|li|font|span|b|i|em|strong|a|td|dd)$/.test(element.name) &&
      !hasBlocks(tree, at)
      ? null
      : at;
  }
  return null;
}

function hasBlocks(tree: PageTree, position: number): boolean {
  return findAll(tree, 'p, div, br, table', subtree(tree, position)).some((at) => at !== position);
}

/** Blocks inside the content that are lists of links, sharing rows, or named as boilerplate. */
export function clutterIn(tree: PageTree, content: number, kept: number | null): number[] {
  const range = subtree(tree, content);
  const total = textLength(tree, range);
  const found: number[] = [];
  for (let at = range.from + 1; at < range.to; at++) {
    const element = elementAt(tree, at);
    if (!element || (kept !== null && contains(tree, at, kept))) continue;
    const own = subtree(tree, at);
    const length = textLength(tree, own);
    if (isBoilerplate(tree, at) && length * 2 < total) {
      found.push(at);
      at = own.to - 1;
    }
  }
  return found;
}
