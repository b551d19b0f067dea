// The thread page over threads of thousands of comments and texts of megabytes: pages, and how much each shows.
import * as cheerio from 'cheerio';
import * as assert from 'uvu/assert';
import type { Entry } from '../../index/model.ts';
import { defaultRequest } from '../../index/search.ts';
import { NO_MARKS } from '../../src/pages/marker.ts';
import { COMMENTS_A_PAGE, hitPath } from '../../src/pages/thread-address.ts';
import { threadPage } from '../../src/pages/thread-page.tsx';
import { NOTHING_ASKED, type ThreadAsked, viewThread } from '../../src/pages/thread-view.ts';
import { SAMPLE_FRAME, sampleComment, sampleHit, samplePost, sampleThread } from '../support/page-samples.ts';
import { suite } from '../support/suite.ts';

const test = suite('the page of a very long thread');

const LENGTH = 2_000;
const PAGES = Math.ceil(LENGTH / COMMENTS_A_PAGE);
const LONG = sampleThread([
  samplePost(),
  ...Array.from({ length: LENGTH }, (_, index) =>
    sampleComment(index + 1, {
      depth: index % 7,
      parentId: index % 7 === 0 ? null : sampleComment(index).id,
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

test('shows one page of the comments, with the ways to the others', () => {
  assert.equal(shownPositions(load(LONG)), { first: 'c-101', last: 'c-700', count: COMMENTS_A_PAGE });
  const $ = load(LONG, { page: 2 });
  assert.equal(shownPositions($), { first: 'c-701', last: 'c-1300', count: COMMENTS_A_PAGE });
  assert.is($('h1').length, 1);
  assert.is($('.pager').length, 2);
  assert.equal(
    $('.pager')
      .first()
      .find('a')
      .toArray()
      .map((link) => $(link).attr('href')),
    [1, 1, 2, 3, PAGES, 3].map(
      (page) => `/threads/ferry-00000001${page === 1 ? '' : `?page=${page}`}#comments`,
    ),
  );
  assert.is($('link[rel=canonical]').attr('href'), '/threads/ferry-00000001?page=2');
});

test('takes a page past the last for the last, and the page of the comment that is asked for', () => {
  assert.equal(shownPositions(load(LONG, { page: 999 })).last, 'c-2100');
  const $ = load(LONG, { at: 'c-1500' });
  assert.is($('#c-1500.called').length, 1);
  assert.is(shownPositions($).count, COMMENTS_A_PAGE);
  assert.is(shownPositions(load(LONG, { at: 'c-none' })).first, 'c-101');
});

test('has an element for each comment of the other pages that leads to it', () => {
  const $ = load(LONG);
  for (const position of [601, 1_500, 2_000]) {
    const element = $(`[id="c-${100 + position}"]`);
    assert.is(element.length, 1);
    assert.is(element.attr('href'), `/threads/ferry-00000001?at=c-${100 + position}#c-${100 + position}`);
  }
  assert.is($('.elsewhere summary').first().text(), 'Comments 601 to 1,200, on page 2');
  assert.is($('.elsewhere a').length, LENGTH - COMMENTS_A_PAGE);
});

test('leads to hits and parents on other pages, with what is looked for', () => {
  const hits = [10, 1_000, 1_900].flatMap((position) => LONG.comments[position - 1] ?? []);
  const $ = load(LONG, { request: { ...defaultRequest('tea & rain'), type: 'comment' } }, hits);
  assert.is(
    $('#c-110 .steps [rel=next]').attr('href'),
    '/threads/ferry-00000001?hl=tea+%26+rain&type=comment&at=c-1100#c-1100',
  );
  assert.is($('.hit-list a').length, 3);
  const second = load(LONG, { page: 2, request: defaultRequest('tea') });
  assert.is(second('#c-701 .reply').attr('href'), '/threads/ferry-00000001?hl=tea&at=c-700#c-700');
  assert.is(second('#c-702 .reply').attr('href'), '#c-701');
});

test('a hit names its page in its address only where there is more than one', () => {
  const request = { ...defaultRequest('tea & rain'), authors: ['bo'], sort: 'oldest', limit: 3 } as const;
  assert.is(hitPath(sampleHit(), request), '/threads/ferry-00000001?hl=tea+%26+rain&author=bo#c-102');
  const far = sampleHit({ thread: { ...sampleHit().thread, position: 700 } });
  assert.is(hitPath(far, request), '/threads/ferry-00000001?hl=tea+%26+rain&author=bo&at=c-102#c-102');
  const post = sampleHit({ url: '/threads/ferry-00000001', type: 'post' });
  assert.is(hitPath(post, defaultRequest('')), '/threads/ferry-00000001');
});

test('is made in pieces, each of them small', () => {
  let longest = 0;
  let count = 0;
  for (const piece of piecesOf(LONG)) {
    if (!piece.includes('elsewhere')) longest = Math.max(longest, piece.length);
    count += 1;
  }
  assert.ok(count > COMMENTS_A_PAGE);
  assert.ok(longest < 10_000, `a piece has ${longest} characters`);
});

test('cuts a text of megabytes, and gives more of it to who comes for it', () => {
  const huge = sampleComment(1, { text: 'All work and no play. '.repeat(250_000) });
  const thread = sampleThread([samplePost(), huge, sampleComment(2)]);
  const $ = load(thread);
  assert.is($('#c-101 .passage').text().length, 200_000);
  const more = $('#c-101 > .byline').last().find('a');
  assert.is(more.text(), 'Read on: all 5,500,000 characters');
  assert.is(more.attr('href'), '/threads/ferry-00000001?at=c-101#c-101');
  const called = load(thread, { at: 'c-101' });
  assert.is(called('#c-101 .passage').text().length, 1_000_000);
  assert.is(called('#c-101 > .byline').last().find('a').attr('href'), '/api/v1/documents/ferry-00000001.101');
});

test('has a beginning of every text when all together are too long', () => {
  const comments = Array.from({ length: 100 }, (_, index) =>
    sampleComment(index + 1, { text: '🙂'.repeat(50_000) }),
  );
  const $ = load(sampleThread([samplePost(), ...comments]));
  assert.ok($('main').text().length < 1_800_000);
  assert.is($('#c-200 .passage').text(), '🙂'.repeat(500));
  assert.not.match($('main').text(), /\p{Surrogate}/u);
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
