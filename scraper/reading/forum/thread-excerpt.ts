// Threads that a script draws: the page holds no message, but says in its head how the first one begins.

import { repairMojibake } from '../../decode/mojibake.ts';
import type { ThreadReading } from '../../dialects/model.ts';
import { readDateAttribute } from '../dates/dates.ts';
import { tidy } from '../markup/lines.ts';
import { wholeTree } from '../markup/select.ts';
import { textLength } from '../markup/tree.ts';
import { metaContent, type PageView } from '../page/page-view.ts';
import { findSiteName } from '../page/site-name.ts';
import { findThreadTitle } from './forum-title.ts';
import { wholeThread } from './thread-address.ts';

/** A page with more text than this was not left empty by a script. */
const maxShown = 600;
const minExcerpt = 30;

/** The beginning of the first message as the head of the page quotes it; null when the page shows a text or quotes none. */
export function readThreadExcerpt(view: PageView): ThreadReading | null {
  const { tree } = view;
  if (textLength(tree, wholeTree(tree)) > maxShown) return null;
  const stated = metaContent(tree, 'article:published_time');
  const excerpt = repairMojibake(
    tidy(metaContent(tree, 'og:description', 'twitter:description', 'description') ?? ''),
  ).text;
  if (stated === null || excerpt.length < minExcerpt) return null;
  const date = readDateAttribute(stated, view.dates);
  return {
    kind: 'thread',
    post: {
      id: 'post',
      title: findThreadTitle(view, null, []),
      author: null,
      authorUrl: null,
      publishedAt: date?.iso ?? null,
      datePrecision: date?.precision ?? null,
      text: excerpt,
      quotes: [],
      links: [],
      hasImage: false,
      tags: [],
      categories: [],
    },
    comments: [],
    declaredCommentCount: null,
    commentsState: 'not-archived',
    site: findSiteName(view),
    postNumber: null,
    hasUniqueNumber: false,
    readAddress: wholeThread,
    hasSiteIds: false,
    notes: ['drawn by a script: the beginning of the first message out of the head of the page'],
  };
}
