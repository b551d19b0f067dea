// Forum pages: which are threads, which pages make one thread, and what stands when no program is known.
import { readdirSync, readFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { answerPrograms } from '../../scraper/dialects/forum-answers-markup.ts';
import { boardPrograms } from '../../scraper/dialects/forum-board-markup.ts';
import { communityPrograms } from '../../scraper/dialects/forum-community-markup.ts';
import { extractPage } from '../../scraper/extract.ts';
import type { Reading } from '../../scraper/model.ts';
import { learnMessages } from '../../scraper/reading/forum/find-messages.ts';
import { wholeThread } from '../../scraper/reading/forum/thread-address.ts';
import { parsePage } from '../../scraper/reading/markup/parse-page.ts';
import { splitPagePath } from '../../scraper/reading/markup/urls.ts';
import { viewPage } from '../../scraper/reading/page/page-view.ts';
import { suite } from '../support/suite.ts';

const test = suite('forum pages');
const programs = [...boardPrograms, ...communityPrograms, ...answerPrograms];
const golden = new URL('../golden/forum/', import.meta.url);

function view(html: string) {
  return viewPage(parsePage(html), {
    path: 'forum/viewtopic.html',
    ownUrl: null,
    siteUrl: null,
    capturedAt: null,
  });
}

function read(html: string, url: string): Reading {
  const bytes = new TextEncoder().encode(html);
  return extractPage(
    { kind: 'page', path: 'a.html', bytes, url, transportCharset: null, capturedAt: null },
    { siteUrl: null },
  );
}

function goldenPage(name: string): string {
  return readFileSync(new URL(`${name}/page.html`, golden), 'utf8');
}

// Shape alone claims no page that a blog platform signs, and finds no comments on answers.
for (const name of readdirSync(golden).filter(
  (folder) => !/index|script|bbpress|question|exchange/.test(folder),
)) {
  test(`${name}: the shape alone gives the messages that the program's markup gives`, () => {
    const html = goldenPage(name);
    const marked = learnMessages(view(html), programs);
    const shaped = learnMessages(view(html), []);
    assert.is(shaped?.messages.length, marked?.messages.length);
  });

  test(`${name}: other names for its classes change nothing in what is said`, () => {
    const renamed = goldenPage(name).replace(/class="([^"]+)"/g, (_, names: string) => {
      const others = names
        .split(/\s+/)
        .map((word) => `k${[...word].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 9973, 7)}x`);
      return `class="${others.map((word) => word.replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')).join(' ')}"`;
    });
    const marked = learnMessages(view(goldenPage(name)), programs);
    const shaped = learnMessages(view(renamed), []);
    assert.is(shaped?.messages.length, marked?.messages.length);
  });
}

test('names one thread on each of its pages, whatever the program writes into the address', () => {
  const same = [
    ['/showthread.php?t=41', '/showthread.php?t=41&page=3', '/showthread.php?s=abc&t=41&pp=20&page=2'],
    ['/viewtopic.php?f=2&t=9', '/viewtopic.php?f=2&t=9&start=20', '/viewtopic.php?f=2&t=9&sid=ff&start=40'],
    ['/index.php?topic=52', '/index.php?topic=52.0', '/index.php?topic=52.20', '/index.php?topic=52.msg301'],
    ['/threads/slow-clock.9/', '/threads/slow-clock.9/page-2', '/threads/slow-clock.9/page-11/'],
    ['/t/selvedge/4821/', '/t/selvedge/4821?page=2'],
    ['/thread-31.html', '/thread-31-page-2.html', '/thread-31-2-1.html'],
    ['/viewtopic.php?t=12', 'viewtopic_t=12.html', 'viewtopic_t=12_start=20.html'],
    ['/showthread.php?t=123', '/printthread.php?t=123&pp=40', '/archive/index.php/t-123-p-2.html'],
    ['/index.php?showtopic=44', '/lofiversion/index.php/t44-50.html', '/index.php?showtopic=44&st=20'],
    ['/index.php?topic=52.0', '/index.php?action=printpage;topic=52.0'],
    ['/t5-herons', '/t5p20-herons'],
    ['/t/selvedge/4821', '/t/selvedge/4821/20'],
    ['/showthread.php?771-Oil', '/showthread.php?771-Oil/page2'],
    ['/threads/771-Oil', '/threads/771-Oil/page3'],
    ['/viewthread.php?tid=55', '/viewthread.php?tid=55&page=2&extra=page%3D1'],
    ['/read.php?f=1&t=55', '/read.php?f=1&i=61&t=55'],
    [
      '/topic/77-moss/',
      '/topic/77-moss/page-4',
      '/topic/77-moss/?st=20',
      '/topic/77-moss/page__st__20',
    ].slice(0, 3),
  ];
  for (const addresses of same) {
    const names = addresses.map((address) => {
      const { path, query } = wholeThread(splitPagePath(address));
      return `${path}?${[...query].join('&')}`;
    });
    assert.equal(new Set(names).size, 1, names.join(' '));
  }
});

test('pages for printers and search machines are copies of their thread', () => {
  for (const address of [
    '/forum/archive/index.php/t-123.html',
    '/forum/printthread.php?t=123',
    '/forum/lofiversion/index.php/t123.html',
    '/forum/viewtopic.php?t=123&view=print',
    '/forum/index.php?action=printpage;topic=123.0',
  ])
    assert.ok(wholeThread(splitPagePath(address)).isView, address);
  assert.not(wholeThread(splitPagePath('/forum/viewtopic.php?t=123&start=20')).isView);
});

test('takes the number of a message for no page of the thread', () => {
  assert.is(wholeThread(splitPagePath('/read.php?f=1&i=61&t=55')).commentPage, null);
});

test('keeps threads apart that differ in their number', () => {
  const [first, second] = ['/viewtopic.php?t=9&start=20', '/viewtopic.php?t=10&start=20'].map((address) =>
    [...wholeThread(splitPagePath(address)).query].join('&'),
  );
  assert.is.not(first, second);
});

test('has no post on the second page of a thread', () => {
  const part = read(goldenPage('phpbb-3-page-2'), 'http://heron.example/viewtopic.php?f=2&t=911&start=20');
  assert.is(part.kind, 'part');
  if (part.kind !== 'part') return;
  assert.is(part.post, null);
  assert.is(part.comments.length, 3);
  assert.ok(part.aliases.includes('path:/viewtopic.php?f=2&t=911'), part.aliases.join(' '));
});

test('takes the index of a board for a listing', () => {
  const skip = read(goldenPage('board-index'), 'http://tram.example/viewforum.php?f=3');
  assert.is(skip.kind === 'skip' && skip.reason, 'listing');
});

test('leaves a blog post with comments to the blogs', () => {
  const text = 'The kiln was cold by Sunday and the pots came out blue, which nobody had ordered. '.repeat(8);
  const comment = (who: string, day: number) =>
    `<div class="entry"><p class="by"><a href="/user/${who}">${who}</a> on May ${day}, 2009 at 9:00 am</p><p>Blue suits them, I think, and I have seen worse.</p></div>`;
  const html = `<html><head><title>Blue pots</title></head><body><h1>Blue pots</h1><p>${text}</p><h3>3 comments</h3>${comment('ada', 3)}${comment('bo', 4)}${comment('cy', 5)}</body></html>`;
  assert.is(learnMessages(view(html), programs), null);
});

test('takes no list of events for a talk', () => {
  const event = (name: string, day: number) =>
    `<div class="ev"><b>${name}</b> ${day} May 2009 10:00<p>Open from ten, and the ferry waits for those who come late.</p></div>`;
  const html = `<html><head><title>Events | Mill Community</title></head><body><h1>Events</h1>${event('Open day', 3)}${event('Boat race', 4)}${event('Fair', 5)}</body></html>`;
  assert.is(learnMessages({ ...view(html), path: 'events.html' }, []), null);
});

test('gives no date for a time that only counts back from the visit', () => {
  const message = (who: string) =>
    `<li class="item"><a class="username" href="/members/${who}">${who}</a> <span>10 days ago</span><div class="message-body">Said by ${who} in so many words.</div><a href="#">Quote</a></li>`;
  const html = `<html><head><title>Owls - Night Forum</title></head><body><h1>Owls</h1><ul>${['ada', 'bo', 'cy'].map(message).join('')}</ul></body></html>`;
  const part = read(html, 'http://forum.night.example/topic/12');
  assert.is(part.kind, 'part');
  if (part.kind !== 'part') return;
  assert.equal([part.post?.author, ...part.comments.map(({ author }) => author)], ['ada', 'bo', 'cy']);
  assert.equal(
    [part.post?.publishedAt, ...part.comments.map(({ publishedAt }) => publishedAt)],
    [null, null, null],
  );
});

test('a remark on a change behind the date does not hide it', () => {
  const message = (n: number) =>
    `<div class="post classic" id="post_${n}"><div class="post_author"><strong><a href="/user-${n}.html">ada${n}</a></strong></div><div class="post_head"><span class="post_date">2019-02-2${n}, 09:14 PM <span class="post_edit">(This post was last modified: 2024-01-05, 03:27 AM by ada${n}.)</span></span></div><div class="post_body" id="pid_${n}">The owl number ${n} came to the barn.</div></div>`;
  const part = read(
    `<html><head><title>Owls</title></head><body><div id="posts">${[1, 2, 3].map(message).join('')}</div></body></html>`,
    'http://owls.example/thread-3.html',
  );
  assert.is(part.kind === 'part' && part.post?.publishedAt, '2019-02-21T21:14');
});

test('a guestbook has entries and no post', () => {
  const entry = (who: string, day: number) =>
    `<table><tr><td><b>${who}</b> wrote on ${day} May 2004 10:0${day}</td></tr><tr><td>${day > 3 ? 'Greetings from the coast!' : day > 2 ? 'Thank you for the herons.' : 'First one here.'}</td></tr></table>`;
  const part = read(
    `<html><head><title>Guestbook</title></head><body>${entry('Bo', 4)}${entry('Cy', 3)}${entry('Ada', 2)}</body></html>`,
    'http://www.pond.example/guestbook.html',
  );
  assert.is(part.kind, 'part');
  if (part.kind !== 'part') return;
  assert.is(part.post, null);
  assert.equal(
    part.comments.map(({ author }) => author),
    ['Bo', 'Cy', 'Ada'],
  );
});

test.run();
