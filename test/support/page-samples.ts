// Made-up answers, threads and overviews for tests of pages, each with every field filled in.

import type { DocumentId, Entry, Hit, SearchAnswer, ThreadId, ThreadInfo } from '../../index/model.ts';
import { defaultRequest } from '../../index/search.ts';
import type { Manifest } from '../../index/snapshot/model.ts';
import type { Overview } from '../../src/answers/overview.ts';
import type { WholeThread } from '../../src/answers/thread-reading.ts';
import { USUAL_SITE } from '../../src/assets.ts';
import type { Frame } from '../../src/pages/layout.tsx';

export const SAMPLE_FRAME: Frame = {
  siteName: 'Harbour Notes',
  stylesheetPath: '/antler.css?v=0',
  iconPath: '/antler.svg?v=0',
  scriptPath: '/antler.js?v=0',
  themePath: '/antler-theme.js?v=0',
  site: USUAL_SITE,
};

const THREAD_ID = 'ferry-00000001' as ThreadId;
const WORDS = 'the ferry timetable';

/** A comment hit on `ferry timetable`; `change` replaces what a test is about. */
export function sampleHit(change: Partial<Hit> = {}): Hit {
  return {
    id: `${THREAD_ID}.102` as DocumentId,
    type: 'comment',
    score: 7.5,
    url: `/threads/${THREAD_ID}#c-102`,
    originalUrl: 'http://harbour.example/ferry/#comment-102',
    title: 'The ferry timetable',
    author: { name: 'Orla Quill', slug: 'orla-quill' },
    publishedAt: '2008-03-05T18:40:00+00:00',
    datePrecision: 'minute',
    thread: {
      id: THREAD_ID,
      title: 'The ferry timetable',
      url: `/threads/${THREAD_ID}`,
      commentCount: 12,
      hitCount: 1,
      position: 2,
    },
    inReplyTo: { id: `${THREAD_ID}.101` as DocumentId, author: { name: 'Bram', slug: 'bram' } },
    snippet: {
      html: 'Nobody reads <mark>the ferry timetable</mark> here.',
      text: `Nobody reads ${WORDS} here.`,
      ranges: [[13, 13 + WORDS.length]],
    },
    more: [],
    ...change,
  };
}

/** An answer that holds `hits`, each in a thread of its own. */
export function sampleAnswer(hits: readonly Hit[], change: Partial<SearchAnswer> = {}): SearchAnswer {
  const { q, limit, offset } = defaultRequest('ferry timetable');
  return {
    query: q,
    interpreted: 'ferry AND timetable',
    totalHits: hits.length,
    totalThreads: hits.length,
    limit,
    offset,
    processingTimeMs: 3,
    hits,
    facets: {},
    facetsCut: [],
    histogram: null,
    relaxed: null,
    warnings: [],
    snapshot: { id: 'snapshot-1', builtAt: '2024-01-02T03:04:05.000Z' },
    ...change,
  };
}

/** A comment of the sample thread; its id is made of its position. */
export function sampleComment(position: number, change: Partial<Entry> = {}): Entry {
  return {
    id: `${THREAD_ID}.${100 + position}` as DocumentId,
    threadId: THREAD_ID,
    kind: 'comment',
    position,
    depth: 0,
    parentId: null,
    title: '',
    text: `Comment number ${position}.`,
    quotes: [],
    author: { name: 'Bram', slug: 'bram' },
    byPostAuthor: false,
    publishedAt: '2008-03-04',
    datePrecision: 'day',
    tags: [],
    links: [],
    hasImage: false,
    originalUrl: null,
    ...change,
  };
}

/** The post of the sample thread. */
export function samplePost(change: Partial<Entry> = {}): Entry {
  return sampleComment(0, {
    id: `${THREAD_ID}.post` as DocumentId,
    kind: 'post',
    title: 'The ferry timetable',
    text: 'It was nailed to the wall.\n\nNobody can read it.',
    ...change,
  });
}

/** A thread of these entries, the post among them or not. */
export function sampleThread(entries: readonly Entry[], change: Partial<ThreadInfo> = {}): WholeThread {
  const post = entries.find(({ kind }) => kind === 'post') ?? null;
  const comments = entries.filter(({ kind }) => kind === 'comment');
  return {
    info: {
      id: THREAD_ID,
      title: post?.title || null,
      site: 'Harbour Notes',
      originalUrl: 'http://harbour.example/ferry/',
      commentCount: comments.length,
      declaredCommentCount: null,
      capturedAt: null,
      pages: ['ferry/index.html'],
      archivedPage: null,
      ...change,
    },
    post,
    comments,
    pings: entries.filter(({ kind }) => kind === 'pingback' || kind === 'trackback'),
    byId: new Map(entries.map((entry) => [entry.id, entry])),
  };
}

export const SAMPLE_MANIFEST: Manifest = {
  format: 1,
  id: 'snapshot-1',
  engine: 'minisearch',
  analysis: 'test',
  language: 'english',
  timeZone: 'UTC',
  builtAt: '2024-01-02T03:04:05.000Z',
  program: '0.0.0',
  counts: { documents: 42, posts: 12, comments: 30, pings: 2, threads: 12, people: 5 },
  firstAt: '2008-03-04T09:15:00+00:00',
  lastAt: '2009-01-12T07:30:00+00:00',
  archive: { sources: [], threads: 0 },
  files: {},
};

export const SAMPLE_OVERVIEW: Overview = {
  siteName: 'Harbour Notes',
  manifest: SAMPLE_MANIFEST,
  byYear: sampleAnswer([]),
  people: [],
  discussed: [{ ...sampleHit().thread, publishedAt: '2008-03-04', datePrecision: 'day' }],
  examples: [{ q: 'author:"Orla Quill"', meaning: 'everything by Orla Quill' }],
};
