// Feeds inside a mirror: what they say of comments and posts, and how it fills the gaps of threads.
import * as assert from 'uvu/assert';
import { assembleThread } from '../../scraper/assemble.ts';
import { extractPage } from '../../scraper/extract.ts';
import { groupParts } from '../../scraper/joining/group-parts.ts';
import type { Reading, ThreadPart } from '../../scraper/model.ts';
import { suite } from '../support/suite.ts';

const test = suite('feeds in a mirror');

const options = { siteUrl: null };

function read(path: string, text: string | Uint8Array): Reading {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return extractPage(
    { kind: 'page', path, bytes, url: null, transportCharset: null, capturedAt: null },
    options,
  );
}

function partsOf(reading: Reading): readonly ThreadPart[] {
  if (reading.kind === 'part') return [reading];
  return 'supplements' in reading ? reading.supplements : [];
}

function threadsOf(...readings: readonly Reading[]) {
  const parts = readings.flatMap(partsOf);
  const names = parts.map((part, i) => ({ ...part, readingId: i, sourceId: 1 }));
  return groupParts(names).map(({ key, readingIds }) =>
    assembleThread(
      key,
      readingIds.flatMap((i) => parts[i] ?? []),
    ),
  );
}

interface ItemFields {
  readonly id: string;
  readonly author: string;
  readonly date: string;
  readonly html: string;
  readonly post?: string;
}

const item = ({ id, author, date, html, post = 'http://mole.example/2009/06/tides/' }: ItemFields) => `<item>
  <title>By: ${author}</title>
  <link>${post}#comment-${id}</link>
  <dc:creator><![CDATA[${author}]]></dc:creator>
  <pubDate>${date}</pubDate>
  <guid isPermaLink="false">http://mole.example/?p=31#comment-${id}</guid>
  <description><![CDATA[cut]]></description>
  <content:encoded><![CDATA[${html}]]></content:encoded>
</item>`;

function rss(title: string, link: string, ...items: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>${title}</title><atom:link href="${link}feed/" rel="self" type="application/rss+xml"/><link>${link}</link>${items.join('\n')}</channel></rss>`;
}

const reply = item({
  id: '903',
  author: 'Bo',
  date: 'Thu, 18 Jun 2009 21:30:40 +0000',
  html: '<p>In reply to <a href="http://mole.example/2009/06/tides/#comment-902">Ada</a>.</p>\n<p>Not on Sundays.</p>',
});
const opening = item({
  id: '902',
  author: 'Ada',
  date: 'Thu, 18 Jun 2009 20:03:12 +0000',
  html: '<p>Is the lock open?</p>',
});
const feed = rss('Comments on: Tides', 'http://mole.example/2009/06/tides/', reply, opening);

const comment = (id: string, name: string, date: string, text: string) =>
  `<li class="comment" id="comment-${id}"><cite class="fn">${name}</cite><div class="comment-meta"><a href="#comment-${id}">${date}</a></div><p>${text}</p></li>`;

function page(...comments: readonly string[]): string {
  return `<html><head><title>Tides</title><link rel="canonical" href="http://mole.example/2009/06/tides/"></head>
<body class="single single-post postid-31"><div class="post" id="post-31"><h1 class="entry-title">Tides</h1><div class="entry-content"><p>High water at noon, low water at six, and no boat goes out between.</p></div></div>
<ol class="commentlist">${comments.join('')}</ol></body></html>`;
}

const shown = page(comment('902', 'Ada', 'June 18, 2009 at 10:03 pm', 'Is the lock open?'));

test('a feed of comments is a skip that knows the comments, their parents and exact dates', () => {
  const reading = read('2009/06/tides/feed/index.html', feed);
  assert.is(
    reading.kind === 'skip' && `${reading.reason}: ${reading.detail}`,
    'feed: a feed of 2 comments on one post',
  );
  const [part, ...others] = partsOf(reading);
  assert.equal(others, []);
  assert.equal(part?.aliases, [
    'in:path:/2009/06/tides/',
    'in:post:31|tides',
    'in:comment:902|tides',
    'in:comment:903|tides',
  ]);
  assert.equal(
    part?.comments.map(({ id, author, parentId, publishedAt, text }) => [
      id,
      author,
      parentId,
      publishedAt,
      text,
    ]),
    [
      ['902', 'Ada', null, '2009-06-18T20:03:12Z', 'Is the lock open?'],
      ['903', 'Bo', '902', '2009-06-18T21:30:40Z', 'Not on Sundays.'],
    ],
  );
});

test('adds what the page lacks: a comment, the parent, seconds and the zone of printed times', () => {
  const [joined, ...others] = threadsOf(
    read('2009/06/tides/feed/index.html', feed),
    read('2009/06/tides/index.html', shown),
  );
  assert.equal(others, []);
  const { pages, comments } = joined?.thread ?? {};
  assert.equal(pages, ['2009/06/tides/index.html', '2009/06/tides/feed/index.html']);
  assert.equal(
    comments?.map(({ id, parentId, parentSource, publishedAt }) => [id, parentId, parentSource, publishedAt]),
    [
      ['902', null, null, '2009-06-18T22:03:12+02:00'],
      ['903', '902', 'explicit', '2009-06-18T21:30:40Z'],
    ],
  );
});

test('never replaces what the page says', () => {
  const longer = 'Is the lock open? It is a long way to row there and back again.';
  const page902 = page(comment('902', 'Ada Lund', 'June 18, 2009 at 10:03 pm', 'Is the lock open?'));
  const wordy = rss(
    'Comments on: Tides',
    'http://mole.example/2009/06/tides/',
    item({ id: '902', author: 'Ada', date: 'Thu, 18 Jun 2009 20:03:12 +0000', html: `<p>${longer}</p>` }),
  );
  const [joined] = threadsOf(read('2009/06/tides/index.html', page902), read('f', wordy));
  const [only, ...more] = joined?.thread.comments ?? [];
  assert.equal(more, []);
  assert.is(only?.text, 'Is the lock open?');
  assert.is(only?.author, 'Ada Lund');
});

test('a feed that adds nothing is not among the pages of the thread', () => {
  const bare = rss(
    'Comments on: Tides',
    'http://mole.example/2009/06/tides/',
    item({ id: '902', author: 'Ada', date: '', html: '<p>Is the lock open?</p>' }),
  );
  const [joined] = threadsOf(
    read('2009/06/tides/index.html', shown),
    read('2009/06/tides/feed/index.html', bare),
  );
  assert.equal(joined?.thread.pages, ['2009/06/tides/index.html']);
});

test('finds the comment of a page that gives no numbers by its words', () => {
  const unnumbered = shown.replaceAll(/ id="comment-902"/g, '').replaceAll('href="#comment-902"', 'href="#"');
  const [joined] = threadsOf(
    read('2009/06/tides/index.html', unnumbered),
    read('2009/06/tides/feed/index.html', feed),
  );
  assert.equal(
    joined?.thread.comments.map(({ author, text }) => [author, text]),
    [
      ['Ada', 'Is the lock open?'],
      ['Bo', 'Not on Sundays.'],
    ],
  );
});

test('makes no thread of a post that is not in the archive', () => {
  assert.equal(threadsOf(read('2009/06/tides/feed/index.html', feed)), []);
});

test("a site's feed of comments fills the gaps of every post it names", () => {
  const other = item({
    id: '950',
    author: 'Cy',
    date: 'Fri, 19 Jun 2009 08:00:00 +0000',
    html: '<p>Elsewhere.</p>',
    post: 'http://mole.example/2009/05/fog/',
  });
  const site = read(
    'comments/feed/index.html',
    rss('Comments for Mole', 'http://mole.example/', other, reply),
  );
  assert.is(site.kind === 'skip' && site.detail, 'a feed of 2 comments on the posts of a site');
  const [joined, ...others] = threadsOf(read('2009/06/tides/index.html', shown), site);
  assert.equal(others, []);
  assert.equal(
    joined?.thread.comments.map(({ id }) => id),
    ['902', '903'],
  );
});

test("a site's feed that happens to name one post only is told from the feed of that post", () => {
  const site = read(
    'comments/feed/index.html',
    rss('Comments for Mole', 'http://mole.example/', reply, opening),
  );
  assert.is(site.kind === 'skip' && site.detail, 'a feed of 2 comments on the posts of a site');
});

test('a feed of posts gives exact dates and missing authors', () => {
  const posts = `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Mole</title><link>http://mole.example/</link>
<item><title>Tides</title><link>http://mole.example/2009/06/tides/</link><dc:creator>Nell</dc:creator><pubDate>Thu, 18 Jun 2009 18:00:05 +0000</pubDate><guid>http://mole.example/?p=31</guid><description>High water</description></item></channel></rss>`;
  const [joined] = threadsOf(read('2009/06/tides/index.html', shown), read('feed/index.html', posts));
  const { author, publishedAt, text } = joined?.thread.post ?? {};
  assert.equal([author, publishedAt], ['Nell', '2009-06-18T18:00:05Z']);
  assert.match(text ?? '', /^High water at noon/);
  assert.equal(joined?.thread.pages, ['2009/06/tides/index.html', 'feed/index.html']);
});

test('reads the comment feeds of Blogger, with parents', () => {
  const entry = (id: string, related: string, text: string) =>
    `<entry><id>tag:blogger.com,1999:blog-7.post-${id}</id><published>2012-04-02T09:00:00.123-07:00</published><title type='text'>${text}</title><content type='html'>${text}</content>${related}<link rel='alternate' type='text/html' href='http://reed.example/2012/04/reeds.html?showComment=1333382400123#c${id}'/><author><name>Tove</name><uri>http://www.blogger.com/profile/1</uri><email>noreply@blogger.com</email></author><thr:in-reply-to href='http://reed.example/2012/04/reeds.html' ref='tag:blogger.com,1999:blog-7.post-500' type='text/html'/></entry>`;
  const related = `<link rel='related' href='http://www.blogger.com/feeds/7/500/comments/default/801'/>`;
  const atom = `<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:thr='http://purl.org/syndication/thread/1.0'><id>tag:blogger.com,1999:blog-7.post500..comments</id><title type='text'>Comments on Reed: Cutting reeds</title>${entry('802', related, 'Knee deep.')}${entry('801', '', 'How deep?')}</feed>`;
  const [part] = partsOf(read('feeds/500/comments/default', atom));
  assert.equal(part?.aliases.slice(0, 2), ['in:path:/2012/04/reeds.html', 'in:post:500|cutting reeds']);
  assert.equal(
    part?.comments.map(({ id, parentId, publishedAt, author }) => [id, parentId, publishedAt, author]),
    [
      ['801', null, '2012-04-02T09:00:00-07:00', 'Tove'],
      ['802', '801', '2012-04-02T09:00:00-07:00', 'Tove'],
    ],
  );
  assert.not.match(JSON.stringify(part), /noreply/);
});

test('keeps a first line with a link that a reader wrote', () => {
  const written = item({
    id: '904',
    author: 'Cy',
    date: '',
    html: '<p>See <a href="http://mole.example/2009/06/tides/#comment-902" rel="nofollow">this</a>.</p>\n<p>More.</p>',
  });
  const [part] = partsOf(read('x', rss('Comments on: Tides', 'http://mole.example/2009/06/tides/', written)));
  assert.equal([part?.comments[0]?.parentId, part?.comments[0]?.text], [null, 'See this.\n\nMore.']);
});

test('reads broken feeds as far as they go', () => {
  const cut = feed.slice(0, feed.indexOf('902</link>') - 40);
  const [part] = partsOf(read('x', cut));
  assert.equal(
    part?.comments.map(({ id }) => id),
    ['903'],
  );
  const bytes = Buffer.from(feed.replace('Is the lock', 'Is the \u00b2\u00e2 lock'), 'latin1');
  assert.is(partsOf(read('x', bytes))[0]?.comments.length, 2);
  assert.equal(partsOf(read('x', '<rss version="2.0"><channel/></rss>')), []);
});

test.run();
