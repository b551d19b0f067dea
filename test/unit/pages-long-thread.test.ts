// The thread page over threads of thousands of comments and texts of megabytes: pages, and how much each shows.
import * as cheerio from 'cheerio';
import * as assert from 'uvu/assert';
import type { Entry } from '../../index/model.ts';
import { defaultRequest } from '../../index/search.ts';
import { ThreadPages } from '../../src/pages/cut-thread.ts';
import { NO_MARKS } from '../../src/pages/marker.ts';
import { hitPath, placePath } from '../../src/pages/thread-address.ts';
import { threadPage } from '../../src/pages/thread-page.tsx';
import { NOTHING_ASKED, type ThreadAsked, viewThread } from '../../src/pages/thread-view.ts';
import { SAMPLE_FRAME, sampleComment, sampleHit, samplePost, sampleThread } from '../support/page-samples.ts';
import { suite } from '../support/suite.ts';

const test = suite('the page of a very long thread');

const LENGTH = 2_000;
/** Depth 0 to 6 again and again: each seventh begins a branch. */
const IN_A_BRANCH = 7;
const LONG = sampleThread([
  samplePost(),
  ...Array.from({ length: LENGTH }, (_, index) =>
    sampleComment(index + 1, {
      depth: index % IN_A_BRANCH,
      parentId: index % IN_A_BRANCH === 0 ? null : sampleComment(index).id,
    }),
  ),
]);

function piecesOf(thread: typeof LONG, asked: Partial<ThreadAsked> = {}, hits: readonly Entry[] = []) {
  const view = viewThread(
    thread,
    { ...NOTHING_ASKED, ...asked },
    { hits: hits.map(({ id }) => id), relaxed: null },
  );
  return threadPage({
    frame: SAMPLE_FRAME,
    thread,
    view,
    isArchived: false,
    marker: NO_MARKS,
    origin: 'http://a.example',
  });
}

const load = (...given: Parameters<typeof piecesOf>) => cheerio.load([...piecesOf(...given)].join(''));

function shownPositions($: cheerio.CheerioAPI): { first: string; last: string; count: number } {
  const comments = $('article.comment');
  return {
    first: comments.first().attr('id') ?? '',
    last: comments.last().attr('id') ?? '',
    count: comments.length,
  };
}

const PAGES = new ThreadPages(LONG);
const lengthOf = (page: number): number => PAGES.commentsOf(page).length;
const idAt = (position: number): string => `c-${100 + position}`;

test('shows one page of the comments, with the ways to the others', () => {
  assert.ok(PAGES.count > 3, `${PAGES.count} pages`);
  const first = lengthOf(1);
  assert.equal(shownPositions(load(LONG)), { first: idAt(1), last: idAt(first), count: first });
  const $ = load(LONG, { page: 2 });
  assert.equal(shownPositions($), {
    first: idAt(first + 1),
    last: idAt(first + lengthOf(2)),
    count: lengthOf(2),
  });
  assert.match(
    $('#comments').text(),
    `Page 2 of ${PAGES.count}: comments ${first + 1} to ${first + lengthOf(2)}`,
  );
  assert.is($('h1').length, 1);
  assert.is($('.pager').length, 2);
  const linked = [1, 1, 2, 3, 4, PAGES.count, 3];
  assert.equal(
    $('.pager')
      .first()
      .find('a')
      .toArray()
      .map((link) => $(link).attr('href')),
    linked.map((page) => `/threads/ferry-00000001${page === 1 ? '' : `?page=${page}`}#comments`),
  );
  assert.is($('link[rel=canonical]').attr('href'), '/threads/ferry-00000001?page=2');
});

test('takes a page past the last for the last, and the page of the comment that is asked for', () => {
  assert.equal(shownPositions(load(LONG, { page: 999 })).last, idAt(LENGTH));
  const $ = load(LONG, { at: 'c-1500' });
  assert.is($('#c-1500.called').length, 1);
  assert.is(shownPositions($).count, lengthOf(PAGES.pageOf(sampleComment(1_400))));
  assert.is(shownPositions(load(LONG, { at: 'c-none' })).first, 'c-101');
});

test('has an element on the first page for each comment of the others that leads to it', () => {
  const $ = load(LONG);
  const [first, second] = [lengthOf(1), lengthOf(2)];
  for (const position of [first + 1, 1_500, 2_000]) {
    const element = $(`[id="${idAt(position)}"]`);
    assert.is(element.length, 1);
    assert.is(element.attr('href'), `/threads/ferry-00000001?at=${idAt(position)}#${idAt(position)}`);
  }
  assert.is($('.elsewhere summary').first().text(), `Comments ${first + 1} to ${first + second}, on page 2`);
  assert.is($('.elsewhere a').length, LENGTH - first);
  assert.is(load(LONG, { page: 2 })('.elsewhere').length, 0);
});

test('leads to hits and parents on other pages, with what is looked for', () => {
  const hits = [10, 1_000, 1_900].flatMap((position) => LONG.comments[position - 1] ?? []);
  const $ = load(LONG, { request: { ...defaultRequest('tea & rain'), type: 'comment' } }, hits);
  assert.is(
    $('#c-110 .steps [rel=next]').attr('href'),
    '/threads/ferry-00000001?hl=tea+%26+rain&type=comment&at=c-1100#c-1100',
  );
  assert.is($('.hit-list a').length, 3);
});

test('a branch torn by a page goes on there, and leads back to what it answers', () => {
  const replies = Array.from({ length: 900 }, (_, index) =>
    sampleComment(index + 1, { depth: index, parentId: index === 0 ? null : sampleComment(index).id }),
  );
  const thread = sampleThread([samplePost(), ...replies]);
  const last = new ThreadPages(thread).commentsOf(1).length;
  const $ = load(thread, { page: 2, request: defaultRequest('tea') });
  assert.is(
    $(`#${idAt(last + 1)} .reply`).attr('href'),
    `/threads/ferry-00000001?hl=tea&at=${idAt(last)}#${idAt(last)}`,
  );
  assert.is($(`#${idAt(last + 2)} .reply`).attr('href'), `#${idAt(last + 1)}`);
});

test('a hit names itself where the server sees it, when its thread may have several pages', () => {
  const request = { ...defaultRequest('tea & rain'), authors: ['bo'], sort: 'oldest', limit: 3 } as const;
  assert.is(hitPath(sampleHit(), request), '/threads/ferry-00000001?hl=tea+%26+rain&author=bo#c-102');
  const far = sampleHit({ thread: { ...sampleHit().thread, commentCount: 112 } });
  assert.is(hitPath(far, request), '/threads/ferry-00000001?hl=tea+%26+rain&author=bo&at=c-102#c-102');
  const post = sampleHit({ ...far, url: '/threads/ferry-00000001', type: 'post' });
  assert.is(hitPath(post, defaultRequest('')), '/threads/ferry-00000001');
  assert.is(placePath('/threads/a#c-%C3%A4%2F1'), '/threads/a?at=c-%C3%A4%2F1#c-%C3%A4%2F1');
});

test('is made in pieces, each of them small', () => {
  let longest = 0;
  let count = 0;
  for (const piece of piecesOf(LONG)) {
    if (!piece.includes('elsewhere')) longest = Math.max(longest, piece.length);
    count += 1;
  }
  assert.ok(count > lengthOf(1));
  assert.ok(longest < 10_000, `a piece has ${longest} characters`);
});

test('cuts a text of megabytes, and gives more of it to who comes for it', () => {
  const huge = sampleComment(1, { text: 'All work and no play. '.repeat(250_000) });
  const thread = sampleThread([samplePost(), huge, sampleComment(2)]);
  const $ = load(thread, { page: 2 });
  const shown = $('#c-101 .passage').text();
  assert.ok(shown.length <= 200_000 && shown.length > 199_900 && shown.endsWith('no …'), shown.slice(-30));
  const more = $('#c-101 > .byline').last().find('a');
  assert.is(more.text(), 'Read on: all 5,500,000 characters');
  assert.is(more.attr('href'), '/threads/ferry-00000001?at=c-101#c-101');
  const called = load(thread, { at: 'c-101' });
  assert.ok(called('#c-101 .passage').text().length > 999_900);
  assert.is(called('#c-101 > .byline').last().find('a').attr('href'), '/api/v1/documents/ferry-00000001.101');
});

test('has the beginning of a long post on other pages, which leads to the whole on the first', () => {
  const text = '🙂 a'.repeat(2_000);
  const comments = Array.from({ length: 600 }, (_, index) => sampleComment(index + 1));
  const thread = sampleThread([samplePost({ text }), ...comments]);
  assert.is(load(thread)('.post .passage').text(), text);
  const second = load(thread, { page: 2 });
  assert.is(second('.post .passage').text(), `${'🙂 a'.repeat(249)}🙂 …`);
  const more = second('.post a').filter((_, link) => second(link).text().startsWith('Read on'));
  assert.is(more.attr('href'), '/threads/ferry-00000001#c-post');
});

test('keeps texts of one word, of no width and from right to left inside their places', () => {
  const texts = ['x'.repeat(10_000), '\u202Eevil\u200B\u200B', 'שלום עולם', '\u0000\u0007'];
  const comments = texts.map((text, index) =>
    sampleComment(index + 1, { text, author: { name: text, slug: `a${index}` } }),
  );
  const $ = load(sampleThread([samplePost(), ...comments]));
  assert.is($('article.comment bdi').length > 4, true);
  assert.is($('#c-101 .passage').text().length, 10_000);
});

test.run();
