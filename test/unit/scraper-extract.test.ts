// One page to one reading: skips, identity, explanations; whole archives where they are at hand.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { assembleThread } from '../../scraper/assemble.ts';
import { explainPage, extractPage, extractProgram } from '../../scraper/extract.ts';
import { groupParts } from '../../scraper/joining/group-parts.ts';
import type { Page, Skip, Thread, ThreadPart } from '../../scraper/model.ts';
import { cpuNow } from '../support/cpu-time.ts';
import { sharedTest } from '../support/shared.ts';
import { suite } from '../support/suite.ts';

const test = suite('extracting a page');

const page = (text: string | Uint8Array, path = 'a/index.html', url: string | null = null): Page => ({
  kind: 'page',
  path,
  bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
  url,
  transportCharset: null,
  capturedAt: null,
});
const read = (text: string | Uint8Array, path?: string, url?: string) =>
  extractPage(page(text, path, url), { siteUrl: null });
const reasonOf = (text: string | Uint8Array, path?: string) => {
  const reading = read(text, path);
  return reading.kind === 'skip' ? reading.reason : null;
};

test('skips what is no page, with its reason', () => {
  assert.is(reasonOf(''), 'empty');
  assert.is(reasonOf(' \n\t'), 'empty');
  assert.is(reasonOf(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2)), 'not-html');
  assert.is(reasonOf(new Uint8Array(5_000)), 'not-html');
  assert.is(reasonOf('plain words'), 'not-html');
  assert.is(
    reasonOf('<?xml version="1.0"?>\n<!-- made by hand -->\n<rss version="2.0"><channel></channel></rss>'),
    'feed',
  );
  assert.is(reasonOf('<feed xmlns="http://www.w3.org/2005/Atom"></feed>'), 'feed');
});

test('looks past any number of remarks for what a file is', () => {
  const remarks = '<!-- X: y -->\n'.repeat(100);
  assert.is(reasonOf(`${remarks}<rss version="2.0"><channel></channel></rss>`), 'feed');
  assert.is(reasonOf(`${remarks}<?xml version="1.0"?><html></html>`), 'no-content');
  assert.is(reasonOf(`<?xml version="1.0"?>${remarks}<!DOCTYPE html><html></html>`), 'no-content');
});

test('skips pages that show no thread, with their reason', () => {
  assert.is(reasonOf('<title>x</title><meta http-equiv="refresh" content="0; url=/b/">'), 'redirect');
  assert.is(reasonOf('<title>404 Not Found</title><p>Sorry.'), 'error-page');
  assert.is(reasonOf('<body class="error404"><p>Sorry.'), 'error-page');
  assert.is(reasonOf('<body class="attachment single"><p>Picture'), 'attachment');
  assert.is(reasonOf('<body class="archive category"><p>Posts'), 'listing');
  assert.is(reasonOf('<html><body><div></div></body></html>'), 'no-content');
});

const article = (extra = '') =>
  `<html><head>${extra}</head><body class="single postid-5"><div class="post" id="post-5"><h2>Tides</h2><div class="entry"><p>High at nine.</p></div></div></body></html>`;
const partOf = (text: string, path?: string, url?: string): ThreadPart => {
  const reading = read(text, path, url);
  if (reading.kind === 'skip') throw new Error(`skipped: ${reading.reason}`);
  return reading;
};

test('names a thread by its path without a canonical link, and by its number', () => {
  const part = partOf(article(), '2009/06/tides/index.html');
  assert.equal(part.aliases, ['path:/2009/06/tides/', 'post:5|tides']);
  assert.is(part.url, null);
  assert.is(part.host, null);
});

test('does not take posts of two blogs for one because they have one number', () => {
  const one = partOf(article(), 'one/2009/06/tides/index.html');
  const other = partOf(article().replaceAll('Tides', 'Bread'), 'other/2010/01/bread/index.html');
  const groups = groupParts([one, other].map((part, i) => ({ ...part, readingId: i, sourceId: 1 })));
  assert.is(groups.length, 2);
});

test('does not take pages of two blogs of one host for one because they have one number and title', () => {
  const pages = ['ann', 'bob'].map((name) => {
    const site = `http://quay.example/${name}`;
    return partOf(
      article(`<link rel="canonical" href="${site}/tides/"><link rel="pingback" href="${site}/xmlrpc.php">`),
      `${name}/tides/index.html`,
    );
  });
  assert.is(groupParts(pages.map((part, i) => ({ ...part, readingId: i, sourceId: 1 }))).length, 2);
});

test('takes no weekday for a part of a name', () => {
  const part = partOf(
    '<h1>Tides</h1><p>High at nine, and low at three in the afternoon, as it is printed on the wall.</p><div id="comments"><a id="comment-40"></a><div class="comment"><div class="submitted">Submitted by Ada Sun on Sat, 06/04/2005 - 10:00.</div><div class="content"><p>Wet feet.</p></div></div><a id="comment-41"></a><div class="comment"><div class="submitted">Submitted by Bob on Sun, 06/05/2005 - 10:00.</div><div class="content"><p>Dry feet.</p></div></div></div>',
  );
  assert.equal(
    part.comments.map(({ author }) => author),
    ['Ada Sun', 'Bob'],
  );
});

test('names every copy as the post is named', () => {
  const canonical = '<link rel="canonical" href="http://www.quay.example/2009/06/tides/">';
  for (const path of [
    'index.html?p=5.html',
    'index6df5.html',
    'index.html?replytocom=7.html',
    '2009/06/tides/index.html',
  ]) {
    const part = partOf(article(canonical), path);
    assert.ok(part.aliases.includes('path:/2009/06/tides/'), path);
    assert.is(part.host, 'quay.example');
    assert.is(part.url, 'http://www.quay.example/2009/06/tides/');
  }
  assert.is(partOf(article(canonical), 'index.html?p=5.html').isCopy, true);
  assert.is(partOf(article(canonical), '2009/06/tides/index.html').isCopy, false);
});

test('learns the address from the remark of a mirror tool', () => {
  const part = partOf(
    `<!-- Mirrored from quay.example/tides/?replytocom=7 by HTTrack Website Copier/3.x [XR&CO'2014], Wed, 21 Jun 2017 09:08:04 GMT -->${article('<link rel="canonical" href="index.html">')}`,
    'tides/index6df5.html',
  );
  assert.is(part.host, 'quay.example');
  assert.is(part.isCopy, true);
  assert.ok(part.aliases.includes('path:/tides/'));
  assert.is(part.capturedAt, '2017-06-21T09:08:04Z');
});

test('takes the Wayback toolbar out of the page', () => {
  const toolbar =
    '<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id="wm-ipp"><p>Wayback</p></div><!-- END WAYBACK TOOLBAR INSERT -->';
  const part = partOf(
    article(
      '<link rel="canonical" href="https://web.archive.org/web/20100101000000/http://quay.example/tides/">',
    ).replace('<div class="post"', `${toolbar}<div class="post"`),
  );
  assert.is(part.post?.text, 'High at nine.');
  assert.is(part.url, 'http://quay.example/tides/');
});

test('explains what it saw and did', () => {
  const explained = explainPage(page(article('<meta name="generator" content="WordPress 4.9">')), {
    siteUrl: null,
  });
  assert.is(explained.candidates[0]?.dialect, 'wordpress');
  assert.ok(explained.candidates[0]?.evidence.includes('generator WordPress'));
  assert.ok(explained.notes.length > 0);
  assert.is(explained.reading.kind, 'part');
});

test('has a fingerprint that names every dialect with its version', () => {
  assert.match(extractProgram, /\bgeneric\d+ .*reading\d+ .*wordpress\d+/);
});

test('reads five thousand comments in time that grows with their number', () => {
  const make = (count: number) =>
    article().replace(
      '</body>',
      `<ol class="commentlist">${Array.from({ length: count }, (_, i) => `<li class="comment depth-1" id="comment-${i + 1}"><cite class="fn">N${i}</cite> <div class="comment-meta"><a href="#comment-${i + 1}">June 18, 2009 at 9:02 pm</a></div><p>Text ${i}</p></li>`).join('')}</ol></body>`,
    );
  partOf(make(500));
  const time = (count: number) => {
    const start = cpuNow();
    assert.is(partOf(make(count)).comments.length, count);
    return cpuNow() - start;
  };
  const small = Math.min(time(1_000), time(1_000));
  assert.ok(time(5_000) < small * 25 + 500, 'five times the comments take more than 25 times as long');
});

interface Archive {
  readonly threads: readonly Thread[];
  readonly skips: readonly Skip[];
}

function readArchive(root: string): Archive {
  const parts: ThreadPart[] = [];
  const skips: Skip[] = [];
  for (const entry of readdirSync(root, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const reading = read(readFileSync(path), path.slice(root.length + 1));
    if (reading.kind === 'skip') skips.push(reading);
    else parts.push(reading);
  }
  const names = parts.map(({ host, aliases }, readingId) => ({ readingId, sourceId: 1, host, aliases }));
  const groups = groupParts(names);
  const threads = groups.map(
    ({ key, readingIds }) =>
      assembleThread(
        key,
        readingIds.flatMap((id) => parts[id] ?? []),
      ).thread,
  );
  return { threads, skips };
}

const numbered = ({ threads }: Archive) =>
  threads.flatMap((thread) => thread.comments.map(({ id }) => id).filter((id) => /^\d+$/.test(id)));

/** Comments with ids of their own in each archive, as counted in its files. */
const archives: readonly (readonly [name: string, comments: number])[] = [
  ['archdruid', 1069],
  ['cafeapolis', 80],
  ['certaindoubts', 2124],
  ['codare', 739],
  ['eightbar', 400],
  ['fluffysblog', 113],
  ['iriss-drupal', 17],
  ['lukem', 915],
  ['motley-moose', 9],
  ['peiratikos', 684],
  ['randominsights', 232],
  ['sachigiku', 63],
  ['sansursuz', 69],
  ['webstandards', 790],
];

for (const [name, count] of archives) {
  sharedTest(
    test,
    `finds each of the ${count} comments of ${name} exactly once`,
    `archives/${name}`,
    (path) => {
      const found = numbered(readArchive(path));
      assert.is(new Set(found).size, found.length, 'some comments twice');
      assert.is(found.length, count);
    },
    { timeoutMs: 60_000 },
  );
}

sharedTest(
  test,
  'reads the seed page with its two unknown authors and repaired text',
  'archives/motley-moose',
  (path) => {
    const { threads } = readArchive(path);
    assert.is(threads.length, 1);
    const comments = threads[0]?.comments ?? [];
    assert.is(comments.filter(({ author }) => author === null).length, 2);
    assert.ok(comments.some(({ text }) => text.includes('cliché')));
    assert.not.ok(JSON.stringify(threads).includes('√'));
  },
);

test.run();
