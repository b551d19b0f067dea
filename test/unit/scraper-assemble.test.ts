// Joining parts into threads: groups, merged comments, reading order, ids.
import * as assert from 'uvu/assert';
import { assembleThread } from '../../scraper/assemble.ts';
import { groupParts } from '../../scraper/joining/group-parts.ts';
import type { Comment, Post, ThreadPart } from '../../scraper/model.ts';
import { suite } from '../support/suite.ts';

const test = suite('assembling threads');

const body = { quotes: [], links: [], hasImage: false };

function comment(id: string, changes: Partial<Comment> = {}): Comment {
  return {
    id,
    kind: 'comment',
    author: `author of ${id}`,
    authorUrl: null,
    publishedAt: null,
    datePrecision: null,
    text: `text of ${id}`,
    ...body,
    parentId: null,
    parentSource: null,
    url: null,
    byPostAuthor: false,
    ...changes,
  };
}

function post(changes: Partial<Post> = {}): Post {
  const who = { author: 'Ada', authorUrl: null, publishedAt: '2009-06-18', datePrecision: 'day' } as const;
  return {
    id: 'post',
    title: 'Tides',
    ...who,
    text: 'A text.',
    ...body,
    tags: [],
    categories: [],
    ...changes,
  };
}

function part(page: string, changes: Partial<ThreadPart> = {}): ThreadPart {
  return {
    kind: 'part',
    page,
    dialect: 'wordpress',
    host: 'quay.example',
    url: null,
    site: null,
    aliases: [`path:/${page}/`],
    commentPage: null,
    isCopy: false,
    post: post(),
    comments: [],
    declaredCommentCount: null,
    commentsState: 'unknown',
    capturedAt: null,
    ...changes,
  };
}

const ids = (parts: readonly ThreadPart[]) =>
  assembleThread('quay.example path:/tides/', parts).thread.comments.map(({ id }) => id);

test('joins parts that share a name, through a third if need be', () => {
  const groups = groupParts([
    { readingId: 3, sourceId: 1, host: 'a.example', aliases: ['post:1', 'path:/x/'] },
    { readingId: 1, sourceId: 1, host: 'a.example', aliases: ['path:/x/'] },
    { readingId: 2, sourceId: 1, host: 'a.example', aliases: ['post:1'] },
    { readingId: 4, sourceId: 1, host: 'b.example', aliases: ['post:1'] },
  ]);
  assert.equal(groups, [
    { key: 'a.example path:/x/', readingIds: [1, 2, 3], dateOrder: null },
    { key: 'b.example post:1', readingIds: [4], dateOrder: null },
  ]);
});

test('pages that prove the order of day and month settle the dates of the others of their site', () => {
  const names = (readingId: number, host: string, dateOrder?: 'day-first' | 'month-first') => ({
    readingId,
    sourceId: 1,
    host,
    aliases: [`path:/${readingId}/`],
    dateOrder,
    hasGuess: dateOrder === undefined,
  });
  const groups = groupParts([
    names(1, 'a.example', 'day-first'),
    names(2, 'a.example', 'day-first'),
    names(3, 'a.example', 'month-first'),
    names(4, 'a.example'),
    names(5, 'b.example'),
  ]);
  assert.equal(
    groups.map(({ dateOrder }) => dateOrder),
    [null, null, null, 'day-first', null],
  );
  const guessed = { publishedAt: '2009-03-04T10:00', dateGuess: 'month-first' } as const;
  const told = { publishedAt: '2009-03-04', dateGuess: undefined };
  const parts = [part('a', { post: post(guessed), comments: [comment('1', guessed), comment('2', told)] })];
  const dates = (dateOrder: 'day-first' | null) => {
    const { thread } = assembleThread('k', parts, { dateOrder });
    return [thread.post?.publishedAt, ...thread.comments.map(({ publishedAt }) => publishedAt)];
  };
  assert.equal(dates('day-first'), ['2009-04-03T10:00', '2009-04-03T10:00', '2009-03-04']);
  assert.equal(dates(null), ['2009-03-04T10:00', '2009-03-04T10:00', '2009-03-04']);
});

test('takes parts without a host for those of their source', () => {
  const parts = [
    { readingId: 1, sourceId: 1, host: 'a.example', aliases: ['path:/x/'] },
    { readingId: 2, sourceId: 1, host: null, aliases: ['path:/x/'] },
    { readingId: 3, sourceId: 2, host: null, aliases: ['path:/x/'] },
  ];
  assert.equal(
    groupParts(parts).map((group) => group.readingIds),
    [[1, 2], [3]],
  );
  const told = groupParts(parts, { hostOfSource: () => 'a.example' });
  assert.equal(
    told.map((group) => group.readingIds),
    [[1, 2, 3]],
  );
});

test('gives the same groups in whatever order the parts come', () => {
  const parts = [1, 2, 3, 4, 5].map((readingId) => ({
    readingId,
    sourceId: 1,
    host: 'a.example',
    aliases: [`post:${readingId % 2}`, `path:/${readingId}/`],
  }));
  assert.equal(groupParts([...parts].reverse()), groupParts(parts));
});

test('keeps each comment once and names pages that add nothing', () => {
  const main = part('tides', { comments: [comment('1'), comment('2')] });
  const copy = part('?p=5', { isCopy: true, comments: [comment('1')] });
  const { thread, duplicates } = assembleThread('quay.example path:/tides/', [copy, main]);
  assert.equal(
    thread.comments.map(({ id }) => id),
    ['1', '2'],
  );
  assert.equal(thread.pages, ['tides', '?p=5']);
  assert.equal(duplicates, [
    { kind: 'skip', page: '?p=5', reason: 'duplicate', detail: 'adds nothing to tides' },
  ]);
});

test('makes a thread of a copy that stands alone', () => {
  const { thread, duplicates } = assembleThread('quay.example post:5', [part('?p=5', { isCopy: true })]);
  assert.equal(thread.pages, ['?p=5']);
  assert.equal(duplicates, []);
});

test('orders comment pages by their dates, whichever page the plain address holds', () => {
  const at = (id: string, publishedAt: string) => comment(id, { publishedAt, datePrecision: 'day' });
  const newest = part('tides', { comments: [at('3', '2009-06-20'), at('4', '2009-06-21')] });
  const oldest = part('tides/comment-page-1', {
    commentPage: 1,
    comments: [at('1', '2009-06-18'), at('2', '2009-06-19')],
  });
  assert.equal(ids([newest, oldest]), ['1', '2', '3', '4']);
});

test('joins a comment without an id with its twin on another page, and keeps two that have ids', () => {
  const same = {
    author: 'Pim',
    text: 'Me too.',
    publishedAt: '2009-06-18T10:00',
    datePrecision: 'minute',
  } as const;
  assert.equal(
    ids([
      part('a', { comments: [comment('7', same)] }),
      part('b', { comments: [comment('x0123456789', same)] }),
    ]),
    ['7'],
  );
  assert.equal(ids([part('a', { comments: [comment('7', same), comment('8', same)] })]), ['7', '8']);
});

test('reads depth first, answers behind what they answer', () => {
  const comments = [
    comment('1'),
    comment('2'),
    comment('3', { parentId: '1' }),
    comment('4', { parentId: '3' }),
    comment('5', { parentId: '1' }),
  ];
  assert.equal(ids([part('a', { comments })]), ['1', '3', '4', '5', '2']);
});

test('lets go of parents that are missing, the comment itself, or part of a circle', () => {
  const comments = [
    comment('1', { parentId: '9', parentSource: 'explicit' }),
    comment('2', { parentId: '2', parentSource: 'explicit' }),
    comment('3', { parentId: '4', parentSource: 'explicit' }),
    comment('4', { parentId: '3', parentSource: 'explicit' }),
    comment('5', { parentId: '4', parentSource: 'explicit' }),
  ];
  const { thread } = assembleThread('k', [part('a', { comments })]);
  assert.equal(thread.comments.map(({ id, parentId }) => [id, parentId]).sort(), [
    ['1', null],
    ['2', null],
    ['3', null],
    ['4', null],
    ['5', '4'],
  ]);
  assert.is(thread.comments[0]?.parentSource, null);
  const backwards = assembleThread('k', [part('a', { comments: [...comments].reverse() })]).thread;
  const linksOf = (of: typeof thread) => of.comments.map(({ id, parentId }) => [id, parentId]).sort();
  assert.equal(linksOf(backwards), linksOf(thread));
});

test('fills gaps of the post from a copy and keeps the longer text', () => {
  const short = part('a', { post: post({ text: 'Short.', author: null }) });
  const long = part('b', { post: post({ text: 'A longer text.', title: '' }) });
  const { thread } = assembleThread('k', [short, long]);
  assert.is(thread.post?.text, 'A longer text.');
  assert.is(thread.post?.author, 'Ada');
  assert.is(thread.post?.title, 'Tides');
});

test('keeps the ids of a documents file, the last of a repeated one, siblings by date', () => {
  const dialect = { dialect: 'documents', aliases: ['thread:t1'] };
  const late = comment('b', { publishedAt: '2009-06-19', datePrecision: 'day', text: 'same', author: 'X' });
  const early = comment('a', { publishedAt: '2009-06-18', datePrecision: 'day', text: 'same', author: 'X' });
  const parts = [
    part('f', { ...dialect, comments: [late] }),
    part('f', { ...dialect, post: null, comments: [early, { ...late, text: 'newer' }] }),
  ];
  const { thread, duplicates } = assembleThread('quay.example thread:t1', parts);
  assert.is(thread.id, 't1');
  assert.is(thread.ownIds, true);
  assert.equal(
    thread.comments.map(({ id, text }) => [id, text]),
    [
      ['a', 'same'],
      ['b', 'newer'],
    ],
  );
  assert.equal(duplicates, []);
});

test('gives a thread a readable id that depends on its key only', () => {
  const id = (key: string) => assembleThread(key, [part('a')]).thread.id;
  assert.match(id('quay.example path:/2009/06/café-au-lait/'), /^cafe-au-lait-[0-9a-f]{8}$/);
  assert.match(id('quay.example post:5'), /^tides-[0-9a-f]{8}$/);
  assert.is(id('quay.example post:5'), id('quay.example post:5'));
  assert.is.not(id('quay.example post:5'), id('other.example post:5'));
});

test('orders a hundred thousand nested answers without running out of stack', () => {
  const comments = Array.from({ length: 100_000 }, (_, i) =>
    comment(String(i), { parentId: i === 0 ? null : String(i - 1) }),
  );
  assert.is(ids([part('a', { comments })]).length, 100_000);
});

test.run();
