// Scoop and its kin: stories and diaries of Kuro5hin, Daily Kos, SoapBlox and other community blogs.
import { findAll } from '../reading/markup/select.ts';
import { attribute } from '../reading/markup/tree.ts';
import { hostOf, type PagePath, unwrapArchive } from '../reading/markup/urls.ts';
import { type PageKind, pageAddress, skipPage, threadPage } from '../reading/page/page-kind.ts';
import type { PageView } from '../reading/page/page-view.ts';
import { readThread } from '../reading/thread.ts';
import { weighFingerprints } from './fingerprints.ts';
import type { Detection, Dialect } from './model.ts';
import { scoopComments, scoopPosts, scoopPrints } from './scoop-markup.ts';

/** A story's name in addresses: day, time of day and a number, or day and a number: `2006/5/12/14321/1234`. */
const storyId = '((?:19|20)\\d\\d\\/\\d{1,2}\\/\\d{1,2}\\/\\d+(?:\\/\\d+)?)';
const storyPath = new RegExp(`\\/(story|storyonly|comments|print|displaystory)\\/${storyId}(?=\\/|$)`);
const diaryPath = /\/diary\/(\d+)(?=\/|$)/;
const diaryPage = /\/(?:show)?diary\.do$/i;
const listingPath =
  /\/(?:section|diary|diaries|user|users|tag|tags|hotlist|search|topic|topics|main|special)(?:\/[^/]*)?\/$|\/(?:front-?page|main|search|user|showuser|tag|login)\.do$/i;

function detect(page: PageView): Detection {
  const seen = weighFingerprints(page, scoopPrints);
  const evidence = [...seen.evidence];
  let { confidence } = seen;
  if (storyPath.test(pageAddress(page).path)) {
    confidence += 0.5;
    evidence.push('address of a story');
  }
  if (linksToStories(page)) {
    confidence += 0.4;
    evidence.push('links to stories of its own site');
  }
  return { confidence: Math.min(1, confidence), evidence };
}

/** True when the page links to stories by the addresses of Scoop, on its own site. */
function linksToStories(page: PageView): boolean {
  return findAll(page.tree, 'a[href*="/story/"], a[href*="/comments/"], a[href*="/storyonly/"]').some(
    (at) => {
      const href = unwrapArchive(attribute(page.tree, at, 'href') ?? '');
      const isOwn = !/^(?:https?:)?\/\//i.test(href) || (page.host !== null && hostOf(href) === page.host);
      return isOwn && storyPath.test(href.replace(/[?#].*$/s, ''));
    },
  );
}

function pageKind(view: PageView): PageKind | null {
  const page = readAddress(pageAddress(view));
  if (/^\/story\/|^\/showDiary\.do$/.test(page.path)) return threadPage(`address ${page.path}`);
  if (listingPath.test(page.path)) return skipPage('listing', `address ${page.path}`);
  return null;
}

/** One address for a story however it is asked for: with its comments, without, as one thread of them, by a query. */
function readAddress(page: PagePath): PagePath {
  const sid = page.query.get('sid');
  const story = storyPath.exec(sid === undefined ? page.path : `/displaystory/${sid}`);
  if (story) {
    const isView = page.isView || /^(?:storyonly|comments|print)$/.test(story[1] ?? '');
    return { path: `/story/${story[2]}`, query: new Map(), commentPage: page.commentPage, isView };
  }
  const number = diaryPage.test(page.path) ? page.query.get('diaryId') : diaryPath.exec(page.path)?.[1];
  if (number === undefined) return page;
  return { ...page, path: '/showDiary.do', query: new Map([['diaryId', number]]) };
}

/** Pages of single comments show nothing of the story but its name. */
function showsPost(view: PageView): boolean {
  return !/\/comments\/(?:19|20)\d\d\//.test(pageAddress(view).path);
}

/** Scoop, SoapBlox, Daily Kos until 2011. A comment's headline is the first line of its text. */
export const scoop: Dialect = {
  name: 'scoop',
  version: 1,
  detect,
  read: (page) =>
    readThread(page, {
      posts: scoopPosts,
      comments: scoopComments,
      hasSiteIds: () => false,
      pageKind,
      readAddress,
      showsPost,
    }),
};
