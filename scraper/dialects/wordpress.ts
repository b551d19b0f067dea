// WordPress: every markup family from Kubrick to block themes.

import { findFirst } from '../reading/markup/select.ts';
import type { PageView } from '../reading/page/page-view.ts';
import { readThread } from '../reading/thread.ts';
import type { Detection, Dialect } from './model.ts';
import { wordpressComments, wordpressPosts } from './wordpress-markup.ts';

const fingerprints: readonly (readonly [selector: string, weight: number, name: string])[] = [
  ['link[rel=EditURI]', 0.3, 'link to RSD'],
  ['link[rel=wlwmanifest]', 0.4, 'link to wlwmanifest'],
  ['link[rel=pingback][href*="xmlrpc.php"]', 0.4, 'pingback address xmlrpc.php'],
  ['link[href*="/wp-content/"]', 0.5, 'files under wp-content'],
  ['link[href*="/wp-includes/"]', 0.5, 'files under wp-includes'],
  ['script[src*="/wp-content/"]', 0.4, 'scripts under wp-content'],
  ['script[src*="/wp-includes/"]', 0.4, 'scripts under wp-includes'],
  ['img[src*="/wp-content/"]', 0.3, 'pictures under wp-content'],
  ['form[action*="wp-comments-post.php"]', 0.6, 'comment form of WordPress'],
  ['.commentmetadata', 0.3, 'class commentmetadata'],
  ['.comment-author.vcard', 0.3, 'class comment-author vcard'],
  ['ol.commentlist', 0.3, 'list named commentlist'],
  ['.postmetadata', 0.2, 'class postmetadata'],
  ['.wp-block-comment-template', 0.6, 'comment blocks'],
  ['a[href*="wordpress.org"]', 0.15, 'link to wordpress.org'],
  ['.type-post', 0.4, 'class type-post'],
];

function detect(page: PageView): Detection {
  const evidence: string[] = [];
  let confidence = 0;
  if (page.generator.includes('wordpress')) {
    confidence = 0.9;
    evidence.push('generator WordPress');
  }
  for (const name of page.bodyClasses) {
    if (!/^(?:postid|page-id|single-format|wp)-/.test(name)) continue;
    confidence += 0.6;
    evidence.push(`body class ${name}`);
    break;
  }
  for (const [selector, weight, name] of fingerprints) {
    if (findFirst(page.tree, selector) === null) continue;
    confidence += weight;
    evidence.push(name);
  }
  return { confidence: Math.min(1, confidence), evidence };
}

/** WordPress, versions 1.5 to 6, classic and block themes. */
export const wordpress: Dialect = {
  name: 'wordpress',
  version: 2,
  detect,
  read: (page) =>
    readThread(page, {
      posts: wordpressPosts,
      comments: wordpressComments,
      hasSiteIds: (name) => /^\d+$/.test(name),
    }),
};
