// Joining parts of a thread: blogs side by side, several captures, exports and feeds beside pages, dates.
import * as assert from 'uvu/assert';
import { assembleThread } from '../../scraper/assemble.ts';
import { groupParts, type PartNames } from '../../scraper/joining/group-parts.ts';
import { mergeDates, type ToldDate } from '../../scraper/joining/merge-dates.ts';
import type { Comment, ThreadPart } from '../../scraper/model.ts';
import { suite } from '../support/suite.ts';

const test = suite('joining parts of a thread');

const hello = 'post:1|hello world';

function groupsOf(...pages: readonly (readonly [page: string, ...aliases: string[]])[]): number[][] {
  const parts = pages.map(
    ([page, ...aliases], readingId): PartNames => ({ readingId, sourceId: 1, host: null, page, aliases }),
  );
  return groupParts(parts).map(({ readingIds }) => [...readingIds]);
}

test('two blogs in one archive begin with the same post and stay two', () => {
  const pages = [
    ['heron/hello/index.html', 'path:/heron/hello/', hello],
    ['otter/hello/index.html', 'path:/otter/hello/', hello],
  ] as const;
  assert.equal(groupsOf(...pages), [[0], [1]]);
  assert.equal(groupsOf(...pages, ['heron/index.html?p=1', hello]), [[0, 2], [1]]);
});

test('folders of one host, with www. and without, hold one blog', () => {
  const pages = [
    ['heron.example/hello/index.html', 'path:/heron.example/hello/', hello],
    ['www.heron.example/hello/index.html', 'path:/www.heron.example/hello/', hello],
  ] as const;
  assert.equal(groupsOf(...pages), [[0, 1]]);
});

test('a copy at the top of an archive of one blog finds its post by number', () => {
  assert.equal(groupsOf(['heron/hello/index.html', 'path:/heron/hello/', hello], ['index.html?p=1', hello]), [
    [0, 1],
  ]);
  const years = [
    ['2009/06/hello/index.html', 'path:/2009/06/hello/', hello],
    ['2010/01/hello/index.html', 'path:/2010/01/hello/', hello],
    ['index.html?p=1', hello],
  ] as const;
  assert.equal(groupsOf(...years), [[0, 1, 2]]);
});

test('a supplement joins a thread, makes none and gives it no name', () => {
  const parts: PartNames[] = [
    { readingId: 1, sourceId: 1, host: 'a.example', aliases: ['post:7|tides'] },
    { readingId: 2, sourceId: 1, host: 'a.example', aliases: ['in:path:/tides/', 'in:post:7|tides'] },
    { readingId: 3, sourceId: 1, host: 'a.example', aliases: ['in:path:/fog/'] },
  ];
  assert.equal(
    groupParts(parts).map(({ key, readingIds }) => [key, readingIds]),
    [['a.example post:7|tides', [1, 2]]],
  );
});

test('pages without a host take it from a feed when nothing else names one', () => {
  const parts: PartNames[] = [
    { readingId: 1, sourceId: 1, host: null, aliases: ['path:/tides/'] },
    { readingId: 2, sourceId: 1, host: 'a.example', aliases: ['in:path:/tides/'] },
  ];
  assert.equal(
    groupParts(parts).map(({ key, readingIds }) => [key, readingIds]),
    [['a.example path:/tides/', [1, 2]]],
  );
});

function comment(id: string, publishedAt: string | null, changes: Partial<Comment> = {}): Comment {
  return {
    id,
    author: 'Ada',
    authorUrl: null,
    publishedAt,
    datePrecision: publishedAt === null ? null : publishedAt.length === 10 ? 'day' : 'minute',
    text: `The remark that has the number ${id}.`,
    quotes: [],
    links: [],
    hasImage: false,
    kind: 'comment',
    parentId: null,
    parentSource: null,
    url: null,
    byPostAuthor: false,
    ...changes,
  };
}

function capture(page: string, capturedAt: string, ...comments: readonly Comment[]): ThreadPart {
  return {
    kind: 'part',
    page,
    dialect: 'wordpress',
    host: 'a.example',
    url: null,
    site: null,
    aliases: ['path:/tides/'],
    commentPage: null,
    isCopy: false,
    post: null,
    comments,
    declaredCommentCount: null,
    commentsState: 'unknown',
    capturedAt,
  };
}

const threadOf = (...parts: readonly ThreadPart[]) => assembleThread('a.example path:/tides/', parts).thread;

test('a comment that a later capture lost stays, in its place', () => {
  const early = capture(
    'early',
    '2009-07-01T00:00:00Z',
    comment('11', '2009-06-18T10:00'),
    comment('12', '2009-06-18T11:00'),
  );
  const late = capture(
    'late',
    '2012-01-01T00:00:00Z',
    comment('11', '2009-06-18T10:00'),
    comment('13', '2009-06-18T12:00'),
    comment('14', '2009-06-18T13:00'),
  );
  const thread = threadOf(early, late);
  assert.equal(
    thread.comments.map(({ id }) => id),
    ['11', '12', '13', '14'],
  );
  assert.equal(thread.pages, ['late', 'early']);
});

test('keeps the order of a page that shows the newest first', () => {
  const early = capture(
    'early',
    '2009-07-01T00:00:00Z',
    comment('12', '2009-06-18T11:00'),
    comment('11', '2009-06-18T10:00'),
  );
  const late = capture(
    'late',
    '2012-01-01T00:00:00Z',
    comment('14', '2009-06-18T13:00'),
    comment('13', '2009-06-18T12:00'),
    comment('11', '2009-06-18T10:00'),
  );
  assert.equal(
    threadOf(early, late).comments.map(({ id }) => id),
    ['14', '13', '12', '11'],
  );
});

test('of captures that show as many comments the latest comes first', () => {
  const early = capture('early', '2009-07-01T00:00:00Z', comment('11', null));
  const late = capture('late', '2012-01-01T00:00:00Z', comment('11', null));
  assert.equal(threadOf(early, late).pages, ['late', 'early']);
});

test('an export gives its exact dates and sure parents to the comments of a page without numbers', () => {
  const page = capture(
    'page',
    '2012-01-01T00:00:00Z',
    comment('x0000000001', '2009-06-18', { text: 'Does the ferry run on Sundays?' }),
    comment('x0000000002', '2009-06-19', { text: 'Not in winter.', author: 'Bo' }),
  );
  const exported: ThreadPart = {
    ...capture(
      'blog.xml',
      '2013-01-01T00:00:00Z',
      comment('31', '2009-06-18T23:10:05+02:00', {
        text: 'Does the ferry run on Sundays?',
        datePrecision: 'second',
      }),
      comment('32', '2009-06-19T08:00:00+02:00', {
        text: 'Not in winter.',
        author: 'Bo',
        datePrecision: 'second',
        parentId: '31',
        parentSource: 'explicit',
      }),
    ),
    dialect: 'wordpress-export',
  };
  const { comments } = threadOf(page, exported);
  assert.equal(
    comments.map(({ publishedAt, parentId, parentSource }) => [publishedAt, parentId === null, parentSource]),
    [
      ['2009-06-18T23:10:05+02:00', true, null],
      ['2009-06-19T08:00:00+02:00', false, 'explicit'],
    ],
  );
  assert.is(comments[1]?.parentId, comments[0]?.id);
});

test('a blog that moved counts its comments anew: one number, two comments', () => {
  const old = capture(
    'old',
    '2005-01-01T00:00:00Z',
    comment('12', '2004-03-01T10:00', { author: 'Cy', text: 'Fog.' }),
  );
  const moved: ThreadPart = {
    ...capture(
      'new',
      '2009-01-01T00:00:00Z',
      comment('12', '2008-06-01T10:00', { author: 'Di', text: 'Sun.' }),
    ),
    dialect: 'movable-type',
  };
  assert.equal(
    threadOf(old, moved)
      .comments.map(({ text }) => text)
      .sort(),
    ['Fog.', 'Sun.'],
  );
});

function told(publishedAt: string | null, isRecord = false): ToldDate {
  const length = publishedAt?.replace(/(?:Z|[+-]\d\d:\d\d)$/, '').length ?? 0;
  const datePrecision =
    publishedAt === null ? null : length === 10 ? 'day' : length === 16 ? 'minute' : 'second';
  return { publishedAt, datePrecision, isRecord };
}

const merged = (page: string | null, record: string) =>
  mergeDates(told(page), told(record, true)).publishedAt;

test('a record in UTC gives seconds, the page its clock: together they tell the zone', () => {
  assert.is(merged('2009-06-18T22:03', '2009-06-18T20:03:12Z'), '2009-06-18T22:03:12+02:00');
  assert.is(merged('2009-06-18T15:33', '2009-06-18T20:03:12Z'), '2009-06-18T15:33:12-04:30');
  assert.is(merged('2009-06-18T22:03:12+00:00', '2009-06-18T20:03:12Z'), '2009-06-18T22:03:12+02:00');
  assert.is(merged('2009-06-18T20:03', '2009-06-18T20:03:12Z'), '2009-06-18T20:03:12Z');
});

test('a record replaces a day that it can be, and no other', () => {
  assert.is(merged('2009-06-18', '2009-06-18T20:03:12Z'), '2009-06-18T20:03:12Z');
  assert.is(merged('2009-06-18', '2009-06-19T03:30:12Z'), '2009-06-18');
  assert.is(merged('2009-06-18', '2009-06-20T20:00:00Z'), '2009-06-18');
  assert.is(merged(null, '2009-06-20T20:00:00Z'), '2009-06-20T20:00:00Z');
  assert.is(mergeDates(told('2009-06-18'), told('2009-06-18T10:00')).publishedAt, '2009-06-18T10:00');
  assert.is(mergeDates(told('2009-06-18T10:00'), told('2009-06-18')).publishedAt, '2009-06-18T10:00');
});

test.run();
