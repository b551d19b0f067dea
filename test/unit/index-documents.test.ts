// Threads become entries: ids, positions, depth, people, tags, times.

import * as assert from 'uvu/assert';
import { describeThread, type ThreadDocuments } from '../../index/documents.ts';
import { createPeopleCollector } from '../../index/people.ts';
import { createTimeZone } from '../../index/time-zone.ts';
import type { Thread } from '../../scraper/model.ts';
import { suite } from '../support/suite.ts';
import { makeComment, makePost, makeThread } from '../support/threads.ts';

const test = suite('documents');

function describe(thread: Thread, timeZone = 'UTC'): ThreadDocuments {
  const collector = createPeopleCollector();
  collector.add(thread);
  return describeThread(thread, {
    people: collector.finish(),
    timeZone: createTimeZone(timeZone),
    claimThreadId: (id) => id,
    claimDocumentId: (id) => id,
  });
}

test('makes document ids of the thread and the record', () => {
  const thread = makeThread({
    id: 't-1',
    post: makePost({ id: '77' }),
    comments: [makeComment({ id: '12' })],
  });
  assert.equal(
    describe(thread).entries.map((entry) => entry.id),
    ['t-1.post', 't-1.12'],
  );
});

test('leaves the ids of a documents file as they stand', () => {
  const thread = makeThread({
    ownIds: true,
    post: makePost({ id: 'p/1' }),
    comments: [makeComment({ id: 'c 1' })],
  });
  assert.equal(
    describe(thread).entries.map((entry) => entry.id),
    ['p/1', 'c 1'],
  );
});

test('counts comments from 1 in reading order and leaves pings out', () => {
  const kinds = ['comment', 'pingback', 'comment', 'trackback', 'comment'] as const;
  const comments = kinds.map((kind, number) => makeComment({ id: `${number}`, kind }));
  const { info, entries } = describe(makeThread({ comments }));
  assert.equal(
    entries.map((entry) => entry.position),
    [0, 1, null, 2, null, 3],
  );
  assert.is(info.commentCount, 3);
});

test('counts comments from 1 in a thread without post', () => {
  const { info, entries } = describe(makeThread({ post: null, comments: [makeComment({ id: '1' })] }));
  assert.is(entries[0]?.position, 1);
  assert.is(info.title, null);
});

test('follows replies down any depth without recursion', () => {
  const comments = Array.from({ length: 20_000 }, (_, number) =>
    makeComment({ id: `${number}`, parentId: number === 0 ? null : `${number - 1}` }),
  );
  const entries = describe(makeThread({ id: 't', comments })).entries;
  assert.is(entries.at(-1)?.depth, 19_999);
  assert.is(entries.at(-1)?.parentId, 't.19998');
});

test('makes a reply whose parent does not stand before it a top-level comment', () => {
  const comments = [makeComment({ id: '1', parentId: '2' }), makeComment({ id: '2', parentId: 'gone' })];
  for (const entry of describe(makeThread({ comments })).entries) {
    assert.is(entry.parentId, null);
    assert.is(entry.depth, 0);
  }
});

test('names the claimed id as the parent of a reply', () => {
  const comments = [makeComment({ id: '1' }), makeComment({ id: '2', parentId: '1' })];
  const { entries } = describeThread(makeThread({ id: 't', comments }), {
    people: createPeopleCollector().finish(),
    timeZone: createTimeZone('UTC'),
    claimThreadId: (id) => `${id}~2`,
    claimDocumentId: (id) => `${id}~9`,
  });
  assert.is(entries[2]?.parentId, entries[1]?.id);
  assert.is(entries[1]?.id, 't~2.1~9');
});

test("knows the comments of the post's author by the page's mark or by the name", () => {
  const comments = [
    makeComment({ id: '1', author: 'ADA  lovelace' }),
    makeComment({ id: '2', author: 'Bo', byPostAuthor: true }),
    makeComment({ id: '3', author: 'Bo' }),
    makeComment({ id: '4', author: null }),
  ];
  const thread = makeThread({ post: makePost({ author: 'Ada Lovelace' }), comments });
  assert.equal(
    describe(thread).entries.map((entry) => entry.byPostAuthor),
    [false, true, true, false, false],
  );
  const unknown = makeThread({ post: makePost({ author: null }), comments: [makeComment({ author: null })] });
  assert.not(describe(unknown).entries[1]?.byPostAuthor, 'two unknown authors are not the same');
});

test('joins tags and categories, each once', () => {
  const post = makePost({
    tags: ['Tea', 'rain'],
    categories: ['tea', 'Uncategorized', ' ', 'Réunion', 'reunion'],
  });
  assert.equal(describe(makeThread({ post })).entries[0]?.tags, ['Tea', 'rain', 'Uncategorized', 'Réunion']);
});

test('adds the zone to times that have none, and to nothing else', () => {
  const dates = [
    ['2009-06-18T14:03', 'minute', '2009-06-18T14:03-04:00'],
    ['2009-12-18T14:03:10', 'second', '2009-12-18T14:03:10-05:00'],
    ['2009-12-18T14:03:10Z', 'second', '2009-12-18T14:03:10Z'],
    ['2009-12-18T14:03:10+01:00', 'second', '2009-12-18T14:03:10+01:00'],
    ['2009-12-18', 'day', '2009-12-18'],
    ['2009', 'year', '2009'],
  ] as const;
  for (const [publishedAt, datePrecision, expected] of dates) {
    const thread = makeThread({ post: makePost({ publishedAt, datePrecision }) });
    assert.is(describe(thread, 'America/New_York').entries[0]?.publishedAt, expected);
  }
});

test.run();
