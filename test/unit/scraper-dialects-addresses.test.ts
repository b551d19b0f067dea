// What addresses mean on the platforms: which pages show one thread, which only another view of it.
import * as assert from 'uvu/assert';
import { extractPage } from '../../scraper/extract.ts';
import type { ThreadPart } from '../../scraper/model.ts';
import { suite } from '../support/suite.ts';

const test = suite('addresses of platforms');

const text =
  '<p>The ferry is late again, and so are we, and the tide is not going to wait for either of us.</p>';

function partOf(url: string, html: string): ThreadPart {
  const bytes = new TextEncoder().encode(html);
  const page = {
    kind: 'page',
    path: 'page.html',
    bytes,
    url,
    transportCharset: 'utf-8',
    capturedAt: null,
  } as const;
  const reading = extractPage(page, { siteUrl: null });
  assert.is(reading.kind, 'part', JSON.stringify(reading));
  return reading as ThreadPart;
}

const journal = (comment = '') =>
  `<title>quay: Late</title><body><h3 class="entry-title">Late</h3><span class="ljuser"><b>quay</b></span><div class="entry-content">${text}</div>${comment}`;
const story = `<title>Late</title><body><a name="commenttop"></a><h2 class="storytitle">Late</h2><div class="storybody">${text}</div>`;
const post = `<meta name="generator" content="blogger"><title>Late</title><div class="post hentry"><h3 class="post-title">Late</h3><div class="post-body">${text}</div></div>`;

function same(urls: readonly string[], html: string, path: string): void {
  for (const url of urls) assert.ok(partOf(url, html).aliases.includes(path), `${url} is ${path}`);
}

test('joins the views of a journal entry', () => {
  const host = 'http://quay.livejournal.com';
  same(
    [`${host}/412.html`, `${host}/412.html?thread=99#t99`, `${host}/412.html?mode=reply&style=mine`],
    journal(),
    'path:/412.html',
  );
  assert.is(partOf(`${host}/412.html?thread=99`, journal()).isCopy, true);
  assert.is(partOf(`${host}/412.html?nc=3`, journal()).isCopy, false);
});

test('counts the comment pages of a journal entry', () => {
  const part = partOf('http://quay.livejournal.com/412.html?page=2', journal());
  assert.is(part.commentPage, 2);
  assert.is(part.isCopy, false);
  assert.ok(part.aliases.includes('path:/412.html'));
});

test('knows the older addresses of a journal entry', () => {
  same(
    [
      'http://www.livejournal.com/talkread.bml?journal=quay&itemid=412',
      'http://www.livejournal.com/users/quay/412.html',
    ],
    journal(),
    'path:/users/quay/412.html',
  );
});

test('joins the ways to ask for a story', () => {
  const host = 'http://www.kos.example';
  const id = '2006/5/12/14321/1234';
  same(
    [
      `${host}/story/${id}`,
      `${host}/story/${id}/`,
      `${host}/storyonly/${id}`,
      `${host}/?op=displaystory;sid=${id}`,
      `${host}/story/${id}/a-title`,
    ],
    story,
    `path:/story/${id}`,
  );
  assert.is(partOf(`${host}/storyonly/${id}`, story).isCopy, true);
});

test('joins both addresses of a diary', () => {
  const page = `<form name="rateForm"></form>${story}`;
  same(
    ['http://heath.example/showDiary.do?diaryId=812', 'http://heath.example/diary/812/late'],
    page,
    'path:/showDiary.do?diaryId=812',
  );
});

test('takes the mobile view of a post for a copy', () => {
  const part = partOf('http://quay.example/2012/05/late.html?m=1', post);
  assert.is(part.isCopy, true);
  assert.ok(part.aliases.includes('path:/2012/05/late.html'));
});

test('names the owner of a journal as author when the post names nobody, and only then', () => {
  const unsigned = journal().replace('<span class="ljuser"><b>quay</b></span>', '<p class="ljuser"></p>');
  assert.is(partOf('http://quay.livejournal.com/412.html', unsigned).post?.author, 'quay');
  assert.is(partOf('http://elsewhere.livejournal.com/412.html', unsigned).post?.author, null);
  assert.is(
    partOf('http://quay.livejournal.com/412.html', journal().replace('<b>quay', '<b>guest')).post?.author,
    'guest',
  );
});

test.run();
