// Blogger: classic templates, layouts since 2006, threaded comments since 2012, and its comment pages.
import { findAll, findFirst } from '../reading/markup/select.ts';
import { attribute, textLength } from '../reading/markup/tree.ts';
import { decodePath } from '../reading/markup/urls.ts';
import { type PageKind, skipPage, threadPage } from '../reading/page/page-kind.ts';
import type { PageView } from '../reading/page/page-view.ts';
import { readThread } from '../reading/thread.ts';
import { bloggerComments, bloggerPosts, bloggerPrints, bloggerScriptedComments } from './blogger-markup.ts';
import { weighFingerprints } from './fingerprints.ts';
import type { Dialect } from './model.ts';

const listingClasses = /^(?:index|archive|label|search|feed|homepage)-view$/;
/** A page without its posts holds menus and a word on JavaScript. */
const emptyView = 600;

/** What body classes say; pages of dynamic views come without their posts, which a script fetches. */
function pageKind(view: PageView): PageKind | null {
  const { tree } = view;
  const named = [...view.bodyClasses].find((name) => listingClasses.test(name));
  if (view.bodyClasses.has('error-view')) return skipPage('error-page', 'body class error-view');
  if (view.bodyClasses.has('item-view')) return threadPage('body class item-view');
  if (named !== undefined) return skipPage('listing', `body class ${named}`);
  const isDynamic = findFirst(tree, 'link[href*="/dynamicviews/"], script[src*="/dynamicviews/"]') !== null;
  if (isDynamic && textLength(tree, { from: 0, to: tree.nodes.length }) < emptyView)
    return skipPage('no-content', 'a dynamic view: a script fetches the posts');
  return null;
}

const postNumbers: readonly (readonly [selector: string, name: string, pattern: RegExp])[] = [
  ['[id^="post-body-"]', 'id', /^post-body-(\d+)$/],
  ['meta[itemprop=postId]', 'content', /^(\d+)$/],
  ['link[href*="/feeds/"]', 'href', /\/feeds\/(\d+)\/comments\//],
  ['input[name=postID]', 'value', /^(\d+)$/],
  ['a[href*="comment.g"]', 'href', /(?<![-\w])comment\.g\?(?:.*&)?postID=(\d+)/],
  ['.post', 'id', /^(\d{6,})$/],
];

/** Blogger's number of the post: of the comment page's address, else where all that stand in one place agree. */
function postNumber(view: PageView): string | null {
  const named = /[?&;]postID=(\d+)/.exec(commentPageAddress(view) ?? '')?.[1];
  if (named !== undefined) return named;
  for (const [selector, name, pattern] of postNumbers) {
    const numbers = new Set(
      findAll(view.tree, selector).flatMap(
        (at) => pattern.exec(attribute(view.tree, at, name) ?? '')?.[1] ?? [],
      ),
    );
    const [only] = numbers;
    if (numbers.size === 1 && only !== undefined) return only;
  }
  return null;
}

/** Address of a page that shows the comments of a post in a window of their own; null for other pages. */
function commentPageAddress(view: PageView): string | null {
  const address = decodePath(decodePath(view.ownUrl ?? view.path));
  return /(?:^|\/)comment\.(?:g|do)\b/.test(address) ? address.replace(/@(?=\w+=)/, '?') : null;
}

/** Blogger. Times are the printed ones with the zone that `showComment=` tells; "Anonymous" is what a page prints. */
export const blogger: Dialect = {
  name: 'blogger',
  version: 1,
  detect: (page) => {
    const seen = weighFingerprints(page, bloggerPrints);
    if (commentPageAddress(page) === null) return seen;
    return { confidence: 1, evidence: [...seen.evidence, 'address of a comment page'] };
  },
  read: (page) =>
    readThread(page, {
      posts: bloggerPosts,
      comments: bloggerComments,
      hasSiteIds: (name) => /^\d{6,}$/.test(name),
      hasUniqueNumbers: true,
      pageKind,
      findPostNumber: postNumber,
      showsPost: (view) => commentPageAddress(view) === null,
      scriptedComments: bloggerScriptedComments,
    }),
};
