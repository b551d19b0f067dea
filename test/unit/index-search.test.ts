// The search function over a real snapshot: hits in full, relaxation, threads, explanations.

import * as assert from 'uvu/assert';
import { explainHit } from '../../index/explain-hit.ts';
import type { DocumentId, ThreadId } from '../../index/model.ts';
import { defaultRequest, search, searchThread } from '../../index/search.ts';
import type { Snapshot } from '../../index/snapshot/model.ts';
import { AS_TYPED, hitIds, openSampleSnapshot, searchFor } from '../support/search-samples.ts';
import { suite } from '../support/suite.ts';
import { makeComment, makePost, makeThread } from '../support/threads.ts';

const test = suite('search');

const THREADS = [
  makeThread({
    id: 'quay-00000001',
    url: 'http://blog.example/2008/quay/',
    post: makePost({
      title: 'Market on the quay',
      author: 'Ana',
      text: 'A copper kettle song. Nobody went home hungry.',
      publishedAt: '2008-05-01',
      datePrecision: 'day',
      tags: ['Market'],
    }),
    comments: [
      makeComment({
        id: '1',
        author: 'Bo',
        text: 'The kettle was copper.',
        url: 'http://blog.example/2008/quay/#c1',
      }),
      makeComment({ id: '2', author: 'Ana', text: 'So it was, a kettle of 2009.', parentId: '1' }),
      makeComment({ id: '3', kind: 'pingback', author: 'Elsewhere', text: 'copper kettle' }),
      makeComment({ id: '4', author: null, text: 'Kettles, kettles, kettles.' }),
    ],
  }),
  makeThread({
    id: 'walrus-00000002',
    post: makePost({ title: 'Walrus', author: '2009', text: 'A walrus and nothing else, in a café.' }),
  }),
  makeThread({
    id: 'note-00000003',
    post: makePost({ title: 'Note', text: 'The walrus note of a walrus.' }),
  }),
  makeThread({ id: 'picture-00000004', post: makePost({ title: 'Lighthouse picture', text: ' ' }) }),
];

let snapshot: Snapshot;
test.before(async () => {
  snapshot = await openSampleSnapshot(THREADS);
});
test.after(() => snapshot.close());

test('describes a hit in full', async () => {
  const { hits } = await searchFor(snapshot, '"it was"');
  const [hit] = hits;
  assert.is(hits.length, 1);
  assert.ok((hit?.score ?? 0) > 0);
  assert.equal(
    { ...hit, score: 1 },
    {
      id: 'quay-00000001.2',
      type: 'comment',
      score: 1,
      url: '/threads/quay-00000001#c-2',
      originalUrl: null,
      title: 'Market on the quay',
      author: { name: 'Ana', slug: 'ana' },
      publishedAt: null,
      datePrecision: null,
      thread: {
        id: 'quay-00000001',
        title: 'Market on the quay',
        url: '/threads/quay-00000001',
        commentCount: 3,
        hitCount: 1,
        position: 2,
      },
      inReplyTo: { id: 'quay-00000001.1', author: { name: 'Bo', slug: 'bo' } },
      snippet: {
        html: 'So <mark>it was</mark>, a kettle of 2009.',
        text: 'So it was, a kettle of 2009.',
        ranges: [[3, 9]],
      },
      more: [],
    },
  );
});

test('breaks ties by the exact spelling', async () => {
  const texts = ['a café here', 'A CAFE here', 'a cafe here', 'nothing of it'];
  const spellings = await openSampleSnapshot(
    texts.map((text, at) => makeThread({ id: `t-${at}`, post: makePost({ title: 'Tea', text }) })),
  );
  const inOrder = async (q: string): Promise<readonly string[]> =>
    (await searchFor(spellings, q)).hits.map(({ snippet }) => snippet.text);
  const [accented = '', capitals = '', plain = ''] = texts;
  assert.equal(await inOrder('cafe'), [plain, accented, capitals]);
  assert.equal(await inOrder('cafe\u0301'), [accented, capitals, plain]);
  assert.equal(await inOrder('CAFE here'), [capitals, accented, plain]);
  assert.equal(await inOrder('"cafe here"'), [plain, accented, capitals]);
  assert.equal(await inOrder('cafe sort:newest'), [accented, capitals, plain]);
  assert.equal(await inOrder('-nothing'), [accented, capitals, plain]);
  await spellings.close();
});

test('gives what was asked back with the answer', async () => {
  const answer = await searchFor(snapshot, 'kettle  sort:oldest', { limit: 7, offset: 1 });
  assert.is(answer.query, 'kettle  sort:oldest');
  assert.is(answer.interpreted, 'kettle sort:oldest');
  assert.equal([answer.limit, answer.offset], [7, 1]);
  assert.equal(answer.snapshot, { id: snapshot.manifest.id, builtAt: snapshot.manifest.builtAt });
  assert.ok(Number.isInteger(answer.processingTimeMs));
  assert.equal([answer.relaxed, answer.warnings, answer.facets, answer.histogram], [null, [], {}, null]);
});

test('lists further hits of a thread inside its first, unless documents are asked for one by one', async () => {
  const grouped = await searchFor(snapshot, 'kettle');
  assert.is(grouped.hits.length, 1);
  assert.is(grouped.hits[0]?.more?.length, 3);
  assert.not('more' in (grouped.hits[0]?.more?.[0] ?? {}));
  const single = await searchFor(snapshot, 'kettle', { group: 'none' });
  assert.is(single.hits.length, 4);
  assert.not('more' in (single.hits[0] ?? {}));
  assert.is(single.hits[0]?.thread.hitCount, 4);
});

test('does not find pings', async () => {
  assert.not(hitIds(await searchFor(snapshot, 'copper')).includes('quay-00000001.3'));
  assert.is((await searchFor(snapshot, 'by:elsewhere')).totalHits, 0);
});

test('puts the post first whose title is the query', async () => {
  const answer = await searchFor(snapshot, 'walrus', { group: 'none' });
  assert.equal(hitIds(answer), ['walrus-00000002.post', 'note-00000003.post']);
  assert.is(hitIds(await searchFor(snapshot, '"Market on the quay"'))[0], 'quay-00000001.post');
});

test('lists the newest first when there is no word to rank by, everything for an empty query', async () => {
  const answer = await searchFor(snapshot, '', { group: 'none' });
  assert.is(answer.totalHits, 7);
  assert.is(answer.interpreted, '');
  assert.is(answer.hits[0]?.id, 'quay-00000001.post');
  assert.equal(hitIds(await searchFor(snapshot, 'author:bo')), ['quay-00000001.1']);
});

test('takes from: with a year for a date unless somebody has that name', async () => {
  const person = await searchFor(snapshot, 'from:2009');
  assert.equal(hitIds(person), ['walrus-00000002.post']);
  assert.equal(person.warnings, []);
  const date = await searchFor(snapshot, 'from:2008');
  assert.equal(hitIds(date), ['quay-00000001.post']);
  assert.is(date.warnings.length, 1);
});

test('repairs the query before it reads it, and echoes it as typed', async () => {
  const options = { repairText: (text: string) => text.replace('Ã©', 'é') };
  const answer = await search(snapshot, defaultRequest('cafÃ©'), options);
  assert.equal(hitIds(answer), ['walrus-00000002.post']);
  assert.is(answer.query, 'cafÃ©');
});

test('says which misspelt word it took for which', async () => {
  const answer = await searchFor(snapshot, 'walrsu');
  assert.is(answer.totalHits, 2);
  assert.equal(answer.relaxed, { fuzzy: { walrsu: 'walrus' } });
  assert.is((await searchFor(snapshot, 'walrsu', { typo: 'off' })).totalHits, 0);
});

test('says which words it had to drop', async () => {
  const answer = await searchFor(snapshot, 'copper walrus');
  assert.ok(answer.totalHits > 0);
  assert.ok((answer.relaxed?.dropped?.length ?? 0) > 0);
  assert.is((await searchFor(snapshot, 'copper walrus', { match: 'all' })).totalHits, 0);
});

test('shows the title of a post that has no text', async () => {
  const { hits } = await searchFor(snapshot, 'lighthouse');
  assert.is(hits[0]?.snippet.html, '<mark>Lighthouse</mark> picture');
});

test('gives counts alone for a limit of 0', async () => {
  const answer = await searchFor(snapshot, 'kettle', { limit: 0, facets: ['author', 'type'] });
  assert.equal(answer.hits, []);
  assert.equal(answer.facets, { author: { Ana: 2, Bo: 1 }, type: { comment: 3, post: 1 } });
});

test('finds inside one thread, in reading order', async () => {
  const inside = async (q: string, thread: string): Promise<readonly string[]> =>
    (await searchThread(snapshot, thread as ThreadId, defaultRequest(q), AS_TYPED)).ids;
  assert.equal(await inside('kettle', 'quay-00000001'), [
    'quay-00000001.post',
    'quay-00000001.1',
    'quay-00000001.2',
    'quay-00000001.4',
  ]);
  assert.equal(await inside('walrus', 'quay-00000001'), []);
  assert.equal(await inside('author:ana', 'quay-00000001'), ['quay-00000001.post', 'quay-00000001.2']);
  assert.equal(await inside('kettle', 'no-such-thread'), []);
});

test('explains a score by its parts', async () => {
  const id = 'quay-00000001.post' as DocumentId;
  const explained = await explainHit(snapshot, 'copper kettle author:ana -walrus', id, AS_TYPED);
  const { hits } = await searchFor(snapshot, 'copper kettle author:ana -walrus', { group: 'none' });
  assert.ok(explained?.isHit);
  assert.is(explained?.rank, 1);
  assert.is(explained?.score, hits[0]?.score);
  const parts = explained?.leaves.map((leaf) => leaf.score) ?? [];
  const bonuses = (explained?.nearnessBonus ?? 0) + (explained?.likenessBonus ?? 0);
  const sum = parts.reduce((total, score) => total + score, bonuses);
  assert.ok(Math.abs(sum - (explained?.score ?? 0)) < 1e-9);
  assert.equal(
    explained?.leaves.map(({ node, isMatch, isNegated }) => [node.kind, isMatch, isNegated]).sort(),
    [
      ['filter', true, false],
      ['stem', false, true],
      ['stem', true, false],
      ['stem', true, false],
    ],
  );
  const kettle = explained?.leaves.find(({ node }) => node.kind === 'stem' && node.form === 'kettle');
  assert.equal(
    kettle?.terms[0]?.fields.map(({ field, frequency, documents }) => [field, frequency, documents]),
    [['body', 1, 4]],
  );
  assert.ok((kettle?.exactFormBonus ?? 0) > 0);
});

test('explains why a document is no hit, and knows which are none', async () => {
  const id = 'note-00000003.post' as DocumentId;
  const explained = await explainHit(snapshot, 'kettle', id, AS_TYPED);
  assert.equal([explained?.isHit, explained?.rank, explained?.score], [false, null, 0]);
  assert.is(explained?.totalHits, 4);
  assert.is(await explainHit(snapshot, 'kettle', 'nobody' as DocumentId, AS_TYPED), null);
});

test('explains what the title and several words added', async () => {
  const titled = await explainHit(snapshot, 'walrus', 'walrus-00000002.post' as DocumentId, AS_TYPED);
  assert.ok((titled?.exactTitleBonus ?? 0) > 0);
  const some = await explainHit(snapshot, 'copper home walrus', 'quay-00000001.post' as DocumentId, AS_TYPED);
  assert.ok((some?.moreWordsBonus ?? 0) > 0);
});

test.run();
