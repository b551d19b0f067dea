// The archived pages themselves, served beside ours: what is found, what is refused, and how it is shut in.
import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as cheerio from 'cheerio';
import * as assert from 'uvu/assert';
import { openCatalog } from '../../index/catalog/open.ts';
import { locatePages } from '../../src/archived-pages/locate-pages.ts';
import { tamePage } from '../../src/archived-pages/tame-page.ts';
import { type ServedArchive, serveThreads } from '../support/served-archive.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { makeComment, makePost, makeThread } from '../support/threads.ts';

const test = suite('archived pages');

const PAGE = `<!DOCTYPE html><meta charset="utf-8"><title>Ferry</title>
<link rel='stylesheet' id='a-css' href='../style.css?ver=2' type='text/css' media='all' />
<LINK rel="preconnect" href="http://elsewhere.example/"><link rel="stylesheet" rel="prefetch" href=x>
<style>p { color: red }</style><p onclick="alert(1)">The ferry is late.<script>alert(2)</script>`;

const root = makeTempFolder('archive');
const outside = makeTempFolder('outside');
function put(path: string, content: string | Uint8Array, base = root): void {
  mkdirSync(dirname(join(base, path)), { recursive: true });
  writeFileSync(join(base, path), content);
}

let served: ServedArchive;
test.before(async () => {
  put('2009/ferry/index.html', PAGE);
  put('2009/style.css?ver=2', 'p { margin: 0 }');
  put('2009/style.css', 'p { margin: 1px }');
  put('index.html@p=3.html', '<html><body>Third');
  put('logo.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(3)</script></svg>');
  put('photo.jpg', new Uint8Array(400_000).fill(7));
  put('script.js', 'alert(4)');
  put('secret.txt', 'not HTML');
  put('a name with % and é.html', '<html>Named');
  put('.hidden/index.html', '<html>Hidden');
  put('huge.html', '<html>');
  truncateSync(join(root, 'huge.html'), 10_000_001);
  put('private.html', '<html>Private', outside);
  symlinkSync(join(outside, 'private.html'), join(root, 'way-out.html'));
  symlinkSync(outside, join(root, 'folder-out'));
  symlinkSync(join(root, '2009/ferry/index.html'), join(root, 'way-inside.html'));
  const thread = (id: string, page: string) =>
    makeThread({
      id,
      pages: [page],
      url: `http://quay.example/2009/${id}/`,
      post: makePost({ title: id, author: 'Bram', text: 'The ferry is late.' }),
      comments: [
        makeComment({
          id: '7',
          author: 'Bram',
          text: 'Ferry!',
          url: `http://quay.example/2009/${id}/#comment-7`,
        }),
      ],
    });
  served = await serveThreads([thread('ferry', '2009/ferry/index.html'), thread('lost', 'lost.html')], {
    archive: {
      sources: [root],
      pageOf: ({ id }) => (id === 'ferry' ? '0/2009/ferry/index.html' : null),
    },
  });
});
test.after(() => served.close());

const get = (path: string, init?: RequestInit) => served.app.request(path, init);

test('a page is shown as it was, in a sandbox, with nothing that asks other hosts', async () => {
  const response = await get('/archive/0/2009/ferry/');
  assert.is(response.status, 200);
  assert.is(response.headers.get('content-type'), 'text/html; charset=utf-8');
  assert.is(response.headers.get('x-content-type-options'), 'nosniff');
  assert.is(response.headers.get('set-cookie'), null);
  const policy = response.headers.get('content-security-policy') ?? '';
  assert.match(policy, /^sandbox; default-src 'none';/);
  assert.not.match(policy, /unsafe|script-src|https?:|\*/);
  const hash = createHash('sha256').update('p { color: red }').digest('base64');
  assert.ok(policy.includes(`'sha256-${hash}'`), policy);
  const text = await response.text();
  assert.is(text.length, PAGE.length);
  assert.match(text, /<link rel='stylesheet' id='a-css'/);
  assert.match(text, /<meta rel="preconnect"/);
  assert.match(text, /<meta rel="stylesheet" rel="prefetch"/);
});

test('what pages load is served by the type of its name, scripts and notes are not', async () => {
  const cases: readonly (readonly [path: string, type: string, text?: string])[] = [
    ['/archive/0/2009/style.css?ver=2', 'text/css', 'p { margin: 0 }'],
    ['/archive/0/2009/style.css%3Fver=2', 'text/css', 'p { margin: 0 }'],
    ['/archive/0/2009/style.css?ver=3', 'text/css', 'p { margin: 1px }'],
    ['/archive/0/index.html?p=3', 'text/html; charset=utf-8', '<html><body>Third'],
    ['/archive/0/a%20name%20with%20%25%20and%20%C3%A9.html', 'text/html; charset=utf-8', '<html>Named'],
    ['/archive/0/way-inside.html', 'text/html; charset=utf-8'],
    ['/archive/0/logo.svg', 'image/svg+xml'],
  ];
  for (const [path, type, text] of cases) {
    const response = await get(path);
    assert.is(response.headers.get('content-type'), type, path);
    assert.match(response.headers.get('content-security-policy') ?? '', /^sandbox;/, path);
    const body = await response.text();
    if (text !== undefined) assert.is(body, text, path);
  }
  const photo = await get('/archive/0/photo.jpg');
  assert.is((await photo.arrayBuffer()).byteLength, 400_000);
  const head = await get('/archive/0/photo.jpg', { method: 'HEAD' });
  assert.is(head.headers.get('content-type'), 'image/jpeg');
  const tag = photo.headers.get('etag') ?? '';
  assert.is((await get('/archive/0/photo.jpg', { headers: { 'If-None-Match': tag } })).status, 304);
  for (const path of ['/archive/0/script.js', '/archive/0/secret.txt'])
    assert.is((await get(path)).status, 404, path);
});

test('nothing outside of the sources is reached, by any spelling', async () => {
  const name = outside.split('/').at(-1);
  for (const path of [
    '/archive/0/way-out.html',
    '/archive/0/folder-out/private.html',
    `/archive/0/../${name}/private.html`,
    `/archive/0/%2e%2e/${name}/private.html`,
    `/archive/0/..%2f${name}%2fprivate.html`,
    `/archive/0/..%5c${name}%5cprivate.html`,
    `/archive/0/2009/%2e%2e%2f%2e%2e%2f${name}/private.html`,
    '/archive/0/2009%2fferry%2findex.html',
    '/archive/0//etc/passwd',
    '/archive/0/.hidden/index.html',
    '/archive/0/%00index.html',
    '/archive/0/%ff.html',
    '/archive/0/2009/ferry/index.html/x',
    '/archive/0/index.html?/../../private.html',
    `/archive/0/${'a'.repeat(5_000)}`,
    `/archive/0/${'a/'.repeat(500)}`,
    '/archive/1/2009/ferry/index.html',
    '/archive/-1/x.html',
    '/archive/0',
    '/archive/0/',
    '/archive/',
  ]) {
    const response = await get(path);
    assert.is(response.status, 404, path);
    assert.not.match(await response.text(), /Private|Hidden|root:/, path);
  }
  assert.is((await get('/archive/0/huge.html')).status, 403);
  const folder = await get('/archive/0/2009/ferry?p=1');
  assert.equal([folder.status, folder.headers.get('location')], [301, '/archive/0/2009/ferry/?p=1']);
});

test('results, threads and people lead to it where there is one', async () => {
  const hrefs = async (path: string) => {
    const page = cheerio.load(await (await get(path)).text());
    return page('a[href^="/archive/"]')
      .toArray()
      .map((at) => page(at).attr('href'));
  };
  assert.equal(await hrefs('/search?q=ferry+type:comment&sort=oldest'), ['/archive/threads/ferry#comment-7']);
  assert.equal(await hrefs('/threads/ferry'), ['/archive/threads/ferry']);
  assert.equal(await hrefs('/threads/lost'), []);
  assert.equal(new Set(await hrefs('/people/bram')).size, 2);
  const way = await get('/archive/threads/ferry');
  assert.equal([way.status, way.headers.get('location')], [302, '/archive/0/2009/ferry/index.html']);
  assert.is((await get('/archive/threads/lost')).status, 404);
  assert.is((await get('/archive/threads/nobody')).status, 404);
});

test('a keeper who does not want it has neither routes nor links', async () => {
  const off = await serveThreads([makeThread({ id: 'ferry', post: makePost({ text: 'Ferry.' }) })], {
    archive: { sources: [root], pageOf: () => '0/2009/ferry/index.html' },
    site: { archive: 'off' },
  });
  try {
    assert.is((await off.app.request('/archive/0/2009/ferry/index.html')).status, 404);
    assert.not.match(await (await off.app.request('/threads/ferry')).text(), /\/archive\//);
  } finally {
    await off.close();
  }
});

test('while something is removed at request no page is shown that may tell of it, unless the keeper says so', async () => {
  const page = '/archive/0/2009/ferry/index.html';
  const threads = ['ferry', 'pier'].map((id) => makeThread({ id, post: makePost({ text: 'Boat.' }) }));
  for (const mode of ['on', 'always'] as const) {
    const kept = await serveThreads(threads, {
      archive: { sources: [root], pageOf: () => '0/2009/ferry/index.html' },
      site: { archive: mode },
    });
    try {
      const links = async () =>
        (await (await kept.app.request('/search?q=boat')).text()).includes('/archive/');
      assert.equal([(await kept.app.request(page)).status, await links()], [200, true]);
      writeFileSync(join(kept.dataFolder, 'suppressed.jsonl'), '{"thread": "pier"}');
      await kept.live.reload();
      const isShown = mode === 'always';
      for (const path of [page, '/archive/threads/ferry'])
        assert.is((await kept.app.request(path)).status < 400, isShown, path);
      assert.is(await links(), isShown);
    } finally {
      await kept.close();
    }
  }
});

test('pages in letters of two bytes, and sheets with other line ends, come out the same', async () => {
  const wide = await tamePage(Buffer.from('\ufeff<html><LiNk rel=dns-prefetch href=//x>é', 'utf16le'));
  assert.is(wide.contentType, 'text/html; charset=utf-8');
  assert.match(Buffer.from(wide.bytes).toString(), /^\ufeff?<html><meta rel=dns-prefetch href=\/\/x>é$/);
  const { styles } = await tamePage(Buffer.from('<style>a\r\nb</style><style>open'));
  assert.equal(styles, [`'sha256-${createHash('sha256').update('a\nb').digest('base64')}'`]);
  const many = await tamePage(Buffer.from('<link '.repeat(500_000)));
  assert.not.match(Buffer.from(many.bytes).toString(), /link/);
});

test('stylesheets without an end, or without the end of their tag, cost one way through the page', async () => {
  for (const piece of ['<style ', '<style>', '<style></styl', '</style']) {
    const startedAt = performance.now();
    await tamePage(Buffer.from(`<html>${piece.repeat(500_000)}`));
    assert.ok(performance.now() - startedAt < 5_000, piece);
  }
  const hashes = async (page: string) => (await tamePage(Buffer.from(page))).styles.length;
  assert.is(await hashes('<STYLE media="a">a</Style><stylesheet>b</style><style\n>b</style>'), 2);
  assert.is(await hashes(`<style>${'a'.repeat(1_100_000)}</style><style>b</style>`), 1);
  assert.is(await hashes('<style>a</style>'.repeat(50) + '<style>b</style>'), 1);
});

test('the page of a thread is that of its own source, and only where it is a file', () => {
  const folders = [makeTempFolder('one'), makeTempFolder('two')] as const;
  for (const folder of folders) put('2009/x/index.html', '<html>', folder);
  const catalog = openCatalog(makeTempFolder('locate'), { mode: 'write' });
  try {
    for (const [at, location] of folders.entries()) {
      const { sourceId } = catalog.openSource(location, null);
      const skip = { kind: 'skip', host: ['one.example', 'two.example'][at] ?? null } as const;
      catalog.saveReadings(
        sourceId,
        '2009/x/index.html',
        { hash: String(at), program: 'p' },
        [
          {
            ...skip,
            aliases: null,
            dateOrder: null,
            hasGuess: false,
            facts: null,
            reason: 'empty',
            body: new Uint8Array(Buffer.from('{}')),
          },
        ],
        catalog.beginRun(),
      );
    }
    const pages = locatePages(catalog);
    assert.equal(pages.sources, [...folders]);
    const of = (url: string, page: string) => pages.pageOf(makeThread({ url, pages: [page] }));
    assert.is(of('http://one.example/x', '2009/x/index.html'), '0/2009/x/index.html');
    assert.is(of('http://www.two.example/x', '2009/x/index.html'), '1/2009/x/index.html');
    assert.is(of('http://one.example/x', 'crawl.zip/index.html'), null);
  } finally {
    catalog.close();
  }
});

test.run();
