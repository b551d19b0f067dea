// The thread page over made-up threads: entries, branches, what is open, links out, citations, hostile texts.
import * as cheerio from 'cheerio';
import * as assert from 'uvu/assert';
import type { Entry, TextRange } from '../../index/model.ts';
import { defaultRequest } from '../../index/search.ts';
import { type Marker, NO_MARKS } from '../../src/pages/marker.ts';
import { threadPage } from '../../src/pages/thread-page.tsx';
import { NOTHING_ASKED, type ThreadAsked, viewThread } from '../../src/pages/thread-view.ts';
import { SAMPLE_FRAME, sampleComment, samplePost, sampleThread } from '../support/page-samples.ts';
import { suite } from '../support/suite.ts';

const test = suite('the thread page');

const ORIGIN = 'https://search.example';

interface Look {
  readonly asked?: Partial<ThreadAsked>;
  /** Positions of the hits. */
  readonly hits?: readonly number[];
  readonly marker?: Marker;
}

function piecesOf(entries: readonly Entry[], { asked = {}, hits = [], marker = NO_MARKS }: Look = {}) {
  const thread = sampleThread(entries);
  const found = entries.filter(({ position }) => position !== null && hits.includes(position));
  const view = viewThread(
    thread,
    { ...NOTHING_ASKED, ...asked },
    { hits: found.map(({ id }) => id), relaxed: null },
  );
  return threadPage({ frame: SAMPLE_FRAME, thread, view, isArchived: false, marker, origin: ORIGIN });
}

const pageOf = (entries: readonly Entry[], look: Look = {}) => [...piecesOf(entries, look)].join('');

const reply = (position: number, to: number, depth: number) =>
  sampleComment(position, { depth, parentId: sampleComment(to).id });

const LOOKED_FOR = { request: defaultRequest('ferry') };

test('shows the post and every comment at the element its address names', () => {
  const $ = cheerio.load(pageOf([samplePost(), sampleComment(1), reply(2, 1, 1)]));
  assert.is($('h1').text(), 'The ferry timetable');
  assert.is($('#c-post .passage p').length, 2);
  assert.match($('#c-101').text(), /Comment number 1\./);
  assert.is($('#c-101').closest('li').find('#c-102').length, 1);
  assert.match($('#c-102').text(), /in reply to Bram/);
  assert.is($('#c-102 a.number').attr('href'), '#c-102');
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
  assert.equal(
    $('.branch > summary')
      .toArray()
      .map((summary) => $(summary).text()),
    ['39 replies', '38 replies', '37 replies'],
  );
});

test('stays balanced whatever the depths are', () => {
  const depths = [3, 0, 7, 2, 2, 0, 1, 9, 0];
  const html = pageOf(depths.map((depth, index) => sampleComment(index + 1, { depth })));
  for (const tag of ['ol', 'li', 'details', 'article', 'div', 'main', 'body'])
    assert.is(html.split(new RegExp(`<${tag}[ >]`)).length, html.split(`</${tag}>`).length, tag);
  assert.is(cheerio.load(html)('article.comment').length, depths.length);
});

/** Two branches: 1 > 2 > 3 with a further reply 4 to 1, and 5 > 6 > 7. */
const TWO_BRANCHES = [
  samplePost(),
  sampleComment(1),
  reply(2, 1, 1),
  reply(3, 2, 2),
  reply(4, 1, 1),
  sampleComment(5),
  reply(6, 5, 1),
  reply(7, 6, 2),
];

/** Positions of the comments whose replies are folded. */
function foldedBelow($: cheerio.CheerioAPI): string[] {
  return $('.branch:not([open])')
    .toArray()
    .map((branch) => $(branch).siblings('article').attr('id') ?? '');
}

test('leaves every branch open when nothing is looked for', () => {
  assert.equal(foldedBelow(cheerio.load(pageOf(TWO_BRANCHES))), []);
});

test('folds the branches beside a hit, and neither those above it nor the replies to it', () => {
  const folded = (look: Look) => foldedBelow(cheerio.load(pageOf(TWO_BRANCHES, look)));
  assert.equal(folded({ asked: LOOKED_FOR, hits: [3] }), ['c-105', 'c-106']);
  assert.equal(folded({ asked: LOOKED_FOR, hits: [1] }), ['c-102', 'c-105', 'c-106']);
  assert.equal(folded({ asked: LOOKED_FOR, hits: [4, 7] }), ['c-102']);
  assert.equal(folded({ asked: { at: 'c-106' } }), ['c-101', 'c-102']);
  assert.equal(folded({ asked: { ...LOOKED_FOR, isUnfolded: true }, hits: [3] }), []);
});

test('says of a folded branch how many replies are in it and whose', () => {
  const $ = cheerio.load(pageOf(TWO_BRANCHES, { asked: LOOKED_FOR, hits: [3] }));
  assert.is($('#c-105').siblings('details').children('summary').text(), '2 replies by Bram');
  assert.match($('#hits [role=status]').text(), /^1 hit for ferry; 2 branches without one folded\.$/);
  assert.is($('#hits .ways a').first().attr('href'), '/threads/ferry-00000001?hl=ferry&open=all#hits');
});

test('leads from hit to hit', () => {
  const $ = cheerio.load(pageOf(TWO_BRANCHES, { asked: LOOKED_FOR, hits: [0, 3, 7] }));
  const steps = (id: string) =>
    $(`#${id} .steps a`)
      .toArray()
      .map((link) => `${$(link).text().trim()} ${$(link).attr('href')}`);
  assert.equal(steps('c-post'), ['Hit 1 of 3 #hits', 'Next #c-103']);
  assert.equal(steps('c-103'), ['Hit 2 of 3 #hits', 'Previous #c-post', 'Next #c-107']);
  assert.equal(steps('c-107'), ['Hit 3 of 3 #hits', 'Previous #c-103']);
  assert.is($('.found').length, 3);
  assert.equal(
    $('.hit-list a')
      .toArray()
      .map((link) => $(link).text().trim()),
    ['Bram (post)', 'Bram #3', 'Bram #7'],
  );
});

test('lists a few hits openly, more of them folded, and says how many there are', () => {
  const comments = Array.from({ length: 100 }, (_, index) => sampleComment(index + 1));
  const hits = Array.from({ length: 100 }, (_, index) => index + 1);
  const $ = cheerio.load(pageOf([samplePost(), ...comments], { asked: LOOKED_FOR, hits }));
  assert.is($('#hits > .hit-list a').length, 8);
  assert.is($('#hits .folded summary').text(), '92 more');
  assert.is($('#hits .folded a').length, 52);
  assert.match($('#hits .folded').text(), /and 40 others/);
});

test('has a form that searches the thread, with what was looked for', () => {
  const plain = cheerio.load(pageOf(TWO_BRANCHES));
  assert.is(plain('.inside form').attr('action'), '/threads/ferry-00000001#hits');
  assert.is(plain('.inside input').attr('name'), 'hl');
  assert.is(plain('.inside label').attr('for'), plain('.inside input').attr('id'));
  const searched = cheerio.load(pageOf(TWO_BRANCHES, { asked: LOOKED_FOR }));
  assert.is(searched('.inside').length, 1);
  assert.is(searched('.inside input').val(), 'ferry');
  assert.match(searched('#hits [role=status]').text(), /^No hit for ferry\.$/);
  assert.is(cheerio.load(pageOf([samplePost()]))('.inside').length, 0);
});

test('names filters and mistakes beside the words', () => {
  const request = { ...defaultRequest(''), authors: ['bram'], from: '2009' };
  const asked = { request, mistakes: ['That was left out.'] };
  const $ = cheerio.load(pageOf(TWO_BRANCHES, { asked, hits: [1] }));
  assert.match($('#hits [role=status]').text(), /^1 hit for by bram, from 2009/);
  assert.match($('#hits').text(), /That was left out\./);
});

test("gives links out with a copy of that day, the text's own addresses too", () => {
  const comment = sampleComment(1, {
    text: 'Read http://news.example/ferry, all of it.',
    links: ['http://www.harbour.example/a/', 'https://web.archive.org/web/2008/http://b.example/'],
  });
  const $ = cheerio.load(pageOf([samplePost(), comment]));
  const links = $('#c-101 .outward a')
    .toArray()
    .map((link) => `${$(link).text()} → ${$(link).attr('href')}`);
  assert.equal(links, [
    'harbour.example/a → http://www.harbour.example/a/',
    'Wayback, 4 March 2008 → https://web.archive.org/web/20080304/http://www.harbour.example/a/',
    'web.archive.org/web/2008/http://b.example → https://web.archive.org/web/2008/http://b.example/',
    'news.example/ferry → http://news.example/ferry',
    'Wayback, 4 March 2008 → https://web.archive.org/web/20080304/http://news.example/ferry',
  ]);
  for (const link of $('#c-101 .outward a').toArray()) {
    assert.match($(link).attr('rel') ?? '', 'nofollow');
    assert.is($(link).attr('referrerpolicy'), 'no-referrer');
  }
});

test('folds many links and shows a hundred at most', () => {
  const links = Array.from({ length: 5_000 }, (_, index) => `http://a.example/${index}`);
  const $ = cheerio.load(pageOf([samplePost(), sampleComment(1, { links })]));
  assert.is($('#c-101 .folded > summary').text(), '100 links');
  assert.is($('#c-101 .outward li').length, 100);
});

test('takes the day of the post for a comment without one', () => {
  const comment = sampleComment(1, { publishedAt: null, datePrecision: null, links: ['http://a.example/'] });
  const $ = cheerio.load(pageOf([samplePost(), comment]));
  assert.is($('#c-101 .twin').last().attr('href'), 'https://web.archive.org/web/20080304/http://a.example/');
});

test('cites a comment and the post: who, where, when, old address, the one here', () => {
  const comment = sampleComment(1, { originalUrl: 'http://harbour.example/ferry/#comment-101' });
  const $ = cheerio.load(pageOf([samplePost(), comment]));
  const citation = (id: string) => $(`#${id} .citation`).text().replace(/\s+/g, ' ').trim();
  assert.is(
    citation('c-101'),
    'Bram, comment 1 on “The ferry timetable”, Harbour Notes, 4 March 2008. http://harbour.example/ferry/#comment-101. Archived at https://search.example/threads/ferry-00000001#c-101',
  );
  assert.is(
    citation('c-post'),
    'Bram, “The ferry timetable”, Harbour Notes, 4 March 2008. http://harbour.example/ferry/. Archived at https://search.example/threads/ferry-00000001',
  );
});

test('links the post to its original page and a copy of it', () => {
  const $ = cheerio.load(pageOf([samplePost()]));
  const links = $('#c-post header > .byline > a')
    .toArray()
    .map((link) => `${$(link).text()} → ${$(link).attr('href')}`);
  assert.equal(links.slice(1), [
    'Original page → http://harbour.example/ferry/',
    'Wayback, 4 March 2008 → https://web.archive.org/web/20080304/http://harbour.example/ferry/',
  ]);
});

test('keeps the place of what was removed, and says nothing of it', () => {
  const removed = {
    ...sampleComment(1),
    author: null,
    publishedAt: null,
    datePrecision: null,
    isRemoved: true as const,
  };
  const entries = [samplePost(), { ...removed, text: 'removed at request' }, reply(2, 1, 1)];
  const $ = cheerio.load(pageOf(entries, { asked: { at: 'c-post' } }));
  assert.is($('#c-101').text().replace(/\s+/g, ' ').trim(), '#1 removed at request');
  assert.match($('#c-102 .reply').text(), /^in reply to what was removed$/);
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
      reply(2, 1, 1),
    ],
    { asked: { request: defaultRequest(evil), mistakes: [evil] }, hits: [0, 1] },
  );
  assert.not.match(html, /<script(?! (?:type="module" )?src="\/antler)|<img|href="(javascript|data):/i);
  assert.is(cheerio.load(html)('[onerror]').length, 0);
});

test('marks the words in title, post and comments', () => {
  const findMarks = (text: string) =>
    [...text.matchAll(/ferry|comment/gi)].map(
      ({ index, 0: word }): TextRange => [index, index + word.length],
    );
  const marker = { inTitle: findMarks, inText: findMarks };
  const $ = cheerio.load(pageOf([samplePost(), sampleComment(1)], { asked: LOOKED_FOR, marker }));
  assert.is($('h1 mark').text(), 'ferry');
  assert.is($('#c-101 mark').text(), 'Comment');
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
  assert.match($('#c-101 .citation').text(), /unknown author, comment 1 on .*undated\./s);
});

test.run();
