// Drupal 4.6 to 10: nodes of any kind with their comments, flat or indented, over one page or several.
import { findAll } from '../reading/markup/select.ts';
import { attribute } from '../reading/markup/tree.ts';
import type { PageKind } from '../reading/page/page-kind.ts';
import type { PageView } from '../reading/page/page-view.ts';
import { readThread } from '../reading/thread.ts';
import { drupalComments, drupalPosts } from './drupal-markup.ts';
import { type Fingerprints, weighFingerprints } from './fingerprints.ts';
import type { Dialect } from './model.ts';

const fingerprints: Fingerprints = {
  generator: /drupal/,
  bodyClass: [/^(?:node-type-|page-node-|path-node|section-node|not-logged-in$|role-)/, 0.3],
  selectors: [
    ['script[src*="misc/drupal.js"]', 0.6, 'script drupal.js'],
    ['link[href*="misc/drupal.css"]', 0.6, 'style sheet drupal.css'],
    ['link[href*="modules/node/node.css"]', 0.5, 'style sheet of nodes'],
    ['link[href*="modules/system/"]', 0.4, 'style sheets of the system module'],
    ['link[href*="/sites/default/files/"]', 0.4, 'files under sites/default'],
    ['link[href*="/sites/all/"]', 0.4, 'files under sites/all'],
    ['script[src*="/sites/all/"]', 0.4, 'scripts under sites/all'],
    ['script[src*="/sites/default/files/js/"]', 0.4, 'scripts under sites/default'],
    ['img[src*="/sites/default/files/"]', 0.3, 'pictures under sites/default'],
    ['link[href*="/core/misc/"]', 0.4, 'files under core/misc'],
    ['link[href*="/core/modules/"]', 0.4, 'files under core/modules'],
    ['script[data-drupal-selector]', 0.6, 'settings of Drupal'],
    ['[data-drupal-selector]', 0.3, 'marks for Drupal'],
    ['[data-history-node-id]', 0.4, 'node with a history'],
    ['[data-comment-user-id]', 0.3, 'comment with a user number'],
    ['.node .submitted', 0.15, 'node with a submitted line'],
    ['.comment .submitted', 0.08, 'comment with a submitted line'],
    ['.indented', 0.08, 'class indented'],
    ['.field-name-body', 0.3, 'class field-name-body'],
    ['.field--name-body', 0.3, 'class field--name-body'],
    ['form[action*="/comment/reply/"]', 0.4, 'comment form of Drupal'],
    ['a[href*="/comment/reply/"]', 0.3, 'link to comment/reply'],
    ['.block-system', 0.2, 'block of the system module'],
    ['#block-user-0', 0.3, 'user block'],
  ],
  script: [/Drupal\.settings|drupalSettings|jQuery\.extend\(Drupal/, 0.6, 'scripts of Drupal'],
};

/** Drupal. Comments are counted through the site. */
export const drupal: Dialect = {
  name: 'drupal',
  version: 1,
  detect: (page) => weighFingerprints(page, fingerprints),
  read: (page) =>
    readThread(page, {
      posts: drupalPosts,
      comments: drupalComments,
      hasSiteIds: (name) => /^\d+$/.test(name),
      findPostNumber,
      pageKind,
    }),
};

const ownPaths = /(?:^|[/?=])node\/(\d+)(?:$|[/?#&.])/;

/** Number of the node: of the page's body, its address, or the only node shown. */
function findPostNumber(view: PageView): string | null {
  for (const name of view.bodyClasses) {
    const number = /^page-node-(\d+)$/.exec(name)?.[1];
    if (number) return number;
  }
  const { tree } = view;
  const addresses = findAll(tree, 'link[rel=shortlink], link[rel=canonical]').map((at) =>
    attribute(tree, at, 'href'),
  );
  for (const address of [...addresses, view.ownUrl, `/${view.path}`]) {
    const number = ownPaths.exec(address ?? '')?.[1];
    if (number) return number;
  }
  const numbers = new Set<string>();
  for (const at of findAll(tree, '[id^="node-"], [data-history-node-id]')) {
    const number =
      attribute(tree, at, 'data-history-node-id') ??
      /^node-(\d+)$/.exec(attribute(tree, at, 'id') ?? '')?.[1];
    if (number) numbers.add(number);
  }
  const [only] = numbers;
  return numbers.size === 1 && only !== undefined ? only : null;
}

/** Listings say so: teasers, or more than one node on a page that is no node's own. */
function pageKind(view: PageView): PageKind | null {
  const isNode = [...view.bodyClasses].some((name) =>
    /^(?:page-node-\d+|node-type-\S+|page-node-type-\S+)$/.test(name),
  );
  if (isNode) return null;
  const { tree } = view;
  const teasers = findAll(tree, '.node-teaser, .node--view-mode-teaser, .view-mode-teaser').length;
  const nodes = new Set(
    findAll(tree, '.node').flatMap((at) => attribute(tree, at, 'id') ?? attribute(tree, at, 'about') ?? []),
  ).size;
  if (teasers === 0 && nodes < 2) return null;
  const detail = teasers > 0 ? `${teasers} teasers` : `${nodes} nodes`;
  return { skip: { reason: 'listing', detail }, evidence: detail };
}
