// Movable Type 2 to 7 and TypePad: entries, comments (in the page, in a pop-up, over several pages), trackbacks.
import { findAll } from '../reading/markup/select.ts';
import { attribute } from '../reading/markup/tree.ts';
import type { PageView } from '../reading/page/page-view.ts';
import { readThread, type ThreadRules } from '../reading/thread.ts';
import { type Fingerprints, weighFingerprints } from './fingerprints.ts';
import type { Dialect } from './model.ts';
import { movableTypeComments, movableTypePosts } from './movable-type-markup.ts';
import { classifyEntry, readPopup } from './movable-type-pages.ts';

const fingerprints: Fingerprints = {
  generator: /movable ?type|typepad|melody/,
  selectors: [
    ['form[action*="mt-comments"]', 0.7, 'comment form of Movable Type'],
    ['a[href*="mt-comments.cgi"]', 0.5, 'link to mt-comments.cgi'],
    ['a[href*="mt-tb.cgi"]', 0.5, 'link to mt-tb.cgi'],
    ['script[src*="mt-site.js"]', 0.5, 'script mt-site.js'],
    ['script[src*="/mt-static/"]', 0.5, 'scripts under mt-static'],
    ['link[href*="/mt-static/"]', 0.5, 'files under mt-static'],
    ['img[src*="nav-commenters.gif"]', 0.4, 'picture of a signed-in commenter'],
    ['a[href*="profile.typekey.com"]', 0.4, 'TypeKey profile'],
    ['a[href*="profile.typepad.com"]', 0.4, 'TypePad profile'],
    ['link[href*="/.shared/"]', 0.5, 'shared files of TypePad'],
    ['link[href*="static.typepad.com"]', 0.5, 'files of TypePad'],
    ['script[src*="static.typepad.com"]', 0.4, 'scripts of TypePad'],
    ['form[action*="typepad.com"]', 0.5, 'form of TypePad'],
    ['link[href*="styles-site.css"]', 0.3, 'styles-site.css'],
    ['#trackbacks-info', 0.3, 'trackbacks-info'],
    ['span.comments-post', 0.3, 'class comments-post'],
    ['.comments-head', 0.04, 'class comments-head'],
    ['.comments-body', 0.04, 'class comments-body'],
    ['.entry-asset', 0.4, 'class entry-asset'],
    ['.asset-header', 0.2, 'class asset-header'],
    ['.asset-body', 0.06, 'class asset-body'],
    ['.entry-footer-info', 0.2, 'class entry-footer-info'],
    ['.comment-footer', 0.04, 'class comment-footer'],
    ['.comments-content', 0.04, 'class comments-content'],
    ['.trackbacks-header', 0.2, 'class trackbacks-header'],
    ['h3.entry-header', 0.2, 'class entry-header'],
    ['.blogbody', 0.04, 'class blogbody'],
    ['#banner a[accesskey]', 0.04, 'banner with a key of its own'],
    ['body.mt-entry-archive', 0.5, 'body class mt-entry-archive'],
  ],
  bodyClass: [/^mt-/, 0.5],
  script: [/mtcmt(?:auth|mail|home)|MT\.entry|mtEntry|typepad\.com/, 0.5, 'scripts of Movable Type'],
  remark: [/trackback:ping="[^"]*mt-tb\.cgi/, 0.5, 'trackback address mt-tb.cgi'],
};

/** Movable Type and its hosted sister. Ids are counted through an installation. */
export const movableType: Dialect = {
  name: 'movable-type',
  version: 1,
  detect: (page) => weighFingerprints(page, fingerprints),
  read: (page) => readPopup(page, readThread(page, rules)),
};

const rules: ThreadRules = {
  posts: movableTypePosts,
  comments: movableTypeComments,
  hasSiteIds: (name) => /^(?:\d+|6a0[\da-f]+)$/.test(name),
  findPostNumber,
  pageKind: classifyEntry,
};

const entryAddress = /[?&;]entry_id=(\d+)/;

/** Number of the entry: in the comment form, in links to its pop-ups, or on its element. */
function findPostNumber({ tree }: PageView): string | null {
  const numbers = new Set<string>();
  for (const at of findAll(tree, 'input[name=entry_id]')) {
    const value = attribute(tree, at, 'value') ?? '';
    if (/^\d+$/.test(value)) numbers.add(value);
  }
  for (const at of findAll(tree, 'a[href*="entry_id="]')) {
    const number = entryAddress.exec(attribute(tree, at, 'href') ?? '')?.[1];
    if (number) numbers.add(number);
  }
  if (numbers.size === 0)
    for (const at of findAll(tree, '.entry-asset, [id^="entry-"]')) {
      const number = /^entry-(\d+)$/.exec(attribute(tree, at, 'id') ?? '')?.[1];
      if (number) numbers.add(number);
    }
  const [only] = numbers;
  return numbers.size === 1 && only !== undefined ? only : null;
}
