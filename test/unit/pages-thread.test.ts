// The thread page over made-up threads.
import * as cheerio from 'cheerio';
import * as assert from 'uvu/assert';
import type { Entry, TextRange } from '../../index/model.ts';
import { type Marker, NO_MARKS } from '../../src/pages/marker.ts';
import { threadPage } from '../../src/pages/thread-page.tsx';
import { SAMPLE_FRAME, sampleComment, samplePost, sampleThread } from '../support/page-samples.ts';
import { suite } from '../support/suite.ts';

const test = suite('the thread page');

function pageOf(entries: readonly Entry[], words = '', marker: Marker = NO_MARKS) {
  const thread = sampleThread(entries);
  return [...threadPage({ frame: SAMPLE_FRAME, thread, words, marker })].join('');
}

const reply = (position: number, to: number, depth: number) =>
  sampleComment(position, { depth, parentId: sampleComment(to).id });

test('shows the post and every comment at the element its address names', () => {
  const $ = cheerio.load(pageOf([samplePost(), sampleComment(1), reply(2, 1, 1)]));
  assert.is($('h1').text(), 'The ferry timetable');
  assert.is($('#c-post p').length, 3);
  assert.match($('#c-101').text(), /Comment number 1\./);
  assert.is($('#c-101').closest('li').find('#c-102').length, 1);
  assert.match($('#c-102').text(), /in reply to Bram/);
});

test('nests four levels and keeps deeper replies flat', () => {
  const chain = Array.from({ length: 40 }, (_, index) =>
    index === 0 ? sampleComment(1) : reply(index + 1, index, index),
  );
  const $ = cheerio.load(pageOf([samplePost(), ...chain]));
  assert.is($('article.comment').length, 40);
  assert.is($('ol ol ol ol').length, 1);
  assert.is($('ol ol ol ol ol').length, 0);
  assert.is($('ol ol ol ol > li').length, 37);
});

test('stays balanced whatever the depths are', () => {
  const depths = [3, 0, 7, 2, 2, 0, 1, 9, 0];
  const html = pageOf(depths.map((depth, index) => sampleComment(index + 1, { depth })));
  for (const tag of ['ol', 'li', 'article', 'div', 'main', 'body'])
    assert.is(html.split(new RegExp(`<${tag}[ >]`)).length, html.split(`</${tag}>`).length, tag);
  assert.is(cheerio.load(html)('article.comment').length, depths.length);
});

test('escapes titles, names, texts and addresses', () => {
  const evil = '<script>alert(1)</script>"><img src=x onerror=alert(2)>';
  const html = pageOf(
    [
      samplePost({
        title: evil,
        text: evil,
        author: { name: evil, slug: evil },
        tags: [evil],
        originalUrl: 'javascript:alert(3)',
      }),
      sampleComment(1, {
        text: evil,
        links: ['javascript:alert(4)', 'data:text/html,x'],
        originalUrl: `http://a.example/"${evil}`,
      }),
    ],
    evil,
  );
  assert.not.match(html, /<script(?! type="module" src="\/antler)|<img|href="(javascript|data):/i);
  assert.is(cheerio.load(html)('[onerror]').length, 0);
});

test('marks the words in title, post and comments and says so', () => {
  const findMarks = (text: string) =>
    [...text.matchAll(/ferry|comment/gi)].map(
      ({ index, 0: word }): TextRange => [index, index + word.length],
    );
  const $ = cheerio.load(
    pageOf([samplePost(), sampleComment(1)], 'ferry comment', { inTitle: findMarks, inText: findMarks }),
  );
  assert.is($('h1 mark').text(), 'ferry');
  assert.is($('#c-101 mark').text(), 'Comment');
  assert.match($('.notice').text(), /ferry comment/);
});

test('lists pings apart, without counting them', () => {
  const ping = sampleComment(2, {
    kind: 'pingback',
    position: null,
    text: 'Elsewhere.',
    links: ['http://else.example/'],
  });
  const $ = cheerio.load(pageOf([samplePost(), sampleComment(1), ping]));
  assert.is($('.comments-head h2').text(), '1 comment');
  assert.match($('.pings').text(), /Elsewhere\./);
});

test('says when there is no post, no author, no date', () => {
  const $ = cheerio.load(
    pageOf([sampleComment(1, { author: null, publishedAt: null, datePrecision: null })]),
  );
  assert.is($('h1').text(), 'Untitled thread');
  assert.match($('#c-101 .byline').text(), /unknown author.*undated/s);
});

test('makes five thousand comments in pieces, in linear time', () => {
  const comments = Array.from({ length: 5_000 }, (_, index) =>
    sampleComment(index + 1, { depth: index % 6 }),
  );
  const pieces = threadPage({
    frame: SAMPLE_FRAME,
    thread: sampleThread([samplePost(), ...comments]),
    words: '',
    marker: NO_MARKS,
  });
  let longest = 0;
  let count = 0;
  for (const piece of pieces) {
    longest = Math.max(longest, piece.length);
    count += 1;
  }
  assert.ok(count > 5_000);
  assert.ok(longest < 10_000, `a piece has ${longest} characters`);
});

test.run();
