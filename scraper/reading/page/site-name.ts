// The blog's own name, as its pages print it.
import { tidy } from '../markup/lines.ts';
import { findAll } from '../markup/select.ts';
import { shortLineOf } from '../markup/text.ts';
import { attribute, subtree } from '../markup/tree.ts';
import { metaContent, type PageView } from './page-view.ts';

const places =
  '#site-title, .site-title, .wp-block-site-title, a[rel=home], #blog-title, .blog-title, h1#header a, #header h1 a, #headerimg h1 a, #headerimg a, #header .title, #banner h1, #head h1, #masthead h1, #branding h1, #banner-header, #header-name, #site-name, .site-name, .site-branding__name';

/** Name of the blog, or null. */
export function findSiteName(view: PageView): string | null {
  const named = metaContent(view.tree, 'og:site_name', 'application-name');
  if (named) return tidy(named);
  for (const selector of places.split(', ')) {
    for (const at of findAll(view.tree, selector)) {
      const text = shortLineOf(view.tree, subtree(view.tree, at), 120);
      if (text !== '' && !/^home$/i.test(text)) return text;
    }
  }
  return feedName(view);
}

/** "Name » Feed" is how WordPress titles the link of its feed. */
function feedName(view: PageView): string | null {
  for (const at of findAll(view.tree, 'link[rel=alternate]')) {
    const name = /^(.+?) » Feed$/.exec(tidy(attribute(view.tree, at, 'title') ?? ''))?.[1];
    if (name) return tidy(name);
  }
  return null;
}
