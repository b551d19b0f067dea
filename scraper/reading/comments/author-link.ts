// The address behind a commenter's name. Some programs lead through a counter of their own and show the true one in the title.
import { attribute } from '../markup/tree.ts';
import { absoluteLink } from '../markup/urls.ts';
import type { PageView } from '../page/page-view.ts';

const counters = /mt-comments[\w.-]*\?(?:.*[;&])?__mode=red/;

/** Absolute http(s) address of a link; null for an anchor, a mail address, or a counter that hides where it leads. */
export function authorAddress(view: PageView, link: number): string | null {
  const href = attribute(view.tree, link, 'href');
  if (href === null) return null;
  if (!counters.test(href)) return absoluteLink(href, view.baseUrl);
  return absoluteLink(attribute(view.tree, link, 'title') ?? '', null);
}
