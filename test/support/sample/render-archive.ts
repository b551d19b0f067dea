// Renders the whole sample archive: every file of it, as a mirroring tool would have stored the blog.

import { renderCommentFeed, renderPostFeed } from './feeds.ts';
import { renderKubrickPost } from './kubrick.ts';
import { encodePage } from './markup.ts';
import { type SampleThread, threadPath } from './model.ts';
import { renderAbout, renderAttachment } from './other-pages.ts';
import { ACCOUNTS, SITE, slugOf } from './people.ts';
import { type Listing, monthHeading, renderListing, renderPost } from './twenty-ten.ts';
import { countCommentPages } from './twenty-ten-comments.ts';

/** Relative path → bytes, in no particular order. */
export type ArchiveFiles = ReadonlyMap<string, Uint8Array>;

const LISTED_MONTHS = ['2009-06', '2010-05', '2010-11'];
const LISTED_TAGS = ['gerald', 'footbridge'];
const LISTED_CATEGORIES = ['Harbour', 'Kitchen', 'History'];
/** Posts whose reply links the mirroring tool has followed, with how many of them. */
const COPIED_BY_REPLY = ['a-gull-called-gerald', 'one-year-in-numbers', 'ash-and-silence'];
const COPIED_BY_NUMBER = ['does-fish-pie-take-peas', 'regatta-results-2010'];

/** All files of the archive. */
export function renderArchive(threads: readonly SampleThread[]): ArchiveFiles {
  const files = new Map<string, Uint8Array>();
  const add = (path: string, html: string, charset: SampleThread['charset'] = 'utf-8'): void => {
    files.set(`${SITE.folder}${path}`, encodePage(html, charset));
  };
  for (const thread of threads) addThread(thread, threads, add);
  for (const listing of listings(threads)) add(`${listing.path}index.html`, renderListing(listing, threads));
  add('/about/index.html', renderAbout(threads));
  add('/feed/index.html', renderPostFeed(threads));
  return files;
}

type Add = (path: string, html: string, charset?: SampleThread['charset']) => void;

function addThread(thread: SampleThread, threads: readonly SampleThread[], add: Add): void {
  const path = threadPath(thread);
  const at = threads.indexOf(thread);
  if (thread.theme === 'kubrick') {
    const neighbours = { previous: threads[at - 1] ?? null, next: threads[at + 1] ?? null };
    add(`${path}index.html`, renderKubrickPost(thread, neighbours), thread.charset);
    return;
  }
  const pages = countCommentPages(thread);
  for (let page = 1; page < pages; page += 1) {
    add(`${path}comment-page-${page}/index.html`, renderPost(thread, page, threads));
  }
  const html = renderPost(thread, pages, threads);
  add(`${path}index.html`, html);
  const first = thread.comments[0];
  if (COPIED_BY_REPLY.includes(thread.slug) && first !== undefined) {
    add(`${path}index.html@replytocom=${first.id}.html`, html);
  }
  if (COPIED_BY_NUMBER.includes(thread.slug)) add(`/index.html@p=${thread.id}.html`, html);
  if (thread.attachment !== null) {
    add(`${path}${thread.attachment}/index.html`, renderAttachment(thread, thread.attachment, threads));
  }
  if (thread.slug === 'the-vote') add(`${path}feed/index.html`, renderCommentFeed(thread));
}

function listings(threads: readonly SampleThread[]): Listing[] {
  const newest = [...threads].reverse();
  const excerpts = (
    path: string,
    heading: string,
    bodyClass: string,
    matches: (thread: SampleThread) => boolean,
  ) => ({
    path,
    heading,
    bodyClass,
    isFull: false,
    shown: newest.filter(matches).slice(0, 10),
  });
  return [
    { path: '/', heading: '', bodyClass: 'home blog', isFull: true, shown: newest.slice(0, 10) },
    {
      path: '/page/2/',
      heading: '',
      bodyClass: 'home blog paged paged-2',
      isFull: true,
      shown: newest.slice(10, 20),
    },
    ...LISTED_MONTHS.map((month) => {
      const shown = (thread: SampleThread): boolean => thread.at.toISOString().startsWith(month);
      const heading = monthHeading(new Date(`${month}-01`));
      return excerpts(`/${month.replace('-', '/')}/`, heading, 'archive date', shown);
    }),
    ...LISTED_CATEGORIES.map((name) => {
      const slug = slugOf(name);
      const heading = `Category Archives: <span>${name}</span>`;
      const bodyClass = `archive category category-${slug}`;
      return excerpts(`/category/${slug}/`, heading, bodyClass, (thread) => thread.category === name);
    }),
    ...LISTED_TAGS.map((tag) => {
      const heading = `Tag Archives: <span>${tag}</span>`;
      return excerpts(`/tag/${tag}/`, heading, `archive tag tag-${tag}`, (thread) =>
        thread.tags.includes(tag),
      );
    }),
    ...['nell', 'zoe'].map((login) => {
      const name = ACCOUNTS[login] ?? login;
      const heading = `Author Archives: <span class='vcard'><a class='url fn n' href='${SITE.url}/author/${login}/' title='${name}' rel='me'>${name}</a></span>`;
      const bodyClass = `archive author author-${login}`;
      return excerpts(`/author/${login}/`, heading, bodyClass, (thread) => thread.author === login);
    }),
  ];
}
