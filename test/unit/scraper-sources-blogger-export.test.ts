// Blogger exports: what is public becomes posts and comments, in whatever order it stands; nothing else does.
import { gzipSync } from 'node:zlib';
import * as assert from 'uvu/assert';
import { assembleThread } from '../../scraper/assemble.ts';
import { groupParts } from '../../scraper/joining/group-parts.ts';
import type { Thread } from '../../scraper/model.ts';
import {
  backup,
  backupComment,
  backupPost,
  backupSetting,
  takeout,
  takeoutEntry,
} from '../support/blogger-export.ts';
import { suite } from '../support/suite.ts';
import { type ExportReading, readExportBytes } from '../support/wordpress-export.ts';

const test = suite('Blogger exports');

const reeds = backupPost({
  number: '500',
  name: 'reeds',
  title: 'Cutting reeds',
  content: '<p>The first cut.</p><p>See <a href="http://rush.example/a">this</a>.</p>',
  more: "<category scheme='http://www.blogger.com/atom/ns#' term='harvest'/><thr:total>2</thr:total>",
});
const answer = backupComment({
  number: '802',
  post: '500',
  parent: '801',
  author: 'Ines',
  published: '2012-04-03T09:00:00.000-07:00',
});
const question = backupComment({
  number: '801',
  post: '500',
  content: 'How deep?\nAnd how wide?',
  author: 'Tove',
  published: '2012-04-02T09:00:00.000-07:00',
});

function threadsOf({ parts }: ExportReading): Thread[] {
  const named = parts.map(({ host, aliases }, i) => ({ readingId: i, sourceId: 1, host, aliases }));
  return groupParts(named).map(({ key, readingIds }) => {
    const own = readingIds.flatMap((i) => parts[i] ?? []);
    return assembleThread(key, own).thread;
  });
}

async function readBackup(...entries: readonly string[]) {
  const read = await readExportBytes(backup(...entries), 'blog-05-02-2013.xml');
  return { ...read, threads: threadsOf(read) };
}

test('reads a post with its labels, exact date and address', async () => {
  const { threads } = await readBackup(reeds);
  assert.is(threads.length, 1);
  const [thread] = threads;
  assert.is(thread?.url, 'http://reed.example/2012/04/reeds.html');
  assert.is(thread?.site, 'Reed & Rush');
  assert.is(thread?.declaredCommentCount, 2);
  assert.is(thread?.capturedAt, '2013-05-02T15:00:00.000Z');
  assert.equal(thread?.post, {
    id: '500',
    title: 'Cutting reeds',
    author: 'Ines',
    authorUrl: 'http://www.blogger.com/profile/9',
    publishedAt: '2012-04-01T22:15:00-07:00',
    datePrecision: 'second',
    text: 'The first cut.\n\nSee this.',
    quotes: [],
    links: ['http://rush.example/a'],
    hasImage: false,
    tags: ['harvest'],
    categories: [],
  });
});

test('hangs comments under their parents, wherever they stand in the file', async () => {
  const expected = (await readBackup(reeds, question, answer)).threads;
  const [thread] = expected;
  assert.equal(
    thread?.comments.map(({ id, author, parentId, text, url, byPostAuthor }) => ({
      id,
      author,
      parentId,
      text,
      url,
      byPostAuthor,
    })),
    [
      {
        id: '801',
        author: 'Tove',
        parentId: null,
        text: 'How deep?\nAnd how wide?',
        url: 'http://reed.example/2012/04/reeds.html#c801',
        byPostAuthor: false,
      },
      {
        id: '802',
        author: 'Ines',
        parentId: '801',
        text: 'Text.',
        url: 'http://reed.example/2012/04/reeds.html#c802',
        byPostAuthor: true,
      },
    ],
  );
  for (const order of [
    [answer, question, reeds],
    [question, reeds, answer],
  ])
    assert.equal((await readBackup(...order)).threads, expected);
});

test('gives out nothing of drafts, of their comments, of settings and templates', async () => {
  const draft = backupPost({
    number: '501',
    name: 'secret',
    title: 'Secret',
    more: "<app:control xmlns:app='http://purl.org/atom/app#'><app:draft>yes</app:draft></app:control>",
  });
  const early = backupComment({ number: '803', post: '501', content: 'Not to be seen.' });
  const { parts, skips } = await readBackup(
    backupSetting('settings'),
    backupSetting('template'),
    draft,
    early,
    reeds,
  );
  assert.is(parts.length, 1);
  assert.equal(
    skips.map(({ page, reason, detail }) => `${page} ${reason}: ${detail}`),
    [
      'blog-05-02-2013.xml#entry 1 no-content: a setting or template, neither a post nor a comment',
      'blog-05-02-2013.xml#entry 2 no-content: a setting or template, neither a post nor a comment',
      'blog-05-02-2013.xml#entry 3 no-content: not public: a draft',
      'blog-05-02-2013.xml#entry 4 no-content: a comment of a post that is not public or not here',
    ],
  );
});

test('never gives out a mail address', async () => {
  const { parts } = await readBackup(
    reeds,
    backupComment({ number: '804', post: '500', author: 'lone@mail.example' }),
  );
  assert.not.match(JSON.stringify(parts), /@/);
  assert.is(parts[1]?.comments[0]?.author, null);
});

test('reads what Takeout gives: paths for addresses, parents, states', async () => {
  const entries = [
    takeoutEntry(
      '901',
      'COMMENT',
      "<blogger:parent>tag:blogger.com,1999:blog-77.post-600</blogger:parent><blogger:inReplyTo>tag:blogger.com,1999:blog-77.post-900</blogger:inReplyTo><content type='html'>Knee deep.</content>",
    ),
    takeoutEntry(
      '600',
      'POST',
      "<title>Low reeds</title><content type='html'>&lt;p&gt;Short.&lt;/p&gt;</content><category scheme='tag:blogger.com,1999:blog-77' term='harvest'/><blogger:filename>/2012/04/low-reeds.html</blogger:filename>",
    ),
    takeoutEntry(
      '900',
      'COMMENT',
      "<blogger:parent>tag:blogger.com,1999:blog-77.post-600</blogger:parent><blogger:inReplyTo/><content type='html'>How deep?</content>",
    ),
    takeoutEntry(
      '902',
      'COMMENT',
      "<blogger:parent>tag:blogger.com,1999:blog-77.post-600</blogger:parent><content type='html'>Buy this</content>",
      'SPAM',
    ),
    takeoutEntry('601', 'POST', "<title>Later</title><content type='html'>x</content>", 'DRAFT'),
  ];
  const read = await readExportBytes(takeout(...entries), 'feed.atom');
  const [thread, ...others] = threadsOf(read);
  assert.equal(others, []);
  assert.is(thread?.post?.title, 'Low reeds');
  assert.equal(thread?.post?.tags, ['harvest']);
  assert.is(thread?.url, null);
  assert.equal(read.parts[0]?.aliases, ['path:/2012/04/low-reeds.html', 'post:600|low reeds']);
  assert.equal(
    thread?.comments.map(({ id, parentId }) => [id, parentId]),
    [
      ['900', null],
      ['901', '900'],
    ],
  );
  assert.equal(
    read.skips.map(({ detail }) => detail),
    ['not public: spam', 'not public: a draft'],
  );
});

test('reads a gzipped export as it reads the file inside', async () => {
  const plain = await readExportBytes(backup(reeds, question), 'blog.xml');
  const packed = await readExportBytes(gzipSync(backup(reeds, question)), 'blog.xml.gz');
  const page = 'blog.xml';
  assert.equal(
    packed.parts.map((part) => ({ ...part, page })),
    plain.parts,
  );
});

test('keeps what stands before the place where a file breaks off, and says so', async () => {
  const whole = backup(reeds, question, answer);
  const { parts, skips } = await readExportBytes(whole.slice(0, whole.indexOf('802') + 200), 'blog.xml');
  assert.is(parts.length, 2);
  assert.equal(
    skips.map(({ page, detail }) => `${page}: ${detail}`),
    ['blog.xml#entry 3: the file breaks off inside this entry, which is left out'],
  );
});

test('does not take the feeds of a Blogger blog for exports', async () => {
  const feed = backup(reeds).replace('blog-77.archive', 'blog-77');
  const { parts } = await readExportBytes(feed, 'default.xml');
  assert.equal(parts, []);
});

test.run();
