// WordPress exports: which items become threads, what posts and comments hold, and how they join with pages.
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { assembleThread } from '../../scraper/assemble.ts';
import { extractPage } from '../../scraper/extract.ts';
import { groupParts } from '../../scraper/joining/group-parts.ts';
import type { ThreadPart } from '../../scraper/model.ts';
import { openSource } from '../../scraper/sources/open.ts';
import { publicName } from '../../scraper/sources/public-name.ts';
import { sharedTest } from '../support/shared.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolderWith } from '../support/temp-folder.ts';
import {
  exportComment,
  exportEnd,
  exportHead,
  exportItem,
  readExportBytes,
  readExportItems,
} from '../support/wordpress-export.ts';

const test = suite('WordPress exports');

async function readOne(fields: Readonly<Record<string, string>> = {}, more = ''): Promise<ThreadPart> {
  const { parts } = await readExportItems(exportItem(fields, more));
  const [part] = parts;
  if (!part) throw new Error('no part');
  return part;
}

const dateOf = async (fields: Readonly<Record<string, string>>) => (await readOne(fields)).post?.publishedAt;

test('reads a post with its author, date, address and names', async () => {
  const { post, comments, ...part } = await readOne();
  assert.equal(part, {
    kind: 'part',
    page: 'quayside.xml',
    dialect: 'wordpress-export',
    host: 'quayside.example',
    url: 'http://www.quayside.example/blog/2009/06/low-water/',
    site: 'The Quayside & Beyond',
    aliases: ['path:/blog/2009/06/low-water/', 'post:blog#42|low water'],
    commentPage: null,
    isCopy: false,
    declaredCommentCount: null,
    commentsState: 'open',
    capturedAt: '2014-03-02T10:00:00Z',
  });
  assert.equal(comments, []);
  assert.equal(post, {
    id: '42',
    title: 'Low water',
    author: 'Orla O\u0027Shea',
    authorUrl: null,
    publishedAt: '2009-06-18T20:03:10+02:00',
    datePrecision: 'second',
    text: 'The harbour is dry.',
    quotes: [],
    links: [],
    hasImage: false,
    tags: [],
    categories: [],
  });
});

test('reads every version of the format, by its namespace and not by its prefix', async () => {
  for (const version of ['1.0', '1.1', '1.2']) {
    const { parts } = await readExportBytes(exportHead(version) + exportItem() + exportEnd, 'backup');
    assert.is(parts[0]?.post?.id, '42', version);
  }
  const renamed = (exportHead() + exportItem() + exportEnd)
    .replace(/\bwp:/g, 'w:')
    .replace('xmlns:wp', 'xmlns:w');
  assert.is((await readExportBytes(renamed)).parts[0]?.post?.author, 'Orla O\u0027Shea');
});

test('takes published posts and pages only, and tells why the others are none', async () => {
  const { parts, skips } = await readExportItems(
    exportItem({ 'wp:post_type': 'page', 'wp:post_id': '2' }),
    exportItem({ 'wp:post_type': 'attachment', 'wp:status': 'inherit' }),
    exportItem({ 'wp:post_type': 'nav_menu_item' }),
    exportItem({ 'wp:status': 'draft' }),
    exportItem({ 'wp:status': 'private' }),
    exportItem({ 'wp:status': 'trash' }),
    exportItem({ 'wp:status': 'future' }),
    exportItem({ 'wp:post_password': 'mackerel' }),
    exportItem({ title: '', 'content:encoded': ' ' }),
  );
  assert.equal(
    parts.map(({ post }) => post?.id),
    ['2'],
  );
  assert.equal(
    skips.map(({ page, reason, detail }) => `${page} ${reason}: ${detail}`),
    [
      'quayside.xml#item 2 attachment: a picture or file, no post',
      'quayside.xml#item 3 no-content: of the type "nav_menu_item", neither a post nor a page',
      'quayside.xml#item 4 no-content: not public: a draft',
      'quayside.xml#item 5 no-content: not public: private',
      'quayside.xml#item 6 no-content: not public: in the trash',
      'quayside.xml#item 7 no-content: not public: not published yet',
      'quayside.xml#item 8 no-content: not public: protected by a password',
      'quayside.xml#item 9 no-content: a post without title, text and comments',
    ],
  );
});

test('a post with a title, a picture or comments alone is a post', async () => {
  assert.is((await readOne({ 'content:encoded': '' })).post?.title, 'Low water');
  assert.ok((await readOne({ title: '', 'content:encoded': '<img src="a.png">' })).post?.hasImage);
  assert.is((await readOne({ title: '', 'content:encoded': '' }, exportComment())).comments.length, 1);
});

test('reads titles as the site shows them, escaped or in CDATA', async () => {
  assert.is(
    (await readOne({ title: 'Salt &amp; <em>Smoke</em> &#8217;09' })).post?.title,
    'Salt & Smoke \u201909',
  );
  const escaped = exportItem().replace('<![CDATA[Low water]]>', 'Salt &amp; Smoke');
  assert.is((await readExportItems(escaped)).parts[0]?.post?.title, 'Salt & Smoke');
  assert.is((await readOne({ title: 'CafÃ© by the sea' })).post?.title, 'Café by the sea');
});

test('the offset is what lies between local time and GMT, when that can be one', async () => {
  const gmt = { 'wp:post_date_gmt': '2009-06-18 18:00:00' };
  assert.is(await dateOf({ ...gmt, 'wp:post_date': '2009-06-18 12:30:00' }), '2009-06-18T12:30:00-05:30');
  assert.is(await dateOf({ ...gmt, 'wp:post_date': '2009-06-18 18:00:00' }), '2009-06-18T18:00:00+00:00');
  assert.is(await dateOf({ ...gmt, 'wp:post_date': '2009-06-19 00:00:01' }), '2009-06-19T00:00:01');
  assert.is(await dateOf({ ...gmt, 'wp:post_date': '2009-06-21 18:00:00' }), '2009-06-21T18:00:00');
});

test('a date of zeros is none: the feed date takes its place', async () => {
  const zero = '0000-00-00 00:00:00';
  assert.is(await dateOf({ 'wp:post_date_gmt': zero }), '2009-06-18T20:03:10+02:00');
  assert.is(
    await dateOf({ 'wp:post_date_gmt': zero, pubDate: 'Wed, 30 Nov -0001 00:00:00 +0000' }),
    '2009-06-18T20:03:10',
  );
  assert.is(await dateOf({ 'wp:post_date': zero }), '2009-06-18T18:03:10Z');
  assert.is(await dateOf({ 'wp:post_date': zero, 'wp:post_date_gmt': zero, pubDate: '' }), null);
  assert.is(
    await dateOf({ 'wp:post_date': '2009-02-31 10:00:00', 'wp:post_date_gmt': zero, pubDate: 'soon' }),
    null,
  );
});

test('tags and categories come from their taxonomies, by label, once each', async () => {
  const { post } = await readOne(
    {},
    '<category><![CDATA[Harbour]]></category>' +
      '<category domain="category" nicename="harbour"><![CDATA[Harbour &amp; Pier]]></category>' +
      '<category domain="category" nicename="harbour"><![CDATA[Harbour &amp; Pier]]></category>' +
      '<category domain="post_tag" nicename="tide"/><category domain="tag"><![CDATA[Old rope]]></category>' +
      '<category domain="post_format" nicename="aside">Aside</category>',
  );
  assert.equal(post?.categories, ['Harbour & Pier']);
  assert.equal(post?.tags, ['tide', 'Old rope']);
});

test('reads comments by date, with parents, kinds, permalinks and the post\u2019s author', async () => {
  const { comments } = await readOne(
    {},
    exportComment({
      id: '503',
      date_gmt: '2009-06-19 10:00:00',
      date: '2009-06-19 12:00:00',
      author: 'A Blog',
      type: 'pingback',
    }) +
      exportComment({
        id: '502',
        parent: '501',
        author: 'orla',
        user_id: '7',
        date_gmt: '2009-06-18 19:30:00',
        date: '2009-06-18 21:30:00',
      }) +
      exportComment({ author_url: 'http://bertil.example' }) +
      exportComment({
        id: '504',
        type: 'trackback',
        date_gmt: '2010-01-01 00:00:00',
        date: '2010-01-01 01:00:00',
        author: '',
      }),
  );
  assert.equal(
    comments.map(({ id, kind, author, parentId, parentSource, byPostAuthor, publishedAt }) => [
      id,
      kind,
      author,
      parentId,
      parentSource,
      byPostAuthor,
      publishedAt,
    ]),
    [
      ['501', 'comment', 'Bertil', null, null, false, '2009-06-18T21:00:00+02:00'],
      ['502', 'comment', 'orla', '501', 'explicit', true, '2009-06-18T21:30:00+02:00'],
      ['503', 'pingback', 'A Blog', null, null, false, '2009-06-19T12:00:00+02:00'],
      ['504', 'trackback', null, null, null, false, '2010-01-01T01:00:00+01:00'],
    ],
  );
  assert.is(comments[0]?.url, 'http://www.quayside.example/blog/2009/06/low-water/#comment-501');
  assert.is(comments[0]?.authorUrl, 'http://bertil.example/');
});

test('leaves out comments that are not approved or no comments, and says so', async () => {
  const { parts, skips } = await readExportItems(
    exportItem(
      {},
      ['0', 'spam', 'trash', 'post-trashed', '']
        .map((approved, at) => exportComment({ id: `60${at}`, approved }))
        .join('') +
        exportComment({ id: '610', type: 'order_note' }) +
        exportComment({ id: 'x' }) +
        exportComment() +
        exportComment(),
    ),
  );
  assert.equal(
    parts[0]?.comments.map(({ id }) => id),
    ['501'],
  );
  assert.equal(
    skips.map(({ detail }) => detail),
    [
      'comments left out: 5 not approved, 1 of a kind that is no comment, 1 without a number, 1 with the number of an earlier one',
    ],
  );
});

test('mail and network addresses of people never come out', async () => {
  const read = await readExportItems(
    exportItem(
      { 'dc:creator': 'skipper@mail.example' },
      exportComment() +
        exportComment({ id: '502', author: 'anna@mail.example' }) +
        exportComment({ id: '503', author: '203.0.113.9', author_url: 'mailto:a@mail.example' }) +
        '<wp:postmeta><wp:meta_key>notify</wp:meta_key><wp:meta_value>watch@mail.example</wp:meta_value></wp:postmeta>',
    ),
  );
  assert.is(read.parts[0]?.post?.author, null);
  assert.equal(
    read.parts[0]?.comments.map(({ author }) => author),
    ['Bertil', null, null],
  );
  assert.not.match(JSON.stringify(read), /@|203\.0\.113/);
});

test('an export in a folder is read beside its pages', async () => {
  const folder = await makeTempFolderWith({
    'backup/quayside.xml': exportHead() + exportItem() + exportEnd,
    'feed.xml':
      '<rss version="2.0"><channel><title>About http://wordpress.org/export/1.2/</title></channel></rss>',
    'index.html': '<html><body><p>Hello</p></body></html>',
  });
  const items: string[] = [];
  for await (const item of (await openSource(folder)).items())
    items.push(`${item.kind} ${item.kind === 'skip' ? item.reason : item.path}`);
  assert.equal(items, ['records backup/quayside.xml', 'page feed.xml', 'page index.html']);
});

test('an export and the site\u2019s own pages become one thread, each comment once', async () => {
  const path = 'blog/2009/06/low-water/index.html';
  const html = `<html><head><title>Low water</title><meta name="generator" content="WordPress 3.9">
    <link rel="canonical" href="http://quayside.example/blog/2009/06/low-water/"></head>
    <body class="single postid-42"><article id="post-42" class="post"><h1 class="entry-title">Low water</h1>
    <div class="entry-content"><p>The harbour is dry.</p></div></article>
    <ol class="commentlist"><li class="comment" id="comment-501"><cite class="fn">Bertil</cite>
    <div class="comment-content"><p>Wait for the tide.</p></div></li></ol></body></html>`;
  const page = extractPage(
    { kind: 'page', path, bytes: Buffer.from(html), url: null, transportCharset: null, capturedAt: null },
    { siteUrl: null },
  );
  const exported = await readOne(
    {},
    exportComment() + exportComment({ id: '502', parent: '501', content: 'Noon.' }),
  );
  if (page.kind !== 'part') throw new Error('no part');
  const parts = [page, exported];
  const groups = groupParts(
    parts.map(({ host, aliases }, at) => ({ readingId: at, sourceId: at, host, aliases })),
  );
  assert.equal(
    groups.map(({ readingIds }) => readingIds),
    [[0, 1]],
  );
  const { thread } = assembleThread(groups[0]?.key ?? '', parts);
  assert.equal(
    thread.comments.map(({ id, parentId }) => [id, parentId]),
    [
      ['501', null],
      ['502', '501'],
    ],
  );
  assert.equal([...thread.pages].sort(), [path, 'quayside.xml']);
});

test('exports of two blogs on one host begin with the same post and stay two', async () => {
  const hello = exportItem({
    title: 'Hello world!',
    link: 'http://www.quayside.example/?p=1',
    'wp:post_id': '1',
  });
  const ofBlog = (folder: string) =>
    readExportBytes(
      exportHead().replaceAll('quayside.example/blog', `quayside.example/${folder}`) + hello + exportEnd,
    );
  const [one, other] = [await ofBlog('heron'), await ofBlog('otter')];
  const parts = [...one.parts, ...other.parts, ...one.parts];
  const groups = groupParts(
    parts.map(({ host, aliases }, at) => ({ readingId: at, sourceId: at, host, aliases })),
  );
  assert.equal(
    groups.map(({ readingIds }) => readingIds),
    [[0, 2], [1]],
  );
});

test('the fingerprint of an export follows its bytes and the versions that read it', async () => {
  const folder = await makeTempFolderWith({
    'a.xml': exportHead() + exportEnd,
    'b.xml': exportHead() + exportItem(),
  });
  const files = [];
  for await (const item of (await openSource(folder)).items()) if (item.kind === 'records') files.push(item);
  assert.is(files.length, 2);
  assert.is.not(files[0]?.hash, files[1]?.hash);
  assert.match(files[0]?.program ?? '', /^wordpress-export\d+ .*reading\d/);
});

sharedTest(test, 'reads a real export whole', 'archives/wxr-mythz/wordpress-export.xml', async (path) => {
  const folder = await openSource(join(path, '..'));
  const comments: ThreadPart['comments'][number][] = [];
  const reasons = new Map<string, number>();
  let posts = 0;
  for await (const item of folder.items()) {
    if (item.kind !== 'records') continue;
    for await (const reading of item.read()) {
      if (reading.kind === 'skip') reasons.set(reading.reason, (reasons.get(reading.reason) ?? 0) + 1);
      else {
        if (reading.post?.author && reading.post.publishedAt) posts++;
        comments.push(...reading.comments);
      }
    }
  }
  assert.equal([posts, comments.length], [28, 91]);
  assert.is(comments.filter(({ kind }) => kind !== 'comment').length, 19);
  assert.is(comments.filter(({ parentId }) => parentId !== null).length, 16);
  assert.equal(
    [...reasons],
    [
      ['attachment', 52],
      ['no-content', 3],
    ],
  );
});

test('gives no mail or network address on as a name, and keeps the name beside one', () => {
  const names: readonly (readonly [written: string, shown: string | null])[] = [
    ['Ada', 'Ada'],
    ['', null],
    ['ada@mail.example', null],
    ['<ada@mail.example>', null],
    ['Ada (ada@mail.example)', 'Ada'],
    ['Ada <ada@mail.example>', 'Ada'],
    ['ada@mail.example (Ada)', 'Ada'],
    ['ada@mail.example, Oslo', null],
    ['203.0.113.9', null],
    ['203.0.113.9:80', null],
    ['2001:db8::1', null],
    ['@ada', '@ada'],
    ['Ada @ the quay', 'Ada @ the quay'],
    ['O(1)', 'O(1)'],
  ];
  for (const [written, shown] of names) assert.is(publicName(written), shown, written);
});

test.run();
