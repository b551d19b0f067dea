// LiveJournal and the sites that run its program: journals of both style systems, comment pages, collapsed comments.
import type { PagePath } from '../reading/markup/urls.ts';
import { type PageKind, pageAddress, skipPage, threadPage } from '../reading/page/page-kind.ts';
import type { PageView } from '../reading/page/page-view.ts';
import { readThread } from '../reading/thread.ts';
import { weighFingerprints } from './fingerprints.ts';
import { livejournalComments, livejournalPosts, livejournalPrints } from './livejournal-markup.ts';
import type { Dialect } from './model.ts';

const entryPath = /\/\d+\.html$|\/talk(?:read|post)\.bml$/;
const listingPath =
  /^\/(?:(?:users|community)\/[\w-]+\/|~[\w-]+\/)?(?:calendar|friends|friendsfriends|read|tag|tags|memories|profile|data|info|archive|month|update|network|latest)(?:\/|$)|\/(?:19|20)\d\d\/(?:\d\d\/){0,2}$/;

function pageKind(view: PageView): PageKind | null {
  const { path, query } = pageAddress(view);
  if (entryPath.test(path)) return threadPage(`address ${path}`);
  if (listingPath.test(path)) return skipPage('listing', `address ${path}`);
  if (query.has('skip') || query.has('skipto')) return skipPage('listing', `address ${path}?skip=`);
  return null;
}

/** Names in a query that only change how an entry is shown. */
const viewNames = /^(?:thread|mode|view|style|format|nojs|replyto|expand_all|s2id|media|cut\w*|reply)$/;

/** `?thread=` shows a part, `?page=2` goes on; `talkread.bml` is the entry's older address. */
function readAddress(page: PagePath): PagePath {
  const item = /\/talk(?:read|post)\.bml$/.test(page.path) ? page.query.get('itemid') : undefined;
  if (!/\/\d+\.html$/.test(page.path) && item === undefined) return page;
  const journal = page.query.get('journal') ?? page.query.get('user');
  const path = item === undefined ? page.path : `${journal ? `/users/${journal}` : ''}/${item}.html`;
  const names = [...page.query.keys()];
  return {
    path,
    query: new Map(),
    commentPage: Number(page.query.get('page')) || page.commentPage,
    isView: page.isView || names.some((name) => viewNames.test(name)),
  };
}

/** LiveJournal, Dreamwidth, InsaneJournal, DeadJournal. A comment's headline is the first line of its text. */
export const livejournal: Dialect = {
  name: 'livejournal',
  version: 1,
  detect: (page) => weighFingerprints(page, livejournalPrints),
  read: (page) =>
    readThread(page, {
      posts: livejournalPosts,
      comments: livejournalComments,
      hasSiteIds: (name) => /^\d+$/.test(name),
      pageKind,
      readAddress,
    }),
};
