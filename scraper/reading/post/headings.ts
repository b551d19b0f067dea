// What speaks for and against a heading as the title of the post: its rank, its place, where it leads.
import { findAll } from '../markup/select.ts';
import { ancestors, attribute, elementAt, roleNames, subtree } from '../markup/tree.ts';
import { splitPagePath } from '../markup/urls.ts';
import { type PageView, resolveOnPage } from '../page/page-view.ts';

/** A page's first heading speaks for itself, one without a name of its own or that leads to another page against it. */
export function standing(view: PageView, position: number): number {
  if (leadsAway(view, position)) return -0.15;
  if (elementAt(view.tree, position)?.name === 'h1') return 0.15;
  return isPlainHeading(view, position) ? -0.15 : 0.05;
}

/** True for a heading with a link to a page that is surely another one. */
function leadsAway(view: PageView, position: number): boolean {
  const own = view.canonicalUrl ?? view.ownUrl;
  const target = linkOf(view, position);
  if (own === null || target === null) return false;
  const here = resolveOnPage(view, own);
  return here !== null && !pathOf(target).endsWith(pathOf(here));
}

function pathOf({ pathname, search }: URL): string {
  return splitPagePath(pathname + search).path;
}

/** Where the first link of a heading leads, or null. */
export function linkOf(view: PageView, position: number): URL | null {
  const link = findAll(view.tree, 'a[href]', subtree(view.tree, position))[0];
  return link === undefined ? null : resolveOnPage(view, attribute(view.tree, link, 'href') ?? '');
}

const headerNames =
  /(?:^|[-_])(?:site-?header|page-?header-?site|masthead|banner|logo|brand(?:ing)?|site-?title|blog-?title)(?:$|[-_])/i;

/** True inside the head of the page, where the blog's own name stands. */
export function isInHeader(view: PageView, position: number): boolean {
  return [position, ...ancestors(view.tree, position)].some(
    (at) =>
      elementAt(view.tree, at)?.name !== 'body' &&
      roleNames(view.tree, at).some((name) => headerNames.test(name)),
  );
}

/** A heading without a name of its own may as well be one inside the text. */
export function isPlainHeading(view: PageView, position: number): boolean {
  const element = elementAt(view.tree, position);
  return (
    element !== null &&
    /^h[1-6]$/.test(element.name) &&
    element.attribs.class === undefined &&
    element.attribs.id === undefined
  );
}
