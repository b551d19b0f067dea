// Threads, parts and skips for tests, every field set; give only what a test is about.

import fc from 'fast-check';
import type { Comment, Post, Skip, Thread, ThreadPart } from '../../scraper/model.ts';

const WRITING = {
  author: null,
  authorUrl: null,
  publishedAt: null,
  datePrecision: null,
  text: '',
  quotes: [],
  links: [],
  hasImage: false,
} as const;

export function makePost(fields: Partial<Post> = {}): Post {
  return { id: 'post', ...WRITING, title: '', tags: [], categories: [], ...fields };
}

export function makeComment(fields: Partial<Comment> = {}): Comment {
  return {
    id: '1',
    ...WRITING,
    kind: 'comment',
    parentId: null,
    parentSource: null,
    url: null,
    byPostAuthor: false,
    ...fields,
  };
}

export function makeThread(fields: Partial<Thread> = {}): Thread {
  return {
    id: 'a-thread-00000000',
    url: null,
    dialect: 'test',
    pages: ['a.html'],
    site: null,
    post: makePost(),
    comments: [],
    declaredCommentCount: null,
    commentsState: 'unknown',
    capturedAt: null,
    ownIds: false,
    ...fields,
  };
}

export function makePart(fields: Partial<ThreadPart> = {}): ThreadPart {
  return {
    kind: 'part',
    page: 'a.html',
    dialect: 'test',
    host: null,
    url: null,
    site: null,
    aliases: ['path:/a/'],
    commentPage: null,
    isCopy: false,
    post: null,
    comments: [],
    declaredCommentCount: null,
    commentsState: 'unknown',
    capturedAt: null,
    ...fields,
  };
}

export function makeSkip(fields: Partial<Skip> = {}): Skip {
  return { kind: 'skip', page: 'b.html', reason: 'listing', detail: 'shows several posts', ...fields };
}

/** Any text that an archive may hold, halves of surrogate pairs and NULs included. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '',
    '\0',
    'a\0b',
    '\ud800',
    '"',
    '"quoted"',
    'é',
    '🙂',
    'a\u2028b',
    '\\',
    "'; DROP TABLE x",
  ),
);

const anyDate = fc.constantFrom(
  [null, null],
  ['2009', 'year'],
  ['2009-06', 'month'],
  ['2009-06-18', 'day'],
  ['2009-06-18T14:03', 'minute'],
  ['2009-06-18T14:03:00-05:00', 'second'],
) satisfies fc.Arbitrary<readonly (string | null)[]>;

const anyWriting = fc
  .record({
    author: fc.option(anyText),
    text: anyText,
    links: fc.array(fc.webUrl(), { maxLength: 2 }),
    hasImage: fc.boolean(),
    date: anyDate,
  })
  .map(({ date, ...fields }) => ({
    ...fields,
    publishedAt: date[0] ?? null,
    datePrecision: (date[1] ?? null) as Post['datePrecision'],
  }));

const anyPost = fc
  .record({ writing: anyWriting, title: anyText, tags: fc.array(anyText, { maxLength: 3 }) })
  .map(({ writing, ...fields }) => makePost({ ...writing, ...fields }));

const anyComment = fc
  .record({
    writing: anyWriting,
    id: anyText,
    kind: fc.constantFrom('comment', 'comment', 'pingback', 'trackback'),
    parent: fc.option(fc.nat(9)),
  })
  .map(({ writing, id, kind, parent }) => ({
    comment: makeComment({ ...writing, id, kind }),
    parent,
  }));

/** Comments with distinct ids, each parent standing before its replies. */
const anyComments = fc
  .uniqueArray(anyComment, { selector: (drawn) => drawn.comment.id, maxLength: 8 })
  .map((drawn) =>
    drawn.map(({ comment, parent }, place) => {
      const before = parent === null ? undefined : drawn[parent];
      const isBefore = before !== undefined && parent !== null && parent < place;
      return isBefore ? { ...comment, parentId: before.comment.id } : comment;
    }),
  );

/** Any thread; ids may repeat from one to the next. */
export const anyThread: fc.Arbitrary<Thread> = fc
  .record({
    id: fc.oneof(anyText, fc.constantFrom('one-00000001', 'two-00000002')),
    post: fc.option(anyPost),
    comments: anyComments,
    pages: fc.array(anyText, { maxLength: 3 }),
    site: fc.option(anyText),
    ownIds: fc.boolean(),
  })
  .map((fields) => makeThread(fields));
