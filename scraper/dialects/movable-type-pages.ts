// Which of Movable Type's pages shows an entry: archives and previews do not, a pop-up shows its comments alone.

import type { SkipReason } from '../model.ts';
import { tidy } from '../reading/markup/lines.ts';
import { findAll, findFirst } from '../reading/markup/select.ts';
import { lineOf } from '../reading/markup/text.ts';
import { subtree } from '../reading/markup/tree.ts';
import type { PageKind } from '../reading/page/page-kind.ts';
import type { PageView } from '../reading/page/page-view.ts';
import { describedEntries } from '../reading/page/trackback-rdf.ts';
import type { DialectReading } from './model.ts';

/** Classes of `<body>` in the default templates since version 3.2. */
const bodyKinds: readonly (readonly [name: RegExp, reason: SkipReason | null])[] = [
  [/^(?:individual-entry-archive|mt-entry-archive|mt-page-archive)$/, null],
  [/^(?:mt-)?comment-preview$/, 'duplicate'],
  [/^(?:mt-)?comment-(?:error|pending|response|confirmation)$/, 'error-page'],
  [
    /^(?:date-based-archive|category-archive|author-archive|master-archive-index|main-index|search-results|mt-(?:main-index|archive-listing|archive-index|search-results|category-archive|\w+-archive))$/,
    'listing',
  ],
];

/** What the page says it shows, by its body's class, else by how many entries it holds; null when nothing tells. */
export function classifyEntry(view: PageView): PageKind | null {
  for (const name of view.bodyClasses) {
    const kind = bodyKinds.find(([pattern]) => pattern.test(name));
    if (kind) return pageKind(kind[1], `body class ${name}`);
  }
  if (isPopup(view)) return pageKind(null, 'window of comments');
  const described = describedEntries(view.tree).length;
  if (described > 1) return pageKind('listing', `${described} entries described`);
  const bodies = findAll(view.tree, '.blogbody .title').length;
  return bodies > 1 ? pageKind('listing', `${bodies} entries`) : null;
}

function pageKind(reason: SkipReason | null, evidence: string): PageKind {
  return { skip: reason === null ? null : { reason, detail: evidence }, evidence };
}

const popupAddress =
  /mt-(?:comments|tb)[\w.-]*(?:\?|@|%3F)(?:.*[;&])?(?:__mode=view&(?:amp;)?)?entry_id=\d+/i;
const popupHead =
  /^(?:comments?|kommentare|commentaires|comentarios|commenti|コメント|trackbacks?)\s*[:：]\s*(\S.*)$/iu;
const popupTitle = /[:：-]\s*(?:comments?|kommentare|discussion|commentaires)\s+(?:on|zu|sur)\s+(\S.*)$/iu;

/** A page of its own for the comments of an entry, opened in a small window by versions 2 and 3. */
function isPopup(view: PageView): boolean {
  return (
    popupAddress.test(view.ownUrl ?? view.path) ||
    findFirst(view.tree, '#banner-commentspop') !== null ||
    (findFirst(view.tree, '.blogbody, .entry, .asset, .posted') === null && popupEntry(view) !== null)
  );
}

function popupEntry(view: PageView): string | null {
  for (const at of findAll(view.tree, '.comments-head, .trackback-head, h3')) {
    const title = popupHead.exec(lineOf(view.tree, subtree(view.tree, at)))?.[1];
    if (title) return tidy(title);
  }
  return popupTitle.exec(view.title)?.[1] ?? null;
}

/** The reading of a pop-up: the comments, and the entry's title to find it by. Other readings stay as they are. */
export function readPopup(view: PageView, read: DialectReading): DialectReading {
  if (read.kind === 'none' || !isPopup(view)) return read;
  if (read.comments.length === 0)
    return { kind: 'none', reason: 'no-content', detail: 'a window of comments without any' };
  const postTitle = popupEntry(view) ?? '';
  const postNumber = read.postNumber ?? numberInAddress(view);
  return { ...read, post: null, postTitle, postNumber, notes: [...read.notes, 'window of comments'] };
}

function numberInAddress(view: PageView): string | null {
  return /entry_id=(\d+)/.exec(view.ownUrl ?? view.path)?.[1] ?? null;
}
